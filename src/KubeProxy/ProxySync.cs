using System.Collections.Immutable;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Navarch.Api.Core.V1;
using Navarch.KubeProxy.NetworkPolicies;
using Navarch.KubeProxy.Nft;
using Navarch.KubeProxy.Services;

namespace Navarch.KubeProxy;

/// <summary>
/// From what the informers told to the kernel. Life cycle: <see cref="GuardAsync"/> before the first pod starts; then
/// <see cref="RunAsync"/> once the informers are synced. The handlers change the trackers and <see cref="Signal"/>; the loop takes
/// all that changed meanwhile as one transaction. What the kernel refuses is sent again whole, with a growing delay.
/// </summary>
internal sealed class ProxySync
{
    private readonly KubeProxyOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly NftCommand _command;
    private readonly ProxyTraffic _traffic;
    private readonly ImmutableArray<(NftFamily Family, ServiceProxier Proxier, PolicyPlanner Policies)> _families;
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private volatile Node? _node;
    private NodeView? _view;
    private ImmutableArray<System.Net.IPAddress> _routedFrom = [];

    public ProxySync(KubeProxyOptions options, TimeProvider time, ILogger logger)
    {
        _options = options;
        _time = time;
        _logger = logger;
        _command = new NftCommand(options.NetworkNamespace, time);
        _traffic = new ProxyTraffic
        {
            ClusterCidrs = options.ClusterCidrs,
            ServiceCidrs = options.ServiceCidrs,
            NodeLocalIPs = options.NodeLocalIPs,
            MasqueradeAll = options.MasqueradeAll,
            MasqueradeMark = 1u << options.MasqueradeBit,
        };
        var families = options.ServiceCidrs.Any(cidr => cidr.BaseAddress.AddressFamily == NftFamily.IPv6.AddressFamily)
            ? ImmutableArray.Create(NftFamily.IPv4, NftFamily.IPv6)
            : [NftFamily.IPv4];
        _families = [.. families.Select(family => (family, new ServiceProxier(family, options.TableName, _traffic, _command), new PolicyPlanner(family)))];
        Policies = new PolicyTracker(options.NodeName);
    }

    public ServiceChangeTracker Services { get; } = new();

    public PolicyTracker Policies { get; }

    public void Signal() => _signal.Writer.TryWrite(true);

    public void SetNode(Node node)
    {
        _node = node;
        Signal();
    }

    /// <summary>Refuses all service addresses, unless a table of an earlier run still serves them.</summary>
    public async Task GuardAsync(CancellationToken ct)
    {
        _view = NodeViews.Of(null, _options);
        foreach (var (family, proxier, _) in _families)
        {
            proxier.SetNode(_view);
            if (!await _command.TableExistsAsync(family, _options.TableName, ct))
            {
                await proxier.SyncAsync(ct);
            }
        }
        await ReplaceRoutesAsync(_options.NodeIPs, ct);
        _logger.Guarded(string.Join(", ", _options.ServiceCidrs), _options.TableName);
    }

    /// <summary>Syncs until cancelled; <paramref name="synced"/> runs after the first time.</summary>
    public async Task RunAsync(Action synced, CancellationToken ct)
    {
        var retry = Limits.RetryMin;
        while (true)
        {
            try
            {
                await SyncAsync(ct);
                synced();
                retry = Limits.RetryMin;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                _logger.SyncFailed(retry, e.Message);
                await Task.Delay(retry, _time, ct);
                retry = TimeSpan.FromTicks(Math.Min(retry.Ticks * 2, Limits.RetryMax.Ticks));
                continue;
            }
            if (_options.MinSyncPeriod > TimeSpan.Zero)
            {
                await Task.Delay(_options.MinSyncPeriod, _time, ct);
            }
            await WaitAsync(ct);
        }
    }

    private async Task SyncAsync(CancellationToken ct)
    {
        var start = _time.GetTimestamp();
        await SyncNodeAsync(ct);
        var changes = Services.Drain();
        var policies = Policies.Drain();
        try
        {
            Plan(changes, policies);
        }
        catch
        {
            Services.Mark(changes);
            Policies.Mark();
            throw;
        }
        foreach (var (_, proxier, _) in _families)
        {
            await proxier.SyncAsync(ct);
        }
        _logger.Synced(changes.Count, _time.GetElapsedTime(start).TotalMilliseconds);
    }

    private void Plan(IReadOnlyList<ServiceChange> changes, (IReadOnlyCollection<Api.Networking.V1.NetworkPolicy> Policies, PolicyCluster Cluster)? policies)
    {
        foreach (var (family, proxier, planner) in _families)
        {
            foreach (var change in changes)
            {
                proxier.SetService(change.Key, change.Service is null ? [] : ServiceViews.Of(change.Service, change.Slices, family, _options.NodeName));
            }
            if (policies is var (list, cluster))
            {
                proxier.SetPolicies(list.Count == 0 ? ImmutableDictionary<string, NftFragment>.Empty : planner.Plan(list, cluster));
            }
        }
    }

    private async Task SyncNodeAsync(CancellationToken ct)
    {
        if (_node is not { } node)
        {
            return;
        }
        var view = NodeViews.Of(node, _options);
        if (_view is null || !NodeViews.Same(_view, view))
        {
            _view = view;
            foreach (var (_, proxier, _) in _families)
            {
                proxier.SetNode(view);
            }
            Services.MarkAll();
        }
        if (_options.NodeIPs.IsEmpty)
        {
            await ReplaceRoutesAsync(NodeViews.InternalIPs(node), ct);
        }
    }

    private async Task ReplaceRoutesAsync(ImmutableArray<System.Net.IPAddress> addresses, CancellationToken ct)
    {
        if (!_options.ManageRoutes || addresses.IsEmpty || addresses.AsSpan().SequenceEqual(_routedFrom.AsSpan()))
        {
            return;
        }
        await new NodeRoutes(_command).ReplaceAsync(_traffic, addresses, ct);
        _routedFrom = addresses;
    }

    // Until something changes, or, while chains wait for their deletion, for a moment.
    private async Task WaitAsync(CancellationToken ct)
    {
        if (!_families.Any(family => family.Proxier.HasStale))
        {
            await _signal.Reader.ReadAsync(ct);
            return;
        }
        using var timer = new CancellationTokenSource(Limits.StaleDelay, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timer.Token);
        try
        {
            await _signal.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // Time to delete them.
        }
    }
}
