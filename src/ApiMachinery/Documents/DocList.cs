using System.Collections;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.ApiMachinery.Documents;

/// <summary>A list of document values of one type.</summary>
public sealed class DocList : DocNode, IReadOnlyList<object?>
{
    private readonly List<object?> _items;

    /// <summary>An empty list whose items are of the given type.</summary>
    public DocList(TypeSchema itemType, int capacity = 0)
    {
        ItemType = itemType;
        _items = new List<object?>(capacity);
    }

    /// <summary>The type of the items; <see cref="TypeSchema.Any"/> where no schema says more.</summary>
    public TypeSchema ItemType { get; }

    /// <inheritdoc/>
    public int Count => _items.Count;

    /// <summary>The item at a position.</summary>
    public object? this[int index]
    {
        get => _items[index];
        set { EnsureMutable(); _items[index] = value; }
    }

    /// <summary>Appends an item.</summary>
    public void Add(object? item)
    {
        EnsureMutable();
        _items.Add(item);
    }

    /// <summary>Puts an item at a position.</summary>
    public void Insert(int index, object? item)
    {
        EnsureMutable();
        _items.Insert(index, item);
    }

    /// <summary>Removes the item at a position.</summary>
    public void RemoveAt(int index)
    {
        EnsureMutable();
        _items.RemoveAt(index);
    }

    /// <inheritdoc/>
    public override DocNode DeepClone()
    {
        var copy = new DocList(ItemType, _items.Count);
        foreach (var item in _items)
        {
            copy._items.Add(CloneValue(item));
        }
        return copy;
    }

    private protected override void FreezeChildren()
    {
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

    /// <inheritdoc/>
    public IEnumerator<object?> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
