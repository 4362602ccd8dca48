using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.ApiMachinery.Patches;

/// <summary>JSON Merge Patch (RFC 7386) over documents without schema.</summary>
public static class MergePatch
{
    /// <summary>Merges a patch into a document, which is changed in place. Null removes; lists are replaced.</summary>
    public static DocMap Apply(DocMap document, DocMap patch)
    {
        for (var i = 0; i < patch.Count; i++)
        {
            var key = patch.KeyAt(i);
            switch (patch.ValueAt(i))
            {
                case null:
                    document.Remove(key);
                    break;
                case DocMap nested:
                    document[key] = Apply(document[key] as DocMap ?? new DocMap(TypeSchema.Any), nested);
                    break;
                case var value:
                    document[key] = DocNode.CloneValue(value);
                    break;
            }
        }
        return document;
    }

    /// <summary>The patch that makes <paramref name="modified"/> of <paramref name="original"/>.</summary>
    public static DocMap Create(DocMap original, DocMap modified)
    {
        var patch = new DocMap(TypeSchema.Any);
        for (var i = 0; i < modified.Count; i++)
        {
            var key = modified.KeyAt(i);
            var value = modified.ValueAt(i);
            if (!original.TryGetValue(key, out var before))
            {
                patch[key] = value;
            }
            else if (before is DocMap a && value is DocMap b)
            {
                var nested = Create(a, b);
                if (nested.Count > 0)
                {
                    patch[key] = nested;
                }
            }
            else if (!DocNode.DeepEquals(before, value))
            {
                patch[key] = value;
            }
        }
        for (var i = 0; i < original.Count; i++)
        {
            if (!modified.ContainsKey(original.KeyAt(i)))
            {
                patch[original.KeyAt(i)] = null;
            }
        }
        return patch;
    }
}
