using Navarch.Api;

namespace Navarch.Client.Informers;

/// <summary>
/// The frozen objects of one informer by key, by namespace and by whatever indexes were added. One writer (the informer's
/// loop), any readers; what readers get is a copy of the references at one moment.
/// </summary>
internal sealed class ObjectStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ObjectKey, KubernetesObject> _objects = [];
    private readonly ObjectIndex _byNamespace = new(static o => [o.Metadata.Namespace]);
    private readonly Dictionary<string, ObjectIndex> _indexes = new(StringComparer.Ordinal);

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _objects.Count;
            }
        }
    }

    public KubernetesObject? Get(ObjectKey key)
    {
        lock (_lock)
        {
            return _objects.GetValueOrDefault(key);
        }
    }

    public List<T> List<T>(string? ns) where T : KubernetesObject
    {
        lock (_lock)
        {
            return ns is null ? Copy<T>(_objects) : Copy<T>(_byNamespace.Find(ns));
        }
    }

    public List<T> ByIndex<T>(string index, string value) where T : KubernetesObject
    {
        lock (_lock)
        {
            return _indexes.TryGetValue(index, out var found)
                ? Copy<T>(found.Find(value))
                : throw new InvalidOperationException($"There is no index {index}: call AddIndex before.");
        }
    }

    public List<string> IndexValues(string index)
    {
        lock (_lock)
        {
            return [.. _indexes[index].Values];
        }
    }

    public void AddIndex(string name, Func<KubernetesObject, IEnumerable<string>> values)
    {
        lock (_lock)
        {
            if (_indexes.ContainsKey(name))
            {
                return;
            }
            var index = new ObjectIndex(values);
            foreach (var (key, obj) in _objects)
            {
                index.Add(key, obj);
            }
            _indexes.Add(name, index);
        }
    }

    /// <summary>Sets or (null) removes the object of a key; the answer is what was there before.</summary>
    public KubernetesObject? Set(ObjectKey key, KubernetesObject? obj)
    {
        lock (_lock)
        {
            _objects.TryGetValue(key, out var old);
            if (obj is null)
            {
                _objects.Remove(key);
            }
            else
            {
                _objects[key] = obj;
            }
            _byNamespace.Replace(key, old, obj);
            foreach (var index in _indexes.Values)
            {
                index.Replace(key, old, obj);
            }
            return old;
        }
    }

    public List<ObjectKey> Keys()
    {
        lock (_lock)
        {
            return [.. _objects.Keys];
        }
    }

    private static List<T> Copy<T>(Dictionary<ObjectKey, KubernetesObject>? objects) where T : KubernetesObject
    {
        if (objects is null)
        {
            return [];
        }
        var copy = new List<T>(objects.Count);
        foreach (var obj in objects.Values)
        {
            copy.Add((T)obj);
        }
        return copy;
    }

    private sealed class ObjectIndex(Func<KubernetesObject, IEnumerable<string>> values)
    {
        private readonly Dictionary<string, Dictionary<ObjectKey, KubernetesObject>> _entries = new(StringComparer.Ordinal);

        public IEnumerable<string> Values => _entries.Keys;

        public Dictionary<ObjectKey, KubernetesObject>? Find(string value) => _entries.GetValueOrDefault(value);

        public void Replace(ObjectKey key, KubernetesObject? old, KubernetesObject? obj)
        {
            if (old is not null)
            {
                foreach (var value in values(old))
                {
                    if (_entries.TryGetValue(value, out var entry) && entry.Remove(key) && entry.Count == 0)
                    {
                        _entries.Remove(value);
                    }
                }
            }
            if (obj is not null)
            {
                Add(key, obj);
            }
        }

        public void Add(ObjectKey key, KubernetesObject obj)
        {
            foreach (var value in values(obj))
            {
                if (!_entries.TryGetValue(value, out var entry))
                {
                    _entries.Add(value, entry = []);
                }
                entry[key] = obj;
            }
        }
    }
}
