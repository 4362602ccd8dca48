using Microsoft.Extensions.Logging;
using Navarch.Api;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Client.Informers;

/// <summary>
/// Makes the informers of a process, one for each resource and selection, shared by all that ask for it. Life cycle: ask for
/// informers, add indexes and handlers, <see cref="StartAsync"/>, <see cref="WaitForSyncAsync"/>; informers that are asked for later
/// start at once. They stop with the token of the start, and <see cref="DisposeAsync"/> waits for them.
/// </summary>
public sealed class InformerFactory(IApiClient client, TimeProvider time, ILoggerFactory loggerFactory) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Group, string Plural, string? Namespace, string FieldSelector, string LabelSelector), Informer> _informers = [];
    private readonly List<Task> _running = [];
    private readonly Dictionary<Informer, CancellationTokenSource> _stops = [];
    private readonly ILogger _logger = loggerFactory.CreateLogger("Navarch.Client.Informers");
    private CancellationTokenSource? _stop;

    /// <summary>The informer of a kind, over all namespaces.</summary>
    public SharedInformer<T> For<T>() where T : KubernetesObject, IKind<T> => new(Find(new InformerScope(T.Resource, null, "", "")));

    /// <summary>The informer of a part of a kind: of a namespace (null for all), and by selectors such as "spec.nodeName=n1".</summary>
    public SharedInformer<T> For<T>(string? ns, string fieldSelector = "", string labelSelector = "") where T : KubernetesObject, IKind<T> =>
        new(Find(new InformerScope(T.Resource, ns, fieldSelector, labelSelector)));

    /// <summary>The informer of a resource that is known only at run time. It shares the objects of the typed one.</summary>
    public SharedInformer<KubernetesObject> For(ResourceInfo resource) => new(Find(new InformerScope(resource, null, "", "")));

    /// <summary>True when somebody follows the whole resource already.</summary>
    public bool Has(ResourceInfo resource)
    {
        lock (_lock)
        {
            return _informers.ContainsKey(KeyOf(new InformerScope(resource, null, "", "")));
        }
    }

    /// <summary>Starts what was asked for so far; does not wait for the first lists. Starting twice is harmless.</summary>
    public Task StartAsync(CancellationToken stop = default)
    {
        lock (_lock)
        {
            if (_stop is null)
            {
                _stop = CancellationTokenSource.CreateLinkedTokenSource(stop);
                foreach (var informer in _informers.Values)
                {
                    Start(informer);
                }
            }
        }
        return Task.CompletedTask;
    }

    /// <summary>Completes once the first list of everything that was asked for so far is here.</summary>
    public Task WaitForSyncAsync(CancellationToken cancellationToken = default)
    {
        Task[] tasks;
        lock (_lock)
        {
            tasks = [.. _informers.Values.Select(i => i.Synced)];
        }
        return Task.WhenAll(tasks).WaitAsync(cancellationToken);
    }

    /// <summary>Stops the informer of a resource that is served no longer.</summary>
    public void Forget(ResourceInfo resource)
    {
        lock (_lock)
        {
            if (_informers.Remove(KeyOf(new InformerScope(resource, null, "", "")), out var informer) && _stops.Remove(informer, out var stop))
            {
                stop.Cancel();
            }
        }
    }

    /// <summary>Stops all informers.</summary>
    public async ValueTask DisposeAsync()
    {
        Task[] running;
        lock (_lock)
        {
            running = [.. _running];
        }
        if (_stop is not null)
        {
            await _stop.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(running).ConfigureAwait(false);
            foreach (var own in _stops.Values)
            {
                own.Dispose();
            }
            _stop.Dispose();
        }
    }

    private static (string, string, string?, string, string) KeyOf(InformerScope scope) =>
        (scope.Resource.Group, scope.Resource.Plural, scope.Namespace, scope.FieldSelector, scope.LabelSelector);

    private Informer Find(InformerScope scope)
    {
        lock (_lock)
        {
            var key = KeyOf(scope);
            if (!_informers.TryGetValue(key, out var informer))
            {
                _informers.Add(key, informer = new Informer(scope, client, time, _logger));
                if (_stop is not null)
                {
                    Start(informer);
                }
            }
            return informer;
        }
    }

    private void Start(Informer informer)
    {
        var own = CancellationTokenSource.CreateLinkedTokenSource(_stop!.Token);
        _stops.Add(informer, own);
        var stop = own.Token;
        _running.Add(Task.Run(() => informer.RunAsync(stop), CancellationToken.None));
    }
}
