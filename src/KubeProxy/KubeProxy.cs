using Microsoft.Extensions.Logging;
using Navarch.Api.Core.V1;
using Navarch.Api.Discovery.V1;
using Navarch.Api.Networking.V1;
using Navarch.Client.Informers;

namespace Navarch.KubeProxy;

/// <summary>
/// A node's kube-proxy: Services and network policies as nftables rules. Life cycle: <see cref="GuardAsync"/> (or the start of
/// <see cref="RunAsync"/>) refuses all service addresses; RunAsync follows the API and completes <see cref="Synced"/> when the
/// rules of everything in the first lists are in the kernel. Stopping leaves the rules: connections go on while kube-proxy
/// restarts. The informers' factory is started by whoever made it.
/// </summary>
public sealed class KubeProxy
{
    private readonly KubeProxyOptions _options;
    private readonly InformerFactory _informers;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ProxySync _sync;
    private readonly TaskCompletionSource _synced = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private bool _guarded;
    private SharedInformer<Pod>? _pods;
    private SharedInformer<Namespace>? _namespaces;

    public KubeProxy(KubeProxyOptions options, InformerFactory informers, TimeProvider time, ILoggerFactory loggers)
    {
        _options = options;
        _informers = informers;
        _time = time;
        _logger = loggers.CreateLogger("kube-proxy");
        _sync = new ProxySync(options, time, _logger);
    }

    /// <summary>Completes when the first lists' rules are in the kernel.</summary>
    public Task Synced => _synced.Task;

    /// <summary>
    /// Refuses what nothing serves, and lays the routes that keep the cluster's addresses on the node. To be called before the
    /// first pod starts; needs no API. Throws <see cref="Nft.NftException"/> when nft isn't there or refuses.
    /// </summary>
    public async Task GuardAsync(CancellationToken ct)
    {
        if (!_guarded)
        {
            await _sync.GuardAsync(ct);
            _guarded = true;
        }
    }

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        await GuardAsync(ct);
        var services = _informers.For<Service>();
        var slices = _informers.For<EndpointSlice>();
        var policies = _informers.For<NetworkPolicy>();
        var nodes = _informers.Has(Node.Resource) ? _informers.For<Node>() : _informers.For<Node>(null, "metadata.name=" + _options.NodeName);

        services.AddHandler(Told<Service>(_sync.Services.Put), (_, service) => Told<Service>(_sync.Services.Put)(service), Told<Service>(_sync.Services.Remove));
        slices.AddHandler(Told<EndpointSlice>(_sync.Services.Put), PutSlice, Told<EndpointSlice>(_sync.Services.Remove));
        policies.AddHandler(PutPolicy, (_, policy) => PutPolicy(policy), Told<NetworkPolicy>(_sync.Policies.Remove));
        nodes.AddHandler(PutNode, (_, node) => PutNode(node));

        await services.WaitForSyncAsync(ct);
        await slices.WaitForSyncAsync(ct);
        await nodes.WaitForSyncAsync(ct);
        await PoliciesSyncedAsync(policies, ct);
        await _sync.RunAsync(() => _synced.TrySetResult(), ct);
    }

    // Rules without the policies that were there would let everything pass for a moment. But upstream's role of a kube-proxy
    // doesn't let it read policies: then Services must work all the same.
    private async Task PoliciesSyncedAsync(SharedInformer<NetworkPolicy> policies, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(Limits.PolicyPatience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        try
        {
            await policies.WaitForSyncAsync(either.Token);
            if (_pods is not null && _namespaces is not null)
            {
                await _pods.WaitForSyncAsync(either.Token);
                await _namespaces.WaitForSyncAsync(either.Token);
            }
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            _logger.PoliciesUnknown(Limits.PolicyPatience);
        }
    }

    private Action<T> Told<T>(Action<T> change) => obj =>
    {
        change(obj);
        _sync.Signal();
    };

    private void PutSlice(EndpointSlice old, EndpointSlice slice)
    {
        // The label may have moved it to another Service.
        _sync.Services.Remove(old);
        _sync.Services.Put(slice);
        _sync.Signal();
    }

    private void PutNode(Node node)
    {
        if (node.Metadata.Name == _options.NodeName)
        {
            _sync.SetNode(node);
        }
    }

    // Pods and namespaces matter only to policies: without any, this node doesn't follow them.
    private void PutPolicy(NetworkPolicy policy)
    {
        lock (_lock)
        {
            if (_pods is null)
            {
                _pods = _informers.For<Pod>();
                _namespaces = _informers.For<Namespace>();
                _pods.AddHandler(Told<Pod>(_sync.Policies.Put), (_, pod) => Told<Pod>(_sync.Policies.Put)(pod), Told<Pod>(_sync.Policies.Remove));
                _namespaces.AddHandler(Told<Namespace>(_sync.Policies.Put), (_, ns) => Told<Namespace>(_sync.Policies.Put)(ns), Told<Namespace>(_sync.Policies.Remove));
            }
        }
        _sync.Policies.Put(policy);
        _sync.Signal();
    }
}
