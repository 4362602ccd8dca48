using System.Diagnostics.CodeAnalysis;

namespace Navarch.ApiMachinery.Documents;

/// <summary>
/// A composite value of a document: an object with a schema, a map or a list. Scalars are plain CLR values:
/// <c>null</c>, <see cref="string"/>, boxed <see cref="bool"/>, boxed <see cref="long"/> and boxed <see cref="double"/>.
/// Life cycle: a node is born mutable, belongs to one owner, and is frozen once when it is shared (stored, cached, watched).
/// A frozen node never changes again and may be read from any thread; to change it, take <see cref="DeepClone"/>.
/// </summary>
public abstract class DocNode
{
    /// <summary>True once the node is shared and immutable.</summary>
    public bool IsFrozen { get; private protected set; }

    /// <summary>A mutable copy of this node and everything below it.</summary>
    public abstract DocNode DeepClone();

    /// <summary>Makes this node and everything below it immutable. Freezing twice is harmless.</summary>
    public void Freeze()
    {
        if (IsFrozen)
        {
            return;
        }
        FreezeChildren();
        IsFrozen = true;
    }

    private protected abstract void FreezeChildren();

    private protected void EnsureMutable()
    {
        if (IsFrozen)
        {
            ThrowFrozen();
        }
    }

    [DoesNotReturn]
    private static void ThrowFrozen() =>
        throw new InvalidOperationException("The document is frozen because others share it; change a DeepClone() of it.");

    /// <summary>A mutable copy of any document value; scalars are returned as they are.</summary>
    public static object? CloneValue(object? value) => value is DocNode node ? node.DeepClone() : value;

    /// <summary>Structural equality of two document values; numbers compare by value.</summary>
    public static bool DeepEquals(object? a, object? b)
    {
        if (ReferenceEquals(a, b))
        {
            return true;
        }
        return (a, b) switch
        {
            (null, _) or (_, null) => false,
            (string x, string y) => string.Equals(x, y, StringComparison.Ordinal),
            (bool x, bool y) => x == y,
            (long x, long y) => x == y,
            (double x, double y) => x.Equals(y),
            (long x, double y) => ((double)x).Equals(y),
            (double x, long y) => x.Equals(y),
            (DocObject x, DocObject y) => DocObject.ObjectEquals(x, y),
            (DocMap x, DocMap y) => DocMap.MapEquals(x, y),
            (DocList x, DocList y) => DocList.ListEquals(x, y),
            // The same object may stand in one document with a schema and in another without.
            (DocObject x, DocMap y) => DocMap.MapEquals(x.ToMap(), y),
            (DocMap x, DocObject y) => DocMap.MapEquals(x, y.ToMap()),
            _ => false,
        };
    }
}
