using System.Collections;
using System.Runtime.CompilerServices;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.ApiMachinery.Documents;

/// <summary>
/// Typed reading of a list of the document; never null: an absent list is an empty one. To change a list, assign a new one:
/// <c>pod.Metadata.Finalizers = [.. pod.Metadata.Finalizers, "example.com/keep"]</c>. Items that are objects may be changed in place.
/// </summary>
/// <typeparam name="T">A generated type, string, bool, int, long, double, <see cref="Quantity"/>, <see cref="IntOrString"/> or <see cref="DateTimeOffset"/>.</typeparam>
[CollectionBuilder(typeof(ListOf), nameof(ListOf.Create))]
public readonly struct ListOf<T> : IReadOnlyList<T>
{
    private readonly DocList? _list;
    private readonly T[]? _items;

    internal ListOf(DocList? list) => _list = list;

    internal ListOf(T[] items) => _items = items;

    /// <summary>The number of items; 0 when the list is absent.</summary>
    public int Count => _list?.Count ?? _items?.Length ?? 0;

    /// <inheritdoc/>
    public T this[int index] => _list is not null ? Scalars.FromDocument<T>(_list[index]) : _items![index];

    internal object? ToNode(TypeSchema listType, bool keepEmpty)
    {
        if (_list is not null)
        {
            // A list taken from another document is copied: nodes have one owner.
            return _list.Count == 0 && !keepEmpty ? null : _list.IsFrozen ? _list.DeepClone() : _list;
        }
        if (_items is null || (_items.Length == 0 && !keepEmpty))
        {
            return null;
        }
        var node = new DocList(listType.Items ?? TypeSchema.Any, _items.Length);
        foreach (var item in _items)
        {
            node.Add(item is DocNode { IsFrozen: true } frozen ? frozen.DeepClone() : Scalars.ToDocument(item));
        }
        return node;
    }

    /// <summary>Enumerates without allocation.</summary>
    public Enumerator GetEnumerator() => new(this);

    IEnumerator<T> IEnumerable<T>.GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<T>)this).GetEnumerator();

    /// <summary>Enumerates a list.</summary>
    public struct Enumerator
    {
        private readonly ListOf<T> _owner;
        private int _index;

        internal Enumerator(ListOf<T> owner)
        {
            _owner = owner;
            _index = -1;
        }

        /// <summary>The item here.</summary>
        public readonly T Current => _owner[_index];

        /// <summary>Goes on to the next item.</summary>
        public bool MoveNext() => ++_index < _owner.Count;
    }
}

/// <summary>Makes lists from collection expressions and sequences.</summary>
public static class ListOf
{
    /// <summary>A list of the given items.</summary>
    public static ListOf<T> Create<T>(ReadOnlySpan<T> items) => new(items.ToArray());

    /// <summary>A list of the items of a sequence.</summary>
    public static ListOf<T> ToListOf<T>(this IEnumerable<T> items) => new(items.ToArray());
}
