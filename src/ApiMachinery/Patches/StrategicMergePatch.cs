using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Json;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.ApiMachinery.Patches;

/// <summary>
/// Strategic Merge Patch: a merge patch that knows from the schema which lists merge by a key (or as sets) and that takes
/// directives: <c>$patch</c> (replace, merge, delete), <c>$retainKeys</c>, <c>$setElementOrder/list</c> and
/// <c>$deleteFromPrimitiveList/list</c>. It works on the typed document: only what the patch names is converted.
/// </summary>
public sealed class StrategicMergePatch
{
    private const string Directive = "$patch";
    private const string RetainKeys = "$retainKeys";
    private const string DeleteFromList = "$deleteFromPrimitiveList";
    private const string SetElementOrder = "$setElementOrder";

    private readonly UnstructuredConverter _converter;

    private StrategicMergePatch(UnstructuredConverter converter) => _converter = converter;

    /// <summary>Merges a patch into a copy of an object.</summary>
    /// <param name="current">The object; it is not changed.</param>
    /// <param name="patch">The patch, without schema; it is not changed.</param>
    /// <param name="strictErrors">Where unknown fields are reported; null: not reported.</param>
    /// <exception cref="PatchException">The patch is malformed, or makes a value of the wrong type.</exception>
    public static DocObject Apply(DocObject current, DocMap patch, IList<string>? strictErrors = null)
    {
        var converter = new UnstructuredConverter(strictErrors);
        var result = (DocObject)current.DeepClone();
        var merge = new StrategicMergePatch(converter);
        if (patch.ContainsKey(Directive))
        {
            result = (DocObject)merge.FromDirective(patch, TypeSchema.ObjectOf(() => current.Schema))!;
        }
        else
        {
            merge.MergeObject(result, patch);
        }
        return converter.Error is { } error ? throw new PatchException(PatchFailure.WrongType, error) : result;
    }

    private static PatchException Malformed(string message) => new(PatchFailure.Malformed, message);

    private static PatchException Unclassified(string message) => new(PatchFailure.Unclassified, message);

    private static PatchException NoMergeKey(object? item, string key) =>
        Unclassified($"map: {GoText.Format(item)} does not contain declared merge key: {key}");

    /// <summary>What a map with a $patch directive stands for.</summary>
    private object? FromDirective(DocMap patch, TypeSchema type)
    {
        switch (patch[Directive])
        {
            case "replace":
                var rest = (DocMap)patch.DeepClone();
                rest.Remove(Directive);
                return _converter.Convert(rest, type);
            case "delete":
                return type.Kind == ValueKind.Object ? type.Object!.Create() : new DocMap(type.Items ?? TypeSchema.Any);
            default:
                throw Unclassified($"unknown patch type: {GoText.Format(patch[Directive])} in map: {GoText.Format(patch)}");
        }
    }

    private void MergeObject(DocObject original, DocMap patch)
    {
        HashSet<string>? retained = null;
        if (patch.TryGetValue(RetainKeys, out var retain))
        {
            retained = ReadRetainKeys(patch, retain);
            for (var i = 0; i < original.Schema.Fields.Length; i++)
            {
                if (!retained.Contains(original.Schema.Fields[i].Name))
                {
                    original.SetSlot(i, null);
                }
            }
        }
        HashSet<string>? ordered = null;
        for (var i = 0; i < patch.Count; i++)
        {
            var key = patch.KeyAt(i);
            if (key.StartsWith(SetElementOrder, StringComparison.Ordinal))
            {
                var name = ListName(key, SetElementOrder, "invalid patch format of setElementOrder list");
                MergeOrdered(original, patch, name, patch.ValueAt(i));
                (ordered ??= []).Add(name);
            }
        }
        for (var i = 0; i < patch.Count; i++)
        {
            var key = patch.KeyAt(i);
            if (key[..Math.Min(1, key.Length)] != "$")
            {
                if (ordered is null || !ordered.Contains(key))
                {
                    MergeField(original, key, patch.ValueAt(i));
                }
            }
            else if (key.StartsWith(DeleteFromList, StringComparison.Ordinal))
            {
                var name = ListName(key, DeleteFromList, "invalid patch format of primitive list");
                DeleteFrom(original, name, patch.ValueAt(i));
            }
        }
    }

