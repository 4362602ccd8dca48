using System.Collections;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.ApiMachinery.Documents;

/// <summary>A string-keyed map, held and enumerated in ordinal key order (the order in which upstream writes maps).</summary>
public sealed class DocMap : DocNode, IEnumerable<KeyValuePair<string, object?>>
{
    private string[] _keys;
    private object?[] _values;

    /// <summary>An empty map whose values are of the given type.</summary>
    public DocMap(TypeSchema valueType, int capacity = 0)
    {
        ValueType = valueType;
        _keys = capacity == 0 ? [] : new string[capacity];
        _values = capacity == 0 ? [] : new object?[capacity];
    }

    /// <summary>The type of the values; <see cref="TypeSchema.Any"/> where no schema says more.</summary>
    public TypeSchema ValueType { get; }

    /// <summary>The number of entries.</summary>
    public int Count { get; private set; }

    /// <summary>The key at a position of the ordinal order.</summary>
    public string KeyAt(int index) => _keys[index];

    /// <summary>The value at a position of the ordinal order.</summary>
    public object? ValueAt(int index) => _values[index];

    /// <summary>The value of a key, null when absent. An entry may hold an explicit null: see <see cref="ContainsKey"/>.</summary>
    public object? this[string key]
    {
        get
        {
            var index = Find(key);
            return index >= 0 ? _values[index] : null;
        }
        set
        {
            EnsureMutable();
            var index = Find(key);
            if (index >= 0)
            {
                _values[index] = value;
            }
            else
            {
                Insert(~index, key, value);
            }
        }
    }

    /// <summary>True when the key is there, whatever its value.</summary>
    public bool ContainsKey(string key) => Find(key) >= 0;

    /// <summary>Finds a key's value.</summary>
    public bool TryGetValue(string key, out object? value)
    {
        var index = Find(key);
        value = index >= 0 ? _values[index] : null;
        return index >= 0;
    }

    /// <summary>Adds the entry unless the key is there already; false when it is.</summary>
    public bool TryAdd(string key, object? value)
    {
        EnsureMutable();
        var index = Find(key);
        if (index >= 0)
        {
            return false;
        }
        Insert(~index, key, value);
        return true;
    }

    /// <summary>Removes a key; false when it was not there.</summary>
    public bool Remove(string key)
    {
        EnsureMutable();
        var index = Find(key);
        if (index < 0)
        {
            return false;
        }
        Count--;
        Array.Copy(_keys, index + 1, _keys, index, Count - index);
        Array.Copy(_values, index + 1, _values, index, Count - index);
        _keys[Count] = null!;
        _values[Count] = null;
        return true;
    }

    private int Find(string key)
    {
        // Decoders add in order: look at the end first.
        if (Count > 0 && string.CompareOrdinal(_keys[Count - 1], key) < 0)
        {
            return ~Count;
        }
        return Array.BinarySearch(_keys, 0, Count, key, StringComparer.Ordinal);
    }

    private void Insert(int index, string key, object? value)
    {
        if (Count == _keys.Length)
        {
            var capacity = Count == 0 ? 2 : Count * 2;
            Array.Resize(ref _keys, capacity);
            Array.Resize(ref _values, capacity);
        }
        Array.Copy(_keys, index, _keys, index + 1, Count - index);
        Array.Copy(_values, index, _values, index + 1, Count - index);
        _keys[index] = key;
        _values[index] = value;
        Count++;
    }

    /// <inheritdoc/>
    public override DocNode DeepClone()
    {
        var copy = new DocMap(ValueType, Count) { Count = Count };
        for (var i = 0; i < Count; i++)
        {
            copy._keys[i] = _keys[i];
            copy._values[i] = CloneValue(_values[i]);
        }
        return copy;
    }

    private protected override void FreezeChildren()
    {
        // Frozen nodes live long: they keep no room to grow.
        if (_keys.Length > Count)
        {
            Array.Resize(ref _keys, Count);
            Array.Resize(ref _values, Count);
        }
        for (var i = 0; i < Count; i++)
        {
            (_values[i] as DocNode)?.Freeze();
        }
    }

    internal static bool MapEquals(DocMap a, DocMap b)
    {
        if (a.Count != b.Count)
        {
            return false;
        }
        for (var i = 0; i < a.Count; i++)
        {
            if (a._keys[i] != b._keys[i] || !DeepEquals(a._values[i], b._values[i]))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>Enumerates in ordinal key order, without allocation.</summary>
    public Enumerator GetEnumerator() => new(this);

    IEnumerator<KeyValuePair<string, object?>> IEnumerable<KeyValuePair<string, object?>>.GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return new(_keys[i], _values[i]);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<KeyValuePair<string, object?>>)this).GetEnumerator();

    /// <summary>Enumerates a map.</summary>
    public struct Enumerator
    {
        private readonly DocMap _owner;
        private int _index;

        internal Enumerator(DocMap owner)
        {
            _owner = owner;
            _index = -1;
        }

        /// <summary>The entry here.</summary>
        public readonly KeyValuePair<string, object?> Current => new(_owner._keys[_index], _owner._values[_index]);

        /// <summary>Goes on to the next entry.</summary>
        public bool MoveNext() => ++_index < _owner.Count;
    }
}
