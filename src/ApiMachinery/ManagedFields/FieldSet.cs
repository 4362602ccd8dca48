using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.ApiMachinery.ManagedFields;

/// <summary>
/// A set of field paths: the trie that managedFields holds as FieldsV1, used as it stands there (no decoding, no encoding). A key is a step,
/// <c>f:name</c> (field or map entry), <c>k:{"name":"a"}</c> (list item by its keys), <c>v:"x"</c> (item of a set) or <c>i:0</c>; a path is a
/// member when its node is empty or holds <c>"."</c>. Immutable: the nodes are frozen and shared between sets.
/// </summary>
public readonly struct FieldSet : IEquatable<FieldSet>
{
    internal const string Self = ".";
    internal static readonly DocMap Leaf = MakeLeaf();

    private readonly DocMap? _root;

    internal FieldSet(DocMap? root)
    {
        _root = root;
        _root?.Freeze();
    }

    /// <summary>The set without paths.</summary>
    public static FieldSet Empty => default;

    /// <summary>True when there is no path in it.</summary>
    public bool IsEmpty => _root is null || _root.Count == 0;

    /// <summary>The node to be stored as FieldsV1; frozen.</summary>
    public DocMap ToFieldsV1() => _root ?? Leaf;

    internal DocMap? Root => IsEmpty ? null : _root;

    private static DocMap MakeLeaf()
    {
        var leaf = new DocMap(TypeSchema.Any);
        leaf.Freeze();
        return leaf;
    }

    /// <summary>Takes a FieldsV1 value; false when it is no field set.</summary>
    public static bool TryFromFieldsV1(object? value, out FieldSet set)
    {
        set = default;
        if (value is null)
        {
            return true;
        }
        if (value is not DocMap map || !IsValid(map))
        {
            return false;
        }
        set = new FieldSet(map.IsFrozen ? map : (DocMap)map.DeepClone());
        return true;
    }

    private static bool IsValid(DocMap node)
    {
        for (var i = 0; i < node.Count; i++)
        {
            var key = node.KeyAt(i);
            if (node.ValueAt(i) is not DocMap child || !(key == Self ? child.Count == 0 : IsStep(key) && IsValid(child)))
            {
                return false;
            }
        }
        return true;
    }

    private static bool IsStep(string key) => key.Length >= 2 && key[1] == ':' && key[0] is 'f' or 'k' or 'v' or 'i';

    /// <summary>A set of paths given by field names; each path is one member.</summary>
    public static FieldSet Of(params ReadOnlySpan<string[]> paths)
    {
        var root = new DocMap(TypeSchema.Any);
        foreach (var path in paths)
        {
            Insert(root, path);
        }
        return new FieldSet(root);
    }

    private static void Insert(DocMap node, ReadOnlySpan<string> path)
    {
        var step = "f:" + path[0];
        if (path.Length == 1)
        {
            node[step] = WithSelf(node[step] as DocMap);
            return;
        }
        var child = node[step] as DocMap;
        if (child is null || child.IsFrozen)
        {
            var fresh = new DocMap(TypeSchema.Any);
            if (child is not null)
            {
                fresh[Self] = Leaf;
            }
            node[step] = child = fresh;
        }
        Insert(child, path[1..]);
    }

    internal static bool IsMember(DocMap node) => node.Count == 0 || node.ContainsKey(Self);

    /// <summary>A node with its own path as a member.</summary>
    internal static DocMap WithSelf(DocMap? node)
    {
        if (node is null || node.Count == 0)
        {
            return Leaf;
        }
        if (node.IsFrozen)
        {
            node = ShallowCopy(node);
        }
        node[Self] = Leaf;
        return node;
    }

    private static DocMap ShallowCopy(DocMap node)
    {
        var copy = new DocMap(TypeSchema.Any, node.Count + 1);
        for (var i = 0; i < node.Count; i++)
        {
            copy[node.KeyAt(i)] = node.ValueAt(i);
        }
        return copy;
    }

    /// <summary>The paths of either set.</summary>
    public FieldSet Union(FieldSet other) => new(Union(Root, other.Root));

    /// <summary>The paths of both sets.</summary>
    public FieldSet Intersection(FieldSet other) => new(Intersection(Root, other.Root));

    /// <summary>The paths that the other set does not have; paths below a member of it stay.</summary>
    public FieldSet Difference(FieldSet other) => new(Difference(Root, other.Root, recursive: false));

    /// <summary>The paths that neither stand in the other set nor below a member of it.</summary>
    public FieldSet RecursiveDifference(FieldSet other) => new(Difference(Root, other.Root, recursive: true));

    // At the root a null node is the empty set. Below it, null stands for "no paths here" and Leaf for "this path alone".

    private static DocMap? Union(DocMap? a, DocMap? b)
    {
        if (a is null || b is null || ReferenceEquals(a, b))
        {
            return a ?? b;
        }
        if (a.Count == 0 || b.Count == 0)
        {
            return WithSelf(a.Count == 0 ? b : a);
        }
        var result = new DocMap(TypeSchema.Any, a.Count + b.Count);
        int i = 0, j = 0;
        while (i < a.Count || j < b.Count)
        {
            var order = i == a.Count ? 1 : j == b.Count ? -1 : string.CompareOrdinal(a.KeyAt(i), b.KeyAt(j));
            if (order == 0)
            {
                result[a.KeyAt(i)] = Union((DocMap?)a.ValueAt(i++), (DocMap?)b.ValueAt(j++));
            }
            else if (order < 0)
            {
                result[a.KeyAt(i)] = a.ValueAt(i++);
            }
            else
            {
                result[b.KeyAt(j)] = b.ValueAt(j++);
            }
        }
        return result;
    }

    private static DocMap? Intersection(DocMap? a, DocMap? b)
    {
        if (a is null || b is null)
        {
            return null;
        }
        DocMap? result = null;
        if (IsMember(a) && IsMember(b))
        {
            result = Leaf;
        }
        for (var i = 0; i < a.Count; i++)
        {
            var key = a.KeyAt(i);
            if (key != Self && Intersection((DocMap?)a.ValueAt(i), (DocMap?)b[key]) is { } child)
            {
                result = Put(result, key, child);
            }
        }
        return result;
    }

    private static DocMap? Difference(DocMap? a, DocMap? b, bool recursive)
    {
        if (a is null || b is null)
        {
            return a;
        }
        DocMap? result = null;
        for (var i = 0; i < a.Count; i++)
        {
            var key = a.KeyAt(i);
            if (key == Self)
            {
                continue;
            }
            var child = (DocMap)a.ValueAt(i)!;
            if (b[key] is DocMap other)
            {
                var otherIsMember = IsMember(other);
                if (otherIsMember && recursive)
                {
                    continue;
                }
                var rest = child.Count == 0 ? null : Difference(child, other, recursive);
                if (IsMember(child) && !otherIsMember)
                {
                    rest = WithSelf(rest);
                }
                if (rest is null)
                {
                    continue;
                }
                child = rest;
            }
            (result ??= new DocMap(TypeSchema.Any))[key] = child;
        }
        return result;
    }

    // Adds a child to a node under construction; a member that gains children says so by itself.
    internal static DocMap Put(DocMap? node, string key, DocMap child)
    {
        if (node is null || node.IsFrozen)
        {
            var fresh = new DocMap(TypeSchema.Any);
            if (node is not null)
            {
                fresh[Self] = Leaf;
            }
            node = fresh;
        }
        node[key] = child;
        return node;
    }

    /// <summary>The members as texts: <c>.spec.containers[name="a"].image</c>.</summary>
    public IEnumerable<string> Paths() => Root is { } root ? Paths(root, "") : [];

    private static IEnumerable<string> Paths(DocMap node, string prefix)
    {
        if (prefix.Length > 0 && IsMember(node))
        {
            yield return prefix;
        }
        for (var i = 0; i < node.Count; i++)
        {
            if (node.KeyAt(i) == Self)
            {
                continue;
            }
            foreach (var path in Paths((DocMap)node.ValueAt(i)!, prefix + PathElements.Print(node.KeyAt(i))))
            {
                yield return path;
            }
        }
    }

    /// <inheritdoc/>
    public bool Equals(FieldSet other) => IsEmpty ? other.IsEmpty : DocNode.DeepEquals(_root, other._root);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is FieldSet other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Root?.Count ?? 0;

    /// <summary>True when both hold the same paths.</summary>
    public static bool operator ==(FieldSet left, FieldSet right) => left.Equals(right);

    /// <summary>True when they differ.</summary>
    public static bool operator !=(FieldSet left, FieldSet right) => !left.Equals(right);

    /// <inheritdoc/>
    public override string ToString() => string.Join(' ', Paths());
}
