using System.Globalization;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.ApiMachinery.Patches;

/// <summary>
/// JSON Patch (RFC 6902) over documents without schema, with the liberties of the library that upstream uses: negative
/// positions count from the end of a list, and a missing value is null.
/// </summary>
public static class JsonPatch
{
    /// <summary>How many operations one patch may have (upstream's bound).</summary>
    public const int MaxOperations = 10_000;

    /// <summary>How many nodes all copy operations of one patch may make together: a short patch must not grow an object without end.</summary>
    public const int MaxCopiedNodes = 100_000;

    /// <summary>Applies the operations in order. The document is changed in place; the result is another one when the root is replaced.</summary>
    /// <exception cref="PatchException">An operation does not apply.</exception>
    public static object? Apply(object? document, DocList operations)
    {
        var copied = 0;
        foreach (var item in operations)
        {
            if (item is not DocMap operation)
            {
                throw NotApplicable("an operation must be an object");
            }
            document = ApplyOne(document, operation, ref copied);
        }
        return document;
    }

    private static object? ApplyOne(object? document, DocMap operation, ref int copied)
    {
        if (operation["path"] is not string path)
        {
            throw NotApplicable("missing or invalid path in an operation");
        }
        switch (operation["op"] as string)
        {
            case "add":
                return Put(document, path, DocNode.CloneValue(operation["value"]), PutMode.Add);
            case "replace":
                return Put(document, path, DocNode.CloneValue(operation["value"]), PutMode.Replace);
            case "remove":
                Remove(document, path);
                return document;
            case "move":
                var moved = Get(document, From(operation));
                Remove(document, From(operation));
                return Put(document, path, moved, PutMode.Add);
            case "copy":
                var source = Get(document, From(operation));
                copied += CountNodes(source);
                if (copied > MaxCopiedNodes)
                {
                    throw NotApplicable("unable to complete the copy, the accumulated size increase of the copies is too large");
                }
                return Put(document, path, DocNode.CloneValue(source), PutMode.Add);
            case "test":
                Test(document, path, operation["value"]);
                return document;
            default:
                throw NotApplicable($"Unexpected kind: {operation["op"] as string ?? "unknown"}");
        }
    }

    private static string From(DocMap operation) => operation["from"] as string ?? throw NotApplicable("missing or invalid from in an operation");

    private static PatchException NotApplicable(string message) => new(PatchFailure.NotApplicable, message);

    private enum PutMode
    {
        Add,
        Replace,
    }

    private static object? Put(object? document, string path, object? value, PutMode mode)
    {
        if (path.Length == 0)
        {
            return value;
        }
        var (parent, key) = FindParent(document, path);
        switch (parent)
        {
            case DocMap map:
                if (mode == PutMode.Replace && !map.ContainsKey(key))
                {
                    throw NotApplicable($"replace operation does not apply: doc is missing key: {path}: missing value");
                }
                map[key] = value;
                break;
            case DocList list when mode == PutMode.Replace:
                list[Position(list, key, list.Count - 1)] = value;
                break;
            case DocList list when key == "-":
                list.Add(value);
                break;
            case DocList list:
                list.Insert(Position(list, key, list.Count), value);
                break;
        }
        return document;
    }

    private static void Remove(object? document, string path)
    {
        var (parent, key) = FindParent(document, path);
        switch (parent)
        {
            case DocMap map when !map.Remove(key):
                throw NotApplicable($"remove operation does not apply: doc is missing key: {path}: missing value");
            case DocList list:
                list.RemoveAt(Position(list, key, list.Count - 1));
                break;
        }
    }

    private static object? Get(object? document, string path)
    {
        if (path.Length == 0)
        {
            return document;
        }
        var (parent, key) = FindParent(document, path);
        return parent switch
        {
            DocMap map when map.TryGetValue(key, out var value) => value,
            DocList list => list[Position(list, key, list.Count - 1)],
            _ => throw NotApplicable($"unable to get {path}: missing value"),
        };
    }

    private static void Test(object? document, string path, object? expected)
    {
        object? actual = document;
        if (path.Length > 0)
        {
            var (parent, key) = FindParent(document, path);
            actual = parent switch { DocMap map => map[key], DocList list => list[Position(list, key, list.Count - 1)], _ => null };
        }
        if (!DocNode.DeepEquals(actual, expected))
        {
            throw NotApplicable($"testing value {path} failed: test failed");
        }
    }

    private static (DocNode Parent, string Key) FindParent(object? document, string path)
    {
        if (path.Length == 0 || path[0] != '/')
        {
            throw NotApplicable($"unable to find {path}: missing value");
        }
        var current = document;
        var start = 1;
        while (true)
        {
            var slash = path.IndexOf('/', start);
            var key = Unescape(slash < 0 ? path[start..] : path[start..slash]);
            if (current is not (DocMap or DocList))
            {
                throw NotApplicable($"doc is missing path: {path}: missing value");
            }
            if (slash < 0)
            {
                return ((DocNode)current, key);
            }
            current = current is DocMap map ? map[key] : ((DocList)current)[Position((DocList)current, key, ((DocList)current).Count - 1)];
            start = slash + 1;
        }
    }

    private static string Unescape(string key) => key.Contains('~', StringComparison.Ordinal)
        ? key.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)
        : key;

    private static int Position(DocList list, string key, int last)
    {
        if (!int.TryParse(key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var position))
        {
            throw NotApplicable($"unable to use {key} as a position of a list");
        }
        if (position < 0)
        {
            position += last + 1;
        }
        if (position < 0 || position > last)
        {
            throw NotApplicable($"Unable to access invalid index: {key}: invalid index referenced");
        }
        return position;
    }

    private static int CountNodes(object? value) => value switch
    {
        DocMap map => 1 + Sum(map),
        DocList list => 1 + list.Sum(CountNodes),
        _ => 1,
    };

    private static int Sum(DocMap map)
    {
        var sum = 0;
        for (var i = 0; i < map.Count; i++)
        {
            sum += CountNodes(map.ValueAt(i));
        }
        return sum;
    }
}
