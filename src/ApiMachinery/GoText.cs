using System.Globalization;
using System.Text;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.ApiMachinery;

/// <summary>Text forms that clients see in messages and that follow Go's formatting: %q, %v and encoding/json.</summary>
public static class GoText
{
    /// <summary>The quoted form of %q.</summary>
    public static string Quote(string text)
    {
        var plain = true;
        foreach (var c in text)
        {
            if (c is < ' ' or > '~' or '"' or '\\')
            {
                plain = false;
                break;
            }
        }
        if (plain)
        {
            return string.Concat("\"", text, "\"");
        }
        var builder = new StringBuilder(text.Length + 8).Append('"');
        foreach (var rune in text.EnumerateRunes())
        {
            AppendQuoted(builder, rune);
        }
        return builder.Append('"').ToString();
    }

    private static void AppendQuoted(StringBuilder builder, Rune rune)
    {
        switch (rune.Value)
        {
            case '"': builder.Append("\\\""); break;
            case '\\': builder.Append("\\\\"); break;
            case 7: builder.Append("\\a"); break;
            case 8: builder.Append("\\b"); break;
            case 9: builder.Append("\\t"); break;
            case 10: builder.Append("\\n"); break;
            case 11: builder.Append("\\v"); break;
            case 12: builder.Append("\\f"); break;
            case 13: builder.Append("\\r"); break;
            case < 0x20 or 0x7f: builder.Append(CultureInfo.InvariantCulture, $"\\x{rune.Value:x2}"); break;
            case < 0x7f: builder.Append((char)rune.Value); break;
            default:
                if (IsPrintable(rune))
                {
                    builder.Append(rune.ToString());
                }
                else if (rune.IsBmp)
                {
                    builder.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}");
                }
                else
                {
                    builder.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:x8}");
                }
                break;
        }
    }

    private static bool IsPrintable(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.SpaceSeparator => false,
        _ => true,
    };

    /// <summary>The %v form of a document value: map[a:1 b:[x y]], &lt;nil&gt;.</summary>
    public static string Format(object? value)
    {
        var builder = new StringBuilder();
        AppendFormat(builder, value);
        return builder.ToString();
    }

    private static void AppendFormat(StringBuilder builder, object? value)
    {
        switch (value)
        {
            case null: builder.Append("<nil>"); break;
            case string s: builder.Append(s); break;
            case bool b: builder.Append(b ? "true" : "false"); break;
            case long l: builder.Append(l); break;
            case double d: builder.Append(Number(d)); break;
            case DocObject o: AppendFormat(builder, o.ToMap()); break;
            case DocMap map:
                builder.Append("map[");
                for (var i = 0; i < map.Count; i++)
                {
                    if (i > 0)
                    {
                        builder.Append(' ');
                    }
                    builder.Append(map.KeyAt(i)).Append(':');
                    AppendFormat(builder, map.ValueAt(i));
                }
                builder.Append(']');
                break;
            case DocList list:
                builder.Append('[');
                for (var i = 0; i < list.Count; i++)
                {
                    if (i > 0)
                    {
                        builder.Append(' ');
                    }
                    AppendFormat(builder, list[i]);
                }
                builder.Append(']');
                break;
            default: builder.Append(CultureInfo.InvariantCulture, $"{value}"); break;
        }
    }

    /// <summary>A number as Go's shortest %v.</summary>
    public static string Number(double value)
    {
        if (value == Math.Floor(value) && Math.Abs(value) < 1e21)
        {
            return value.ToString("0", CultureInfo.InvariantCulture);
        }
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.Replace("E", "e", StringComparison.Ordinal);
    }

    /// <summary>
    /// Compact JSON as encoding/json writes it (with &lt;, &gt; and &amp; escaped), for messages. Objects that the API
    /// server holds in its internal form have no JSON names: <paramref name="internalNames"/> writes those as Go's field
    /// names with every field present, as upstream's messages show them.
    /// </summary>
    public static string Json(object? value, bool internalNames = false)
    {
        var builder = new StringBuilder();
        AppendJson(builder, value, internalNames);
        return builder.ToString();
    }

    /// <summary>Appends compact JSON; see <see cref="Json"/>.</summary>
    public static void AppendJson(StringBuilder builder, object? value, bool internalNames = false)
    {
        switch (value)
        {
            case null: builder.Append("null"); break;
            case string s: AppendJsonString(builder, s); break;
            case bool b: builder.Append(b ? "true" : "false"); break;
            case long l: builder.Append(l); break;
            case double d: builder.Append(Number(d)); break;
            case DocObject o when internalNames: AppendInternal(builder, o); break;
            case DocObject o: AppendObject(builder, o); break;
            case DocMap map:
                builder.Append('{');
                for (var i = 0; i < map.Count; i++)
                {
                    if (i > 0)
                    {
                        builder.Append(',');
                    }
                    AppendJsonString(builder, map.KeyAt(i));
                    builder.Append(':');
                    AppendJson(builder, map.ValueAt(i), internalNames);
                }
                builder.Append('}');
                break;
            case System.Collections.IEnumerable list:
                builder.Append('[');
                var first = true;
                foreach (var item in list)
                {
                    if (!first)
                    {
                        builder.Append(',');
                    }
                    first = false;
                    AppendJson(builder, item, internalNames);
                }
                builder.Append(']');
                break;
            default: builder.Append(CultureInfo.InvariantCulture, $"{value}"); break;
        }
    }

    private static void AppendObject(StringBuilder builder, DocObject o)
    {
        builder.Append('{');
        var first = true;
        foreach (var slot in o.Schema.JsonOrder)
        {
            var field = o.Schema.Fields[slot];
            var value = o.GetSlot(slot);
            if (value is null && field.Presence != Presence.Always)
            {
                continue;
            }
            AppendName(builder, field.Name, ref first);
            if (value is null)
            {
                builder.Append(Zero(field));
            }
            else
            {
                AppendJson(builder, value);
            }
        }
        if (o.Extra is { } extra)
        {
            for (var i = 0; i < extra.Count; i++)
            {
                AppendName(builder, extra.KeyAt(i), ref first);
                AppendJson(builder, extra.ValueAt(i));
            }
        }
        builder.Append('}');
    }

    internal static string InternalJson(DocObject o, ReadOnlySpan<string> order)
    {
        if (order.Length == 0)
        {
            return Json(o, internalNames: true);
        }
        var fields = new FieldSchema[order.Length];
        for (var i = 0; i < order.Length; i++)
        {
            fields[i] = o.Schema.Field(order[i])!;
        }
        var builder = new StringBuilder();
        AppendInternal(builder, o, fields);
        return builder.ToString();
    }

    private static void AppendInternal(StringBuilder builder, DocObject o) => AppendInternal(builder, o, o.Schema.Fields.AsSpan());

    private static void AppendInternal(StringBuilder builder, DocObject o, ReadOnlySpan<FieldSchema> fields)
    {
        builder.Append('{');
        var first = true;
        foreach (var field in fields)
        {
            AppendName(builder, InternalName(field.Name), ref first);
            var value = o[field.Name];
            if (value is null && field.Presence == Presence.OmitEmpty)
            {
                builder.Append(Zero(field));
            }
            else if (value is null && field.IsEmbeddedStruct)
            {
                AppendInternal(builder, field.Type.Object!.Empty);
            }
            else
            {
                AppendJson(builder, value, internalNames: true);
            }
        }
        builder.Append('}');
    }

    private static string InternalName(string name)
    {
        if (name.StartsWith("uid", StringComparison.Ordinal) || name.StartsWith("ip", StringComparison.Ordinal) || name.StartsWith("fs", StringComparison.Ordinal))
        {
            var acronym = name.StartsWith("uid", StringComparison.Ordinal) ? 3 : 2;
            if (name.Length == acronym || char.IsAsciiLetterUpper(name[acronym]))
            {
                return name[..acronym].ToUpperInvariant() + name[acronym..];
            }
        }
        return name.StartsWith("seLinux", StringComparison.Ordinal)
            ? string.Concat("SE", name.AsSpan(2))
            : string.Concat(char.ToUpperInvariant(name[0]).ToString(), name.AsSpan(1));
    }

    private static string Zero(FieldSchema field) => field.Type.Kind switch
    {
        ValueKind.String or ValueKind.Duration => "\"\"",
        ValueKind.Bool => "false",
        ValueKind.Int32 or ValueKind.Int64 or ValueKind.Double or ValueKind.IntOrString => "0",
        ValueKind.Quantity => "\"0\"",
        ValueKind.Object when field.IsEmbeddedStruct => "{}",
        _ => "null",
    };

    private static void AppendName(StringBuilder builder, string name, ref bool first)
    {
        if (!first)
        {
            builder.Append(',');
        }
        first = false;
        AppendJsonString(builder, name);
        builder.Append(':');
    }

    private static void AppendJsonString(StringBuilder builder, string text)
    {
        builder.Append('"');
        foreach (var c in text)
        {
            switch (c)
            {
                case '"': builder.Append("\\\""); break;
                case '\\': builder.Append("\\\\"); break;
                case '\n': builder.Append("\\n"); break;
                case '\r': builder.Append("\\r"); break;
                case '\t': builder.Append("\\t"); break;
                case '\b': builder.Append("\\b"); break;
                case '\f': builder.Append("\\f"); break;
                case < ' ' or '<' or '>' or '&' or '\u2028' or '\u2029':
                    builder.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
                    break;
                default: builder.Append(c); break;
            }
        }
        builder.Append('"');
    }
}
