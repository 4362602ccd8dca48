using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.ApiMachinery.Documents;

/// <summary>
/// Typed reading of a map of the document; never null: an absent map is an empty one. To change it, assign a new one:
/// <c>meta.Labels = meta.Labels.With("tier", "front")</c>.
/// </summary>
[SuppressMessage("Naming", "CA1710", Justification = "It is the typed face of a map, named as ListOf is.")]
public readonly struct MapOf<T> : IEnumerable<KeyValuePair<string, T>>
{
    private readonly DocMap? _map;

    internal MapOf(DocMap? map) => _map = map;

    /// <summary>The node itself; null when the map is absent.</summary>
    internal DocMap? Node => _map;

    /// <summary>The number of entries; 0 when the map is absent.</summary>
    public int Count => _map?.Count ?? 0;

    /// <summary>The value of a key; default (null, 0) when absent.</summary>
    public T? this[string key] => _map is not null && _map.TryGetValue(key, out var value) ? Scalars.FromDocument<T>(value) : default;

    /// <summary>True when the key is there.</summary>
    public bool ContainsKey(string key) => _map?.ContainsKey(key) ?? false;

    /// <summary>Finds a key's value.</summary>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out T value)
    {
        if (_map is not null && _map.TryGetValue(key, out var found))
        {
            value = Scalars.FromDocument<T>(found);
            return true;
        }
        value = default;
        return false;
    }

    /// <summary>The keys in ordinal order.</summary>
    public IEnumerable<string> Keys
    {
        get
        {
            for (var i = 0; i < Count; i++)
            {
                yield return _map!.KeyAt(i);
            }
        }
    }

    /// <summary>A copy with one more entry, or one entry replaced.</summary>
    public MapOf<T> With(string key, T value)
    {
        var copy = _map is null ? new DocMap(TypeSchema.Any) : (DocMap)_map.DeepClone();
        copy[key] = Scalars.ToDocument(value);
        return new MapOf<T>(copy);
    }

    /// <summary>A copy without a key.</summary>
    public MapOf<T> Without(string key)
    {
        if (_map is null || !_map.ContainsKey(key))
        {
            return this;
        }
        var copy = (DocMap)_map.DeepClone();
        copy.Remove(key);
        return new MapOf<T>(copy);
    }

    /// <summary>True when both hold the same entries.</summary>
    public bool ContentEquals(MapOf<T> other) =>
        Count == 0 ? other.Count == 0 : other.Count > 0 && DocNode.DeepEquals(_map, other._map);

    internal object? ToNode(TypeSchema mapType)
    {
        if (_map is null || _map.Count == 0)
        {
            return null;
        }
        if (!_map.IsFrozen && ReferenceEquals(_map.ValueType, mapType.Items))
        {
            return _map;
        }
        var node = new DocMap(mapType.Items ?? TypeSchema.Any, _map.Count);
        for (var i = 0; i < _map.Count; i++)
        {
            node[_map.KeyAt(i)] = DocNode.CloneValue(_map.ValueAt(i));
        }
        return node;
    }

    /// <summary>Enumerates in ordinal key order, without allocation.</summary>
    public Enumerator GetEnumerator() => new(_map);

    IEnumerator<KeyValuePair<string, T>> IEnumerable<KeyValuePair<string, T>>.GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return new(_map!.KeyAt(i), Scalars.FromDocument<T>(_map.ValueAt(i)));
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<KeyValuePair<string, T>>)this).GetEnumerator();

    /// <summary>Enumerates a map.</summary>
    public struct Enumerator
    {
        private readonly DocMap? _map;
        private int _index;

        internal Enumerator(DocMap? map)
        {
            _map = map;
            _index = -1;
        }

        /// <summary>The entry here.</summary>
        public readonly KeyValuePair<string, T> Current => new(_map!.KeyAt(_index), Scalars.FromDocument<T>(_map.ValueAt(_index)));

        /// <summary>Goes on to the next entry.</summary>
        public bool MoveNext() => _map is not null && ++_index < _map.Count;
    }
}

/// <summary>Makes maps from sequences.</summary>
public static class MapOf
{
    /// <summary>A map of the given entries; a later entry replaces an earlier one of the same key.</summary>
    public static MapOf<T> ToMapOf<T>(this IEnumerable<KeyValuePair<string, T>> entries)
    {
        var map = new DocMap(TypeSchema.Any);
        foreach (var (key, value) in entries)
        {
            map[key] = Scalars.ToDocument(value);
        }
        return new MapOf<T>(map);
    }
}
