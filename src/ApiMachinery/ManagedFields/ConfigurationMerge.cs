using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.ApiMachinery.ManagedFields;

/// <summary>
/// Merges an applied configuration into an object, and takes fields out of it. Both copy only what changes, so what stays the same is the same
/// node; the values of the configuration stand in the result as they were sent, until the result is converted.
/// </summary>
internal static class ConfigurationMerge
{
    /// <summary>The object with the configuration merged in; the object itself when nothing changes.</summary>
    public static DocObject Merge(DocObject live, DocMap configuration, ObjectSchema schema) => (DocObject)MergeObject(schema, live, configuration);

    private static object? Merge(TypeSchema type, object? live, object? applied)
    {
        if (applied is null || live is null)
        {
            return live ?? applied;
        }
        var isMap = TypedValues.IsSeparableMap(type, live) && TypedValues.IsSeparableMap(type, applied);
        var isList = TypedValues.IsAssociativeList(type);
        if ((isMap || isList) && !(TypedValues.IsEmpty(live) && TypedValues.IsEmpty(applied)))
        {
            if (applied is not DocNode)
            {
                // Null does not empty what is merged by parts.
                return live;
            }
            if (live is not DocNode)
            {
                return applied;
            }
            return isList ? MergeList(type, (DocList)live, (DocList)applied)
                : type.Kind == ValueKind.Object ? MergeObject(type.Object!, live, applied)
                : MergeEntries(type, TypedValues.Entries(live)!, TypedValues.Entries(applied)!, live);
        }
        return TypedValues.AreEqual(live, applied) ? live : applied;
    }

    private static object MergeObject(ObjectSchema schema, object live, object applied)
    {
        DocNode? copy = null;
        for (var i = 0; i < schema.Fields.Length; i++)
        {
            if (TypedValues.Field(applied, schema, i) is not { } value)
            {
                continue;
            }
            var before = TypedValues.Field(live, schema, i);
            var after = Merge(schema.Fields[i].Type, before, value);
            if (!ReferenceEquals(before, after))
            {
                Set(copy ??= ShallowClone(live), schema.Fields[i].Name, after);
            }
        }
        if (TypedValues.Unknown(applied, schema) is { } unknown)
        {
            var extra = TypedValues.Unknown(live, schema);
            for (var i = 0; i < unknown.Count; i++)
            {
                var before = extra is not null && extra.TryGetValue(unknown.KeyAt(i), out var found) ? found ?? TypedValues.Null : null;
                var after = Merge(TypeSchema.Any, before, unknown.ValueAt(i) ?? TypedValues.Null);
                if (!ReferenceEquals(before, after))
                {
                    Set(copy ??= ShallowClone(live), unknown.KeyAt(i), after);
                }
            }
        }
        return copy ?? live;
    }

    private static object MergeEntries(TypeSchema type, DocMap live, DocMap applied, object original)
    {
        var entryType = TypedValues.EntryType(type);
        DocNode? copy = null;
        for (var i = 0; i < applied.Count; i++)
        {
            var key = applied.KeyAt(i);
            var before = live.TryGetValue(key, out var found) ? found ?? TypedValues.Null : null;
            var after = Merge(entryType, before, applied.ValueAt(i) ?? TypedValues.Null);
            if (!ReferenceEquals(before, after))
            {
                Set(copy ??= ShallowClone(live), key, after);
            }
        }
        return copy ?? original;
    }

    // The order is that of the configuration; what it does not name keeps its place relative to what it does.
    private static DocList MergeList(TypeSchema type, DocList live, DocList applied)
    {
        var left = new ItemIndex(type, live);
        var right = new ItemIndex(type, applied);
        var result = new DocList(type.Items!, left.Count + right.Count);
        var shared = new Queue<string>();
        for (var j = 0; j < right.Count; j++)
        {
            if (left.Contains(right.StepAt(j)))
            {
                shared.Enqueue(right.StepAt(j));
            }
        }
        int l = 0, r = 0;
        while (l < left.Count || r < right.Count)
        {
            if (l < left.Count && right.Contains(left.StepAt(l)))
            {
                if (r < right.Count && left.StepAt(l) == right.StepAt(r))
                {
                    result.Add(Merge(type.Items!, left.ItemAt(l++), right.ItemAt(r++)));
                    shared.Dequeue();
                    continue;
                }
                if (r == right.Count || shared.Peek() != left.StepAt(l))
                {
                    // Named by the configuration, but its turn is earlier or later.
                    l++;
                    continue;
                }
            }
            else if (l < left.Count)
            {
                result.Add(left.ItemAt(l++));
                continue;
            }
            if (shared.TryPeek(out var next) && next == right.StepAt(r))
            {
                shared.Dequeue();
            }
            result.Add(Merge(type.Items!, left.Find(right.StepAt(r)), right.ItemAt(r)));
            r++;
        }
        return IsSame(live, result) ? live : result;
    }

