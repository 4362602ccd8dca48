using System.Buffers;
using System.Globalization;
using System.Text;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Json;

namespace Navarch.ApiMachinery.Yaml;

/// <summary>
/// Writes documents as sigs.k8s.io/yaml does: the JSON form with sorted keys, two spaces a level, lists at the level of
/// their key, and Go's choice of plain, quoted and literal style. Long lines are not folded.
/// </summary>
public static class YamlEncoder
{
    // A longer key is written in the explicit form (? key), as libyaml does.
    private const int LongestSimpleKey = 128;

    // Plain keys may hold these, but not every reader takes them there.
    private static readonly SearchValues<char> OddInKeys = SearchValues.Create(":&*[]{},!|>%@`?#\"'\\");

    /// <summary>Writes a document.</summary>
    public static void Encode(DocNode document, IBufferWriter<byte> output) => Encoding.UTF8.GetBytes(ToText(document), output);

    /// <summary>The YAML of a document.</summary>
    public static string ToText(DocNode document)
    {
        var text = new StringBuilder();
        var tree = document is DocObject ? UntypedJson.FromDocument(document) : document;
        Write(text, tree, 0, Place.Start);
        return text.ToString();
    }

    private enum Place
    {
        Start,
        AfterKey,
        AfterDash,
    }

    private static void Write(StringBuilder text, object? value, int indent, Place place)
    {
        switch (value)
        {
            case DocMap { Count: > 0 } map:
                WriteMap(text, map, indent, place);
                break;
            case DocList { Count: > 0 } list:
                WriteList(text, list, indent, place);
                break;
            default:
                if (place == Place.AfterKey)
                {
                    text.Append(' ');
                }
                WriteScalar(text, value, indent);
                text.Append('\n');
                break;
        }
    }

    private static void WriteMap(StringBuilder text, DocMap map, int indent, Place place)
    {
        if (place == Place.AfterKey)
        {
            text.Append('\n');
        }
        var first = place == Place.AfterDash;
        foreach (var (key, value) in map.OrderBy(entry => entry.Key, NaturalOrder.Instance))
        {
            if (!first)
            {
                text.Append(' ', indent);
            }
            first = false;
            if (key.Length > LongestSimpleKey)
            {
                text.Append("? ");
                WriteString(text, key, indent, isKey: true);
                text.Append('\n').Append(' ', indent);
            }
            else
            {
                WriteString(text, key, indent, isKey: true);
            }
            text.Append(':');
            // A list stands at the level of its key.
            Write(text, value, value is DocList ? indent : indent + 2, Place.AfterKey);
        }
    }

    private static void WriteList(StringBuilder text, DocList list, int indent, Place place)
    {
        if (place == Place.AfterKey)
        {
            text.Append('\n');
        }
        var first = place == Place.AfterDash;
        foreach (var item in list)
        {
            if (!first)
            {
                text.Append(' ', indent);
            }
            first = false;
            text.Append("- ");
            Write(text, item, indent + 2, Place.AfterDash);
        }
    }

    private static void WriteScalar(StringBuilder text, object? value, int indent)
    {
        switch (value)
        {
            case string s:
                WriteString(text, s, indent, isKey: false);
                break;
            case DocMap:
                text.Append("{}");
                break;
            case DocList:
                text.Append("[]");
                break;
            default:
                text.Append(JsonEncoder.ToText(value));
                break;
        }
    }

    private static void WriteString(StringBuilder text, string value, int indent, bool isKey)
    {
        var shape = ScalarShape.Of(value);
        if (value.Contains('\n', StringComparison.Ordinal))
        {
            if (shape.AllowsBlock && !isKey)
            {
                WriteLiteral(text, value, indent);
            }
            else
            {
                WriteDoubleQuoted(text, value);
            }
        }
        else if (YamlScalar.NeedsQuotes(value))
        {
            WriteDoubleQuoted(text, value);
        }
        else if (shape.AllowsPlain && (!isKey || value.AsSpan().IndexOfAny(OddInKeys) < 0))
        {
            text.Append(value);
        }
        else if (shape.AllowsSingleQuotes)
        {
            text.Append('\'').Append(value.Replace("'", "''", StringComparison.Ordinal)).Append('\'');
        }
        else
        {
            WriteDoubleQuoted(text, value);
        }
    }

