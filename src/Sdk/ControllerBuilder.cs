using Navarch.Api;
using Navarch.ApiMachinery.Schemas;
using Navarch.Client.Informers;

namespace Navarch.Sdk;

/// <summary>Says what a controller is for: call <see cref="For{T}"/> once, then what else concerns it.</summary>
public sealed class ControllerBuilder
{
    private readonly InformerFactory _informers;
    private readonly List<Action<Action<Request>>> _sources = [];
    private readonly List<Func<CancellationToken, Task>> _syncs = [];
    private ResourceInfo? _for;

    internal ControllerBuilder(InformerFactory informers) => _informers = informers;

    /// <summary>How many keys are reconciled at once; 5 unless said otherwise.</summary>
    public int Concurrency { get; set; } = Limits.DefaultConcurrency;

    /// <summary>The kind whose objects are reconciled: each change of one enqueues it.</summary>
    public ControllerBuilder For<T>(Func<T, bool>? where = null) where T : KubernetesObject, IKind<T>
    {
        _for = T.Resource;
        return Watches<T>(obj => where is null || where(obj) ? [KeyOf(obj)] : []);
    }

    /// <summary>A kind that the reconciled objects own: a change of one enqueues the object that its controller reference names.</summary>
    public ControllerBuilder Owns<T>() where T : KubernetesObject, IKind<T>
    {
        var owner = _for ?? throw new InvalidOperationException("Call For before Owns.");
        return Watches<T>(obj =>
            obj.ControllerReference() is { } reference && reference.Kind == owner.Kind && GroupOf(reference.ApiVersion) == owner.Group
                ? [new Request(owner.Namespaced ? obj.Metadata.Namespace : "", reference.Name)]
                : []);
    }

    /// <summary>A kind that concerns reconciled objects in another way: a change of one enqueues what <paramref name="map"/> says, of the old and the new state.</summary>
    public ControllerBuilder Watches<T>(Func<T, IEnumerable<Request>> map) where T : KubernetesObject, IKind<T>
    {
        var informer = _informers.For<T>();
        Also(informer.WaitForSyncAsync);
        _sources.Add(enqueue =>
        {
            void Enqueue(T obj)
            {
                foreach (var request in map(obj))
                {
                    enqueue(request);
                }
            }
            informer.AddHandler(Enqueue, (old, obj) => { Enqueue(old); Enqueue(obj); }, Enqueue);
        });
        return this;
    }

    /// <summary>A kind whose updates concern only if <paramref name="map"/> says so of the change; it gets (old, new), with null for what isn't.</summary>
    public ControllerBuilder WatchesChanges<T>(Func<T?, T?, IEnumerable<Request>> map) where T : KubernetesObject, IKind<T>
    {
        var informer = _informers.For<T>();
        Also(informer.WaitForSyncAsync);
        _sources.Add(enqueue =>
        {
            void Enqueue(T? old, T? obj)
            {
                foreach (var request in map(old, obj))
                {
                    enqueue(request);
                }
            }
            informer.AddHandler(obj => Enqueue(null, obj), Enqueue, obj => Enqueue(obj, null));
        });
        return this;
    }

    /// <summary>A source of requests of one's own; it is given what enqueues them.</summary>
    public ControllerBuilder Source(Action<Action<Request>> source)
    {
        _sources.Add(source);
        return this;
    }

    /// <summary>A cache that the controller reads, without being called for its changes: it is synced before the first reconciliation.</summary>
    public SharedInformer<T> Reads<T>() where T : KubernetesObject, IKind<T>
    {
        var informer = _informers.For<T>();
        Also(informer.WaitForSyncAsync);
        return informer;
    }

    internal void Begin(Action<Request> enqueue)
    {
        foreach (var source in _sources)
        {
            source(enqueue);
        }
    }

    internal Task WaitForSyncAsync(CancellationToken stop) => Task.WhenAll(_syncs.Select(sync => sync(stop)));

    private void Also(Func<CancellationToken, Task> sync) => _syncs.Add(sync);

    private static Request KeyOf(KubernetesObject obj) => new(obj.Metadata.Namespace, obj.Metadata.Name);

    private static string GroupOf(string apiVersion) => apiVersion.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash ? apiVersion[..slash] : "";
}
