using Navarch.Api;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Client.Informers;

/// <summary>
/// A cache of a resource that follows the API: reads cost no request, changes come as calls of handlers. Objects are frozen and
/// shared: change a DeepClone(). Reads show a state that may be some milliseconds old; <see cref="WaitForVersionAsync"/> closes the gap
/// to one's own writes.
/// </summary>
/// <typeparam name="T">The kind; <see cref="KubernetesObject"/> where it is known only at run time.</typeparam>
public sealed class SharedInformer<T> where T : KubernetesObject
{
    private readonly Informer _informer;

    internal SharedInformer(Informer informer) => _informer = informer;

    /// <summary>What it follows.</summary>
    public ResourceInfo Resource => _informer.Scope.Resource;

    /// <summary>True once the first list is here and its handlers were called.</summary>
    public bool HasSynced => _informer.HasSynced;

    /// <summary>How many objects there are.</summary>
    public int Count => _informer.Store.Count;

    /// <summary>Completes once the first list is here.</summary>
    public Task WaitForSyncAsync(CancellationToken cancellationToken = default) => _informer.Synced.WaitAsync(cancellationToken);

    /// <summary>The object of a namespace (null or "" for cluster-scoped ones) and name; null when there is none.</summary>
    public T? Get(string? ns, string name) => (T?)_informer.Store.Get(new ObjectKey(ns ?? "", name));

    /// <summary>The object of a key; null when there is none.</summary>
    public T? Get(ObjectKey key) => (T?)_informer.Store.Get(key);

    /// <summary>All objects, or those of one namespace; in no order.</summary>
    public IReadOnlyList<T> List(string? ns = null) => _informer.Store.List<T>(ns);

    /// <summary>Adds an index; a second one of the same name is ignored, so that several users may ask for it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="values">Under which values an object is found. Must be a pure function of the object.</param>
    public void AddIndex(string name, Func<T, IEnumerable<string>> values) => _informer.Store.AddIndex(name, o => values((T)o));

    /// <summary>The objects under a value of an index; in no order.</summary>
    public IReadOnlyList<T> ByIndex(string index, string value) => _informer.Store.ByIndex<T>(index, value);

    /// <summary>The values that an index has objects for.</summary>
    public IReadOnlyList<string> IndexValues(string index) => _informer.Store.IndexValues(index);

    /// <summary>
    /// Adds a handler: called for each change, in order, from one loop, so it must be quick (put a key into a queue). A handler that
    /// is added late gets an add for each object that is there.
    /// </summary>
    public void AddHandler(Action<T>? onAdd = null, Action<T, T>? onUpdate = null, Action<T>? onDelete = null) => _informer.AddHandler(new Informer.Handler(
        onAdd is null ? null : o => onAdd((T)o),
        onUpdate is null ? null : (old, o) => onUpdate((T)old, (T)o),
        onDelete is null ? null : o => onDelete((T)o)));

    /// <summary>Adds a handler that is told the object of each change, whatever the change was.</summary>
    public void AddHandler(Action<T> onChange) => AddHandler(onChange, (_, o) => onChange(o), onChange);

    /// <summary>The newest resourceVersion that the cache shows.</summary>
    public long Version => _informer.Version;

    /// <summary>Waits until the cache shows a version that one has written, and its handlers were called.</summary>
    public Task WaitForVersionAsync(long version, CancellationToken cancellationToken = default) =>
        _informer.WaitAsync(() => _informer.Version >= version, cancellationToken);

    /// <summary>Waits until a condition holds, which is looked at now and after each change; it must be quick.</summary>
    public Task WaitAsync(Func<SharedInformer<T>, bool> condition, CancellationToken cancellationToken = default) =>
        _informer.WaitAsync(() => condition(this), cancellationToken);
}