    private static bool IsSame(DocList before, DocList after)
    {
        if (before.Count != after.Count)
        {
            return false;
        }
        for (var i = 0; i < before.Count; i++)
        {
            if (!ReferenceEquals(before[i], after[i]) && !(before[i] is not DocNode && DocNode.DeepEquals(before[i], after[i])))
            {
                return false;
            }
        }
        return true;
    }

    private static DocNode ShallowClone(object node)
    {
        if (node is DocObject o)
        {
            var clone = o.ShallowClone();
            clone.Extra = o.Extra is null ? null : CopyEntries(o.Extra);
            return clone;
        }
        return CopyEntries((DocMap)node);
    }

    private static DocMap CopyEntries(DocMap map)
    {
        var copy = new DocMap(map.ValueType, map.Count + 1);
        for (var i = 0; i < map.Count; i++)
        {
            copy[map.KeyAt(i)] = map.ValueAt(i);
        }
        return copy;
    }

    private static void Set(DocNode node, string name, object? value)
    {
        var plain = ReferenceEquals(value, TypedValues.Null) ? null : value;
        if (node is not DocObject o)
        {
            ((DocMap)node)[name] = plain;
        }
        else if (o.Schema.IndexOf(name) is >= 0 and var slot)
        {
            // The mark of an explicit null stands in the slot until the result is converted.
            o.SetSlot(slot, value);
            o.Extra?.Remove(name);
        }
        else
        {
            o[name] = plain;
        }
    }

    /// <summary>The object without the fields of a set: a member goes with all that is below it.</summary>
    public static DocObject Remove(DocObject value, FieldSet set, ObjectSchema schema) =>
        set.Root is { } node ? (DocObject?)RemoveFields(schema, value, node) ?? schema.Create() : value;

    private static object? Remove(TypeSchema type, object? value, DocMap set)
    {
        if (value is not DocNode || TypedValues.IsEmpty(value))
        {
            return value;
        }
        if (TypedValues.IsSeparableMap(type, value))
        {
            return type.Kind == ValueKind.Object ? RemoveFields(type.Object!, value, set) : RemoveEntries(TypedValues.EntryType(type), TypedValues.Entries(value)!, set);
        }
        return TypedValues.IsAssociativeList(type) && value is DocList list ? RemoveItems(type, list, set) : value;
    }

    private static object? RemoveFields(ObjectSchema schema, object value, DocMap set)
    {
        DocNode? copy = null;
        for (var i = 0; i < set.Count; i++)
        {
            if (!set.KeyAt(i).StartsWith("f:", StringComparison.Ordinal))
            {
                continue;
            }
            var name = set.KeyAt(i)[2..];
            var child = (DocMap)set.ValueAt(i)!;
            var slot = schema.IndexOf(name);
            var before = slot >= 0 ? TypedValues.Field(value, schema, slot) : TypedValues.Unknown(value, schema)?[name];
            if (before is null)
            {
                continue;
            }
            var after = FieldSet.IsMember(child) ? null : Remove(slot >= 0 ? schema.Fields[slot].Type : TypeSchema.Any, before, child);
            if (ReferenceEquals(before, after))
            {
                continue;
            }
            copy ??= ShallowClone(value);
            if (after is not null)
            {
                Set(copy, name, after);
            }
            else if (copy is DocObject o)
            {
                Clear(o, slot, name);
            }
            else
            {
                ((DocMap)copy).Remove(name);
            }
        }
        return copy is null ? value : TypedValues.IsEmpty(copy) ? null : copy;
    }

    private static void Clear(DocObject o, int slot, string name)
    {
        if (slot >= 0)
        {
            o.SetSlot(slot, null);
        }
        o.Extra?.Remove(name);
    }

    private static DocMap? RemoveEntries(TypeSchema type, DocMap value, DocMap set)
    {
        DocMap? copy = null;
        for (var i = 0; i < set.Count; i++)
        {
            if (!set.KeyAt(i).StartsWith("f:", StringComparison.Ordinal))
            {
                continue;
            }
            var name = set.KeyAt(i)[2..];
            var child = (DocMap)set.ValueAt(i)!;
            if (!value.TryGetValue(name, out var before))
            {
                continue;
            }
            if (FieldSet.IsMember(child))
            {
                (copy ??= CopyEntries(value)).Remove(name);
            }
            else if (Remove(type, before, child) is var after && !ReferenceEquals(before, after))
            {
                (copy ??= CopyEntries(value))[name] = after;
            }
        }
        return copy is null ? value : copy.Count == 0 ? null : copy;
    }

    private static DocList? RemoveItems(TypeSchema type, DocList value, DocMap set)
    {
        var result = new DocList(type.Items!, value.Count);
        foreach (var item in value)
        {
            var child = PathElements.OfItem(type, item) is { } step ? set[step] as DocMap : null;
            if (child is null)
            {
                result.Add(item);
            }
            else if (!FieldSet.IsMember(child))
            {
                result.Add(Remove(type.Items!, item, child));
            }
        }
        return result.Count == 0 ? null : IsSame(value, result) ? value : result;
    }
}