    private static void WriteLiteral(StringBuilder text, string value, int indent)
    {
        text.Append('|');
        if (value[0] is ' ' or '\n')
        {
            text.Append('2');
        }
        if (!value.EndsWith('\n'))
        {
            text.Append('-');
        }
        else if (value.Length == 1 || value[^2] == '\n')
        {
            text.Append('+');
        }
        var body = value.EndsWith('\n') ? value[..^1] : value;
        foreach (var line in body.Split('\n'))
        {
            text.Append('\n');
            if (line.Length > 0)
            {
                text.Append(' ', Math.Max(indent, 2)).Append(line);
            }
        }
    }

    private static void WriteDoubleQuoted(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var rune in value.EnumerateRunes())
        {
            var escape = rune.Value switch
            {
                0 => "\\0",
                7 => "\\a",
                8 => "\\b",
                9 => "\\t",
                10 => "\\n",
                11 => "\\v",
                12 => "\\f",
                13 => "\\r",
                27 => "\\e",
                '"' => "\\\"",
                '\\' => "\\\\",
                0x85 => "\\N",
                0xA0 => "\\_",
                0x2028 => "\\L",
                0x2029 => "\\P",
                _ => null,
            };
            if (escape is not null)
            {
                text.Append(escape);
            }
            else if (ScalarShape.IsPrintable(rune.Value))
            {
                text.Append(rune.ToString());
            }
            else
            {
                var (prefix, digits) = rune.Value switch { <= 0xFF => ("\\x", "X2"), <= 0xFFFF => ("\\u", "X4"), _ => ("\\U", "X8") };
                text.Append(prefix).Append(rune.Value.ToString(digits, CultureInfo.InvariantCulture));
            }
        }
        text.Append('"');
    }

    /// <summary>Go-yaml's order of keys: letters behind other characters, numbers by value.</summary>
    private sealed class NaturalOrder : IComparer<string>
    {
        public static NaturalOrder Instance { get; } = new();

        public int Compare(string? x, string? y)
        {
            var a = x.AsSpan();
            var b = y.AsSpan();
            for (var i = 0; i < a.Length && i < b.Length; i++)
            {
                if (a[i] == b[i])
                {
                    continue;
                }
                var (letterA, letterB) = (char.IsLetter(a[i]), char.IsLetter(b[i]));
                if (letterA && letterB)
                {
                    return a[i].CompareTo(b[i]);
                }
                if (letterA || letterB)
                {
                    return letterB ? -1 : 1;
                }
                var start = i > 0 && (a[i] == '0' || b[i] == '0') && HasDigitsBefore(a, i) ? 1L : 0L;
                var (numberA, endA) = NumberAt(a, i, start);
                var (numberB, endB) = NumberAt(b, i, start);
                return numberA != numberB ? numberA.CompareTo(numberB) : endA != endB ? endA.CompareTo(endB) : a[i].CompareTo(b[i]);
            }
            return a.Length.CompareTo(b.Length);
        }

        private static bool HasDigitsBefore(ReadOnlySpan<char> text, int at)
        {
            for (var i = at - 1; i >= 0 && char.IsAsciiDigit(text[i]); i--)
            {
                if (text[i] != '0')
                {
                    return true;
                }
            }
            return false;
        }

        private static (long Number, int End) NumberAt(ReadOnlySpan<char> text, int at, long number)
        {
            while (at < text.Length && char.IsAsciiDigit(text[at]))
            {
                number = unchecked(number * 10 + text[at++] - '0');
            }
            return (number, at);
        }
    }
}
