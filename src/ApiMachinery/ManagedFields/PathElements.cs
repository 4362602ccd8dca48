using System.Text;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Json;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.ApiMachinery.ManagedFields;

/// <summary>The steps of field sets, and their form in messages.</summary>
internal static class PathElements
{
    /// <summary>The step of an item of a set or of a list with keys; null when the item has the wrong shape.</summary>
    public static string? OfItem(TypeSchema list, object? item)
    {
        if (list.ListType == ListType.Set)
        {
            return item is null or DocNode ? null : "v:" + GoText.Json(item);
        }
        if (item is not (DocObject or DocMap))
        {
            return null;
        }
        var schema = list.Items!.Object;
        var builder = new StringBuilder("k:{");
        foreach (var key in list.SortedMapKeys)
        {
            var value = item is DocObject o ? TypedValues.Field(o, key) : ((DocMap)item)[key];
            if (value is null && schema?.Field(key)?.Default is not { } literal)
            {
                continue;
            }
            builder.Append(builder.Length > 3 ? ",\"" : "\"").Append(key).Append("\":");
            if (value is null)
            {
                builder.Append(schema!.Field(key)!.Default);
            }
            else
            {
                GoText.AppendJson(builder, value);
            }
        }
        return builder.Append('}').ToString();
    }

    /// <summary>The form of a step in messages: .name, [name="a"], [="x"], [0].</summary>
    public static string Print(string step)
    {
        var rest = step[2..];
        return step[0] switch
        {
            'f' => "." + rest,
            'v' => $"[={rest}]",
            'i' => $"[{rest}]",
            _ => PrintKeys(rest),
        };
    }

    private static string PrintKeys(string json)
    {
        try
        {
            var keys = UntypedJson.DecodeObject(Encoding.UTF8.GetBytes(json));
            return "[" + string.Join(',', keys.Select(pair => $"{pair.Key}={(pair.Value is string s ? GoText.Quote(s) : GoText.Json(pair.Value))}")) + "]";
        }
        catch (DecodeException)
        {
            return $"[{json}]";
        }
    }
}
