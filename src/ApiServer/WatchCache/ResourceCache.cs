using Navarch.Api;
using Navarch.ApiMachinery.Schemas;
using Navarch.Client;

namespace Navarch.ApiServer.WatchCache;

/// <summary>
/// The present objects of one resource and a window of their latest changes. Written by the feed alone; read by every request.
/// </summary>
public sealed class ResourceCache
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, CachedObject> _objects = new(StringComparer.Ordinal);
    private CachedObject[]? _sorted;
    private CacheEvent _newest;
    private CacheEvent _oldest;
    private long _windowStart;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>An empty cache.</summary>
    public ResourceCache(ResourceInfo resource)
    {
        Resource = resource;
        Prefix = $"/registry/{(resource.Group.Length == 0 ? "core" : resource.Group)}/{resource.Plural}/";
        // A chain always has a last link: this one stands before the first change.
        _newest = _oldest = new CacheEvent(0, ObjectEventType.Bookmark, new CachedObject("", null!, 0), null);
    }

    /// <summary>The resource.</summary>
    public ResourceInfo Resource { get; }

    /// <summary>What every key of the resource begins with.</summary>
    public string Prefix { get; }

    /// <summary>The key of an object.</summary>
    public string KeyOf(string? ns, string name) => Resource.Namespaced ? string.Concat(Prefix, ns, "/", name) : Prefix + name;

    /// <summary>What the keys of a namespace begin with; of the resource when null.</summary>
    public string PrefixOf(string? ns) => Resource.Namespaced && !string.IsNullOrEmpty(ns) ? string.Concat(Prefix, ns, "/") : Prefix;

    /// <summary>The number of objects.</summary>
    public int Count
    {
        get { lock (_lock) { return _objects.Count; } }
    }

    /// <summary>One object; null when there is none.</summary>
    public CachedObject? Get(string key)
    {
        lock (_lock)
        {
            return _objects.GetValueOrDefault(key);
        }
    }

    /// <summary>The objects whose keys begin with a prefix, in key order, as one moment showed them.</summary>
    public ReadOnlyMemory<CachedObject> List(string prefix)
    {
        CachedObject[] sorted;
        lock (_lock)
        {
            sorted = _sorted ??= Sort();
        }
        if (prefix.Length == Prefix.Length)
        {
            return sorted;
        }
        var start = LowerBound(sorted, prefix);
        var end = start;
        while (end < sorted.Length && sorted[end].Key.StartsWith(prefix, StringComparison.Ordinal))
        {
            end++;
        }
        return sorted.AsMemory(start, end - start);
    }

    private CachedObject[] Sort()
    {
        var sorted = _objects.Values.ToArray();
        Array.Sort(sorted, static (a, b) => string.CompareOrdinal(a.Key, b.Key));
        return sorted;
    }

    private static int LowerBound(CachedObject[] sorted, string key)
    {
        int low = 0, high = sorted.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (string.CompareOrdinal(sorted[middle].Key, key) < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }
        return low;
    }

    /// <summary>
    /// Where a watch from after <paramref name="revision"/> begins: the link before the first change that it must see. Null when that
    /// change has left the window: the client must list again.
    /// </summary>
    public CacheEvent? Seek(long revision)
    {
        lock (_lock)
        {
            if (revision < _windowStart)
            {
                return null;
            }
            if (_newest.Current.Revision <= revision)
            {
                return _newest;
            }
            var at = _oldest;
            while (at.Next is { } next && next.Current.Revision <= revision)
            {
                at = next;
            }
            return at;
        }
    }

    /// <summary>The present objects of a prefix together with the place in the chain that follows them.</summary>
    public (ReadOnlyMemory<CachedObject> Objects, CacheEvent Place) ListAndSeek(string prefix)
    {
        lock (_lock)
        {
            return (List(prefix), _newest);
        }
    }

    /// <summary>True when a watcher at this place has fallen out of the window.</summary>
    public bool IsLost(CacheEvent place)
    {
        lock (_lock)
        {
            return place.Sequence < _oldest.Sequence;
        }
    }

    /// <summary>Completes at the next change after the place.</summary>
    public Task WaitAsync(CacheEvent place)
    {
        lock (_lock)
        {
            return place.Next is not null ? Task.CompletedTask : _changed.Task;
        }
    }

    // The feed's side.

    internal void Load(IEnumerable<CachedObject> objects, long revision)
    {
        lock (_lock)
        {
            foreach (var obj in objects)
            {
                _objects[obj.Key] = obj;
            }
            _sorted = null;
            _windowStart = revision;
        }
    }

    internal CachedObject? Put(CachedObject obj)
    {
        TaskCompletionSource changed;
        CachedObject? previous;
        lock (_lock)
        {
            _objects.TryGetValue(obj.Key, out previous);
            _objects[obj.Key] = obj;
            _sorted = null;
            changed = Append(previous is null ? ObjectEventType.Added : ObjectEventType.Modified, obj, previous);
        }
        changed.SetResult();
        return previous;
    }

    internal void Remove(string key, Func<CachedObject, CachedObject> lastState)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            if (!_objects.Remove(key, out var previous))
            {
                return;
            }
            _sorted = null;
            changed = Append(ObjectEventType.Deleted, lastState(previous), previous);
        }
        changed.SetResult();
    }

    private TaskCompletionSource Append(ObjectEventType type, CachedObject current, CachedObject? previous)
    {
        var added = new CacheEvent(_newest.Sequence + 1, type, current, previous);
        _newest.Link(added);
        _newest = added;
        while (added.Sequence - _oldest.Sequence > Limits.WatchWindowEvents)
        {
            _oldest = _oldest.Next!;
            _windowStart = _oldest.Current.Revision;
        }
        var changed = _changed;
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return changed;
    }
}
