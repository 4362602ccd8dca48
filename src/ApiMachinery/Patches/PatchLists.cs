using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.ApiMachinery.Patches;

/// <summary>
/// What strategic merge patches do with lists. The order of a merged list is: items that the patch names in the patch's
/// order, the others in their own order, woven together by the order they had; new items come first.
/// </summary>
internal static class PatchLists
{
    private const string Directive = "$patch";

    public static bool Contains(List<object?> list, object? item) => list.Exists(other => DocNode.DeepEquals(other, item));

    public static int IndexOf(DocList list, object? item)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (DocNode.DeepEquals(list[i], item))
            {
                return i;
            }
        }
        return -1;
    }

    /// <summary>The value of a merge key, in a typed or an untyped item.</summary>
    public static object? KeyOf(object? item, string key) => item switch { DocObject o => o[key], DocMap m => m[key], _ => null };

    public static int IndexOfKey(IReadOnlyList<object?> list, string key, object? id)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (KeyOf(list[i], key) is { } other && DocNode.DeepEquals(other, id))
            {
                return i;
            }
        }
        return -1;
    }

    public static bool HoldsMaps(DocList original, DocList patch) => (original.Count > 0 ? original[0] : patch[0]) is DocMap or DocObject;

    /// <summary>All elements must be of one type, and none a list.</summary>
    public static void CheckElements(DocList original, DocList patch)
    {
        string? type = null;
        foreach (var item in original.Concat(patch))
        {
            var current = item switch { DocMap or DocObject => "map", DocList => "list", string => "string", bool => "bool", null => "nil", _ => "number" };
            if (current == "list")
            {
                throw new PatchException(PatchFailure.NotApplicable, "lists of lists are not supported");
            }
            if (type is not null && type != current)
            {
                throw new PatchException(PatchFailure.Unclassified, $"list element types are not identical: [{GoText.Format(original)} {GoText.Format(patch)}]");
            }
            type = current;
        }
    }

    /// <summary>Takes the items with a $patch directive out of a patch and does what they say.</summary>
    public static List<DocMap> ApplySpecial(List<object?> live, DocList patch, string key, out bool replace)
    {
        replace = false;
        var plain = new List<DocMap>(patch.Count);
        foreach (var item in patch)
        {
            var entry = (DocMap)item!;
            if (!entry.TryGetValue(Directive, out var directive))
            {
                plain.Add(entry);
                continue;
            }
            switch (directive)
            {
                case "delete":
                    if (!entry.TryGetValue(key, out var id))
                    {
                        throw new PatchException(PatchFailure.Unclassified, $"map: {GoText.Format(entry)} does not contain declared merge key: {key}");
                    }
                    live.RemoveAll(other => KeyOf(other, key) is { } found && DocNode.DeepEquals(found, id));
                    break;
                case "replace":
                    replace = true;
                    break;
                case "merge":
                    throw new PatchException(PatchFailure.Unclassified, "merging lists cannot yet be specified in the patch");
                default:
                    throw new PatchException(PatchFailure.Unclassified, $"unknown patch type: {GoText.Format(directive)} in map: {GoText.Format(entry)}");
            }
        }
        return plain;
    }

    /// <summary>The order list must name what the patch list names, in the same order.</summary>
    public static void CheckOrder(DocList? patch, DocList order, string? key)
    {
        if (patch is null || patch.Count == 0 || order.Count == 0)
        {
            return;
        }
        var next = 0;
        foreach (var item in patch)
        {
            if (item is DocMap map && map.ContainsKey(Directive))
            {
                continue;
            }
            var id = key is null ? item : KeyOf(item, key);
            if (key is not null && id is null)
            {
                throw new PatchException(PatchFailure.Unclassified, $"map: {GoText.Format(item)} does not contain declared merge key: {key}");
            }
            while (next < order.Count && !DocNode.DeepEquals(key is null ? order[next] : KeyOf(order[next], key), id))
            {
                next++;
            }
            if (next++ >= order.Count)
            {
                throw new PatchException(PatchFailure.Unclassified,
                    $"The order in patch list:\n{GoText.Format(patch)}\n doesn't match $setElementOrder list:\n{GoText.Format(order)}\n");
            }
        }
    }

    /// <summary>Puts a merged list of objects into order.</summary>
    public static DocList Arrange(List<object?> merged, List<DocMap> patch, List<object?> live, string key, TypeSchema itemType) =>
        Weave(merged, item => IndexOfKey(patch, key, KeyOf(item, key)), item => IndexOfKey(live, key, KeyOf(item, key)), itemType);

    /// <summary>Puts a merged list of scalars into order.</summary>
    public static DocList ArrangeScalars(List<object?> merged, List<object?> patch, DocList live) =>
        ArrangeScalars(merged, patch, [.. live], live.ItemType);

    /// <summary>Puts a merged list of scalars into order.</summary>
    public static DocList ArrangeScalars(List<object?> merged, List<object?> patch, List<object?> live, TypeSchema itemType) => Weave(merged,
        item => patch.FindIndex(other => DocNode.DeepEquals(other, item)), item => live.FindIndex(other => DocNode.DeepEquals(other, item)), itemType);

    private static DocList Weave(List<object?> merged, Func<object?, int> inPatch, Func<object?, int> inLive, TypeSchema itemType)
    {
        var named = merged.Select(item => (Item: item, Patch: inPatch(item), Live: inLive(item))).ToList();
        var left = named.Where(entry => entry.Patch < 0).OrderBy(entry => entry.Live < 0 ? int.MaxValue : entry.Live).ToList();
        var right = named.Where(entry => entry.Patch >= 0).OrderBy(entry => entry.Patch).ToList();
        var result = new DocList(itemType, merged.Count);
        int i = 0, j = 0;
        while (i < left.Count || j < right.Count)
        {
            var takeLeft = j >= right.Count || (i < left.Count && left[i].Live >= 0 && right[j].Live >= 0 && left[i].Live < right[j].Live);
            result.Add(takeLeft ? left[i++].Item : right[j++].Item);
        }
        return result;
    }
}
