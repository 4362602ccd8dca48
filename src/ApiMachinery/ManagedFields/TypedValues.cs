using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Json;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.ApiMachinery.ManagedFields;

/// <summary>
/// Reads values with a schema as server-side apply sees them. A value is a node of a stored document or of an applied configuration, which has no
/// schema of its own; both stand under the same <see cref="TypeSchema"/>. Null means absent; <see cref="Null"/> is an explicit null. Fields that are
/// always written count as present with their zero, because upstream compares what it would write.
/// </summary>
internal static class TypedValues
{
    /// <summary>An explicit null.</summary>
    public static readonly object Null = new();

    private static readonly object EmptyText = "";
    private static readonly object ZeroQuantity = "0";

    /// <summary>True when fields or entries are owned one by one.</summary>
    public static bool IsSeparableMap(TypeSchema type, object? value) => type.Kind switch
    {
        ValueKind.Object or ValueKind.Map => !type.IsAtomicMap,
        ValueKind.Any or ValueKind.FieldsV1 => value is DocMap or DocObject,
        _ => false,
    };

    /// <summary>True when items are owned one by one.</summary>
    public static bool IsAssociativeList(TypeSchema type) => type.Kind == ValueKind.List && type.ListType != ListType.Atomic;

    /// <summary>The field in a slot of an object of that schema.</summary>
    public static object? Field(object? value, ObjectSchema schema, int slot)
    {
        switch (value)
        {
            case DocObject o when ReferenceEquals(o.Schema, schema):
                return Effective(o, slot);
            case DocObject o:
                return Field(o, schema.Fields[slot].Name);
            case DocMap map:
                return map.TryGetValue(schema.Fields[slot].Name, out var found) ? found ?? Null : null;
            default:
                return null;
        }
    }

    /// <summary>The field of a name.</summary>
    public static object? Field(DocObject o, string name)
    {
        var slot = o.Schema.IndexOf(name);
        return slot >= 0 ? Effective(o, slot) : o.Extra is { } extra && extra.TryGetValue(name, out var value) ? value ?? Null : null;
    }

    private static object? Effective(DocObject o, int slot)
    {
        var field = o.Schema.Fields[slot];
        var value = o.GetSlot(slot);
        if (value is not null)
        {
            return field.Presence == Presence.OmitEmpty && value is DocNode node && JsonEncoder.IsZero(node) ? null : value;
        }
        if (field.Presence == Presence.Always)
        {
            return Zero(field.Type);
        }
        return o.Schema.IsStructural && o.Extra is { } extra && extra.ContainsKey(field.Name) ? Null : null;
    }

    private static object Zero(TypeSchema type) => type.Kind switch
    {
        ValueKind.String => EmptyText,
        ValueKind.Bool => Scalars.Box(false),
        ValueKind.Int32 or ValueKind.Int64 or ValueKind.Double or ValueKind.IntOrString => Scalars.Box(0),
        ValueKind.Quantity => ZeroQuantity,
        ValueKind.Object => type.Object!.Empty,
        _ => Null,
    };

    /// <summary>Fields outside of the schema, or null when there are none.</summary>
    public static DocMap? Unknown(object? value, ObjectSchema schema)
    {
        var map = value is DocObject o ? o.Extra : schema.PreservesUnknownFields ? value as DocMap : null;
        if (map is null)
        {
            return null;
        }
        DocMap? unknown = null;
        for (var i = 0; i < map.Count; i++)
        {
            if (schema.IndexOf(map.KeyAt(i)) < 0)
            {
                (unknown ??= new DocMap(TypeSchema.Any))[map.KeyAt(i)] = map.ValueAt(i);
            }
        }
        return unknown;
    }

    /// <summary>The entries of a map or of an object without schema.</summary>
    public static DocMap? Entries(object? value) => value switch { DocMap map => map, DocObject o => o.ToMap(), _ => null };

    /// <summary>The type of a map's entries.</summary>
    public static TypeSchema EntryType(TypeSchema type) => type.Kind == ValueKind.Map ? type.Items! : TypeSchema.Any;

    /// <summary>True for absent, null, and maps and lists that hold nothing.</summary>
    public static bool IsEmpty(object? value)
    {
        switch (value)
        {
            case DocMap map:
                return map.Count == 0;
            case DocList list:
                return list.Count == 0;
            case DocObject o:
                for (var i = 0; i < o.Schema.Fields.Length; i++)
                {
                    if (Effective(o, i) is not null)
                    {
                        return false;
                    }
                }
                return o.Extra is not { Count: > 0 };
            default:
                return value is null || ReferenceEquals(value, Null);
        }
    }

    /// <summary>Equality of what would be written.</summary>
    public static bool AreEqual(object? a, object? b)
    {
        if (ReferenceEquals(a, b))
        {
            return true;
        }
        switch (a, b)
        {
            case (DocObject x, DocObject y) when ReferenceEquals(x.Schema, y.Schema):
                for (var i = 0; i < x.Schema.Fields.Length; i++)
                {
                    if (!AreEqual(Effective(x, i), Effective(y, i)))
                    {
                        return false;
                    }
                }
                return DocNode.DeepEquals(Unknown(x, x.Schema), Unknown(y, y.Schema));
            case (DocObject x, DocMap y):
                return EqualsMap(x, y);
            case (DocMap x, DocObject y):
                return EqualsMap(y, x);
            case (DocMap x, DocMap y):
                if (x.Count != y.Count)
                {
                    return false;
                }
                for (var i = 0; i < x.Count; i++)
                {
                    if (x.KeyAt(i) != y.KeyAt(i) || !AreEqual(x.ValueAt(i) ?? Null, y.ValueAt(i) ?? Null))
                    {
                        return false;
                    }
                }
                return true;
            case (DocList x, DocList y):
                if (x.Count != y.Count)
                {
                    return false;
                }
                for (var i = 0; i < x.Count; i++)
                {
                    if (!AreEqual(x[i] ?? Null, y[i] ?? Null))
                    {
                        return false;
                    }
                }
                return true;
            default:
                return a is not null && b is not null && DocNode.DeepEquals(a, b);
        }
    }

    private static bool EqualsMap(DocObject o, DocMap map)
    {
        var present = 0;
        for (var i = 0; i < o.Schema.Fields.Length; i++)
        {
            if (Effective(o, i) is { } value)
            {
                present++;
                if (!map.TryGetValue(o.Schema.Fields[i].Name, out var other) || !AreEqual(value, other ?? Null))
                {
                    return false;
                }
            }
        }
        if (Unknown(o, o.Schema) is { } unknown)
        {
            present += unknown.Count;
            foreach (var (key, value) in unknown)
            {
                if (!map.TryGetValue(key, out var other) || !AreEqual(value ?? Null, other ?? Null))
                {
                    return false;
                }
            }
        }
        return present == map.Count;
    }
}