    private static HashSet<string> ReadRetainKeys(DocMap patch, object? value)
    {
        if (value is not DocList list)
        {
            throw Malformed("invalid patch format of retainKeys");
        }
        var retained = list.OfType<string>().ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < patch.Count; i++)
        {
            var key = patch.KeyAt(i);
            if (patch.ValueAt(i) is not null && key != RetainKeys && !key.StartsWith(DeleteFromList, StringComparison.Ordinal)
                && !key.StartsWith(SetElementOrder, StringComparison.Ordinal) && !retained.Contains(key))
            {
                throw Malformed("invalid patch format of retainKeys");
            }
        }
        return retained;
    }

    private static string ListName(string key, string prefix, string error) =>
        key.Length > prefix.Length + 1 && key[prefix.Length] == '/' ? key[(prefix.Length + 1)..] : throw Malformed(error);

    private void MergeField(DocObject original, string key, object? value)
    {
        var slot = original.Schema.IndexOf(key);
        if (slot < 0)
        {
            if (value is not null)
            {
                _converter.ConvertUnknown(original, key, value);
            }
            return;
        }
        if (value is null)
        {
            original.SetSlot(slot, null);
            return;
        }
        var field = original.Schema.Fields[slot];
        _converter.Path.EnterField(original.Schema, key);
        var before = original.GetSlot(slot);
        var merged = Merge(before, value, field);
        original.SetSlot(slot, UnstructuredConverter.Normalize(merged, field));
        _converter.Path.Leave();
    }

    private object? Merge(object? before, object value, FieldSchema field)
    {
        var replaces = field.PatchStrategy.HasFlag(PatchStrategy.Replace);
        switch (before, value)
        {
            case (DocObject o, DocMap patch) when !replaces:
                if (patch.ContainsKey(Directive))
                {
                    return FromDirective(patch, field.Type);
                }
                MergeObject(o, patch);
                return o;
            case (DocMap map, DocMap patch) when !replaces:
                return MergeMap(map, patch, field.Type);
            case (DocList list, DocList patch) when field.PatchStrategy.HasFlag(PatchStrategy.Merge):
                return MergeList(list, patch, field);
            default:
                return _converter.Convert(DropDirectives(value), field.Type);
        }
    }

    private object? MergeMap(DocMap original, DocMap patch, TypeSchema type)
    {
        if (patch.ContainsKey(Directive))
        {
            return FromDirective(patch, type);
        }
        var values = type.Kind == ValueKind.Map ? type.Items! : TypeSchema.Any;
        if (patch.TryGetValue(RetainKeys, out var retain))
        {
            var retained = ReadRetainKeys(patch, retain);
            for (var i = original.Count - 1; i >= 0; i--)
            {
                if (!retained.Contains(original.KeyAt(i)))
                {
                    original.Remove(original.KeyAt(i));
                }
            }
        }
        for (var i = 0; i < patch.Count; i++)
        {
            var key = patch.KeyAt(i);
            var value = patch.ValueAt(i);
            if (value is null)
            {
                original.Remove(key);
            }
            else if (!key.StartsWith('$'))
            {
                _converter.Path.EnterKey(key);
                original[key] = (original[key], value) switch
                {
                    (DocMap a, DocMap b) => MergeMap(a, b, values),
                    (DocObject a, DocMap b) => MergeMapObject(a, b, values),
                    _ => _converter.Convert(DropDirectives(value), values),
                };
                _converter.Path.Leave();
            }
        }
        return original;
    }

    private object? MergeMapObject(DocObject original, DocMap patch, TypeSchema type)
    {
        if (patch.ContainsKey(Directive))
        {
            return FromDirective(patch, type);
        }
        MergeObject(original, patch);
        return original;
    }

    /// <summary>A copy of a value that stands for nothing yet: directives and nulls have nothing to act on.</summary>
    private static object? DropDirectives(object? value)
    {
        switch (value)
        {
            case DocMap map:
                if (map[Directive] is "delete")
                {
                    return new DocMap(TypeSchema.Any);
                }
                var copy = new DocMap(TypeSchema.Any, map.Count);
                for (var i = 0; i < map.Count; i++)
                {
                    if (map.ValueAt(i) is { } item && !map.KeyAt(i).StartsWith('$'))
                    {
                        copy[map.KeyAt(i)] = DropDirectives(item);
                    }
                }
                return copy;
            case DocList list:
                var items = new DocList(TypeSchema.Any, list.Count);
                foreach (var item in list)
                {
                    if (item is not DocMap entry || !entry.ContainsKey(Directive))
                    {
                        items.Add(DropDirectives(item));
                    }
                }
                return items;
            default:
                return value;
        }
    }

    private static void DeleteFrom(DocObject original, string name, object? value)
    {
        var slot = original.Schema.IndexOf(name);
        if (slot < 0 || original.GetSlot(slot) is not DocList list || value is not DocList gone)
        {
            return;
        }
        for (var i = list.Count - 1; i >= 0; i--)
        {
            if (PatchLists.IndexOf(gone, list[i]) >= 0)
            {
                list.RemoveAt(i);
            }
        }
        original.SetSlot(slot, UnstructuredConverter.Normalize(list, original.Schema.Fields[slot]));
    }

    private DocList MergeList(DocList original, DocList patch, FieldSchema field)
    {
        if (original.Count == 0 && patch.Count == 0)
        {
            return original;
        }
        PatchLists.CheckElements(original, patch);
        if (!PatchLists.HoldsMaps(original, patch))
        {
            return MergeScalars(original, patch);
        }
        var key = field.PatchMergeKey
            ?? throw Unclassified("cannot merge lists without merge key for type " + UnstructuredConverter.GoKind(field.Type.Items!.Kind));
        var live = new List<object?>(original);
        var entries = PatchLists.ApplySpecial(live, patch, key, out var replace);
        if (replace)
        {
            live.Clear();
        }
        var order = new List<object?>(live);
        var merged = new List<object?>(live);
        for (var i = 0; i < entries.Count; i++)
        {
            MergeEntry(merged, entries[i], key, original.ItemType);
        }
        return PatchLists.Arrange(merged, entries, replace ? merged : order, key, original.ItemType);
    }

    private void MergeEntry(List<object?> merged, DocMap entry, string key, TypeSchema itemType)
    {
        if (!entry.TryGetValue(key, out var id))
        {
            throw NoMergeKey(entry, key);
        }
        var index = PatchLists.IndexOfKey(merged, key, id);
        if (index >= 0 && merged[index] is DocObject found)
        {
            _converter.Path.EnterIndex(index);
            MergeObject(found, entry);
        }
        else
        {
            _converter.Path.EnterIndex(merged.Count);
            merged.Add(_converter.Convert(DropDirectives(entry), itemType) ?? UnstructuredConverter.Zero(itemType));
        }
        _converter.Path.Leave();
    }

    private DocList MergeScalars(DocList original, DocList patch)
    {
        var merged = new List<object?>();
        var added = new List<object?>();
        foreach (var item in original)
        {
            if (!PatchLists.Contains(merged, item))
            {
                merged.Add(item);
            }
        }
        foreach (var item in patch)
        {
            var converted = _converter.Convert(item, original.ItemType) ?? UnstructuredConverter.Zero(original.ItemType);
            added.Add(converted);
            if (!PatchLists.Contains(merged, converted))
            {
                merged.Add(converted);
            }
        }
        return PatchLists.ArrangeScalars(merged, added, original);
    }

    private void MergeOrdered(DocObject original, DocMap patch, string name, object? order)
    {
        if (order is not DocList wanted)
        {
            throw Malformed("invalid patch format of setElementOrder list");
        }
        var slot = original.Schema.IndexOf(name);
        if (slot < 0)
        {
            throw Unclassified($"unable to find api field in struct {original.Schema.Name[(original.Schema.Name.LastIndexOf('.') + 1)..]} for the json field {GoText.Quote(name)}");
        }
        var field = original.Schema.Fields[slot];
        var entries = patch[name] as DocList;
        if (patch.ContainsKey(name) && entries is null)
        {
            MergeField(original, name, patch[name]);
            return;
        }
        PatchLists.CheckOrder(entries, wanted, field.PatchMergeKey);
        var before = original.GetSlot(slot) as DocList;
        if (before is null && entries is null)
        {
            return;
        }
        var live = before is null ? [] : new List<object?>(before);
        if (entries is not null)
        {
            MergeField(original, name, entries);
        }
        if (original.GetSlot(slot) is DocList { Count: > 0 } merged)
        {
            original.SetSlot(slot, field.PatchMergeKey is { } key
                ? PatchLists.Arrange([.. merged], [.. wanted.OfType<DocMap>()], live, key, merged.ItemType)
                : PatchLists.ArrangeScalars([.. merged], [.. wanted], live, merged.ItemType));
        }
    }
}
