using System.Collections;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.ApiMachinery.Documents;

/// <summary>A list of document values of one type.</summary>
public sealed class DocList : DocNode, IReadOnlyList<object?>
{
    private object?[] _items;

    /// <summary>An empty list whose items are of the given type.</summary>
    public DocList(TypeSchema itemType, int capacity = 0)
    {
        ItemType = itemType;
        _items = capacity == 0 ? [] : new object?[capacity];
    }

    /// <summary>The type of the items; <see cref="TypeSchema.Any"/> where no schema says more.</summary>
    public TypeSchema ItemType { get; }

    /// <inheritdoc/>
    public int Count { get; private set; }

    /// <summary>The item at a position.</summary>
    public object? this[int index]
    {
        get => (uint)index < (uint)Count ? _items[index] : throw new ArgumentOutOfRangeException(nameof(index));
        set
        {
            EnsureMutable();
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            _items[index] = value;
        }
    }

    /// <summary>Appends an item.</summary>
    public void Add(object? item)
    {
        EnsureMutable();
        if (Count == _items.Length)
        {
            Array.Resize(ref _items, Count == 0 ? 2 : Count * 2);
        }
        _items[Count++] = item;
    }

    /// <summary>Puts an item at a position.</summary>
    public void Insert(int index, object? item)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)index, (uint)Count, nameof(index));
        Add(item);
        Array.Copy(_items, index, _items, index + 1, Count - 1 - index);
        _items[index] = item;
    }

    /// <summary>Removes the item at a position.</summary>
    public void RemoveAt(int index)
    {
        EnsureMutable();
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
        Count--;
        Array.Copy(_items, index + 1, _items, index, Count - index);
        _items[Count] = null;
    }

    /// <inheritdoc/>
    public override DocNode DeepClone()
    {
        var copy = new DocList(ItemType, Count) { Count = Count };
        for (var i = 0; i < Count; i++)
        {
            copy._items[i] = CloneValue(_items[i]);
        }
        return copy;
    }

    private protected override void FreezeChildren()
    {
        // Frozen nodes live long: they keep no room to grow.
        if (_items.Length > Count)
        {
            Array.Resize(ref _items, Count);
        }
        foreach (var item in _items)
        {
            (item as DocNode)?.Freeze();
        }
    }

    internal static bool ListEquals(DocList a, DocList b)
    {
        if (a.Count != b.Count)
        {
            return false;
        }
        for (var i = 0; i < a.Count; i++)
        {
            if (!DeepEquals(a._items[i], b._items[i]))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>Enumerates without allocation.</summary>
    public Enumerator GetEnumerator() => new(this);

    IEnumerator<object?> IEnumerable<object?>.GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return _items[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<object?>)this).GetEnumerator();

    /// <summary>Enumerates a list.</summary>
    public struct Enumerator
    {
        private readonly DocList _owner;
        private int _index;

        internal Enumerator(DocList owner)
        {
            _owner = owner;
            _index = -1;
        }

        /// <summary>The item here.</summary>
        public readonly object? Current => _owner._items[_index];

        /// <summary>Goes on to the next item.</summary>
        public bool MoveNext() => ++_index < _owner.Count;
    }
}
