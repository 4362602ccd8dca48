using System.Globalization;
using Navarch.ApiMachinery.Documents;

namespace Navarch.ApiMachinery.Json;

/// <summary>Times as metav1.Time and metav1.MicroTime read them: RFC 3339, normalised to UTC, with Go's error text.</summary>
internal static class GoTime
{
    private const string Layout = "2006-01-02T15:04:05Z07:00";
    private const string MicroLayout = "2006-01-02T15:04:05.000000Z07:00";

    /// <summary>The document's form of a time; null for the empty text.</summary>
    /// <exception cref="DecodeException">The text is not such a time.</exception>
    public static string? Canonical(string text, bool micro)
    {
        if (text.Length == 0)
        {
            return null;
        }
        if (IsCanonical(text, micro))
        {
            return text;
        }
        var error = FindError(text, micro);
        if (error is not null || !Timestamps.TryParse(text.Replace(',', '.'), out var time))
        {
            throw new DecodeException(error ?? $"parsing time {Quote(text)} as {Quote(micro ? MicroLayout : Layout)}: cannot parse {Quote(text)} as \"2006\"");
        }
        return micro ? Timestamps.FormatMicro(time) : Timestamps.Format(time);
    }

    private static bool IsCanonical(string text, bool micro)
    {
        const string Shape = "dddd-dd-ddTdd:dd:ddZ";
        const string MicroShape = "dddd-dd-ddTdd:dd:dd.ddddddZ";
        var shape = micro ? MicroShape : Shape;
        if (text.Length != shape.Length)
        {
            return false;
        }
        for (var i = 0; i < shape.Length; i++)
        {
            if (shape[i] == 'd' ? !char.IsAsciiDigit(text[i]) : text[i] != shape[i])
            {
                return false;
            }
        }
        int Two(int at) => (text[at] - '0') * 10 + text[at + 1] - '0';
        var year = Two(0) * 100 + Two(2);
        var month = Two(5);
        var day = Two(8);
        return year >= 1 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            && Two(11) < 24 && Two(14) < 60 && Two(17) < 60;
    }

    // Walks the layout as time.Parse does; only reached by text that is not in the canonical form.
    private static string? FindError(string text, bool micro)
    {
        var layout = micro ? MicroLayout : Layout;
        var rest = text.AsSpan();
        string Bad(ReadOnlySpan<char> at, string element) => $"parsing time {Quote(text)} as {Quote(layout)}: cannot parse {Quote(at.ToString())} as {Quote(element)}";
        string OutOfRange(string what) => $"parsing time {Quote(text)}: {what} out of range";
        int year = 0, month = 0, day = 0;
        ReadOnlySpan<string> elements = ["2006", "-", "01", "-", "02", "T", "15", ":", "04", ":", "05"];
        foreach (var element in elements)
        {
            if (element.Length == 1)
            {
                if (rest.IsEmpty || rest[0] != element[0])
                {
                    return Bad(rest, element);
                }
                rest = rest[1..];
                continue;
            }
            if (rest.Length < element.Length || !int.TryParse(rest[..element.Length], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return Bad(rest, element);
            }
            rest = rest[element.Length..];
            var range = element switch
            {
                "2006" => Keep(ref year, number, 0, 9999, ""),
                "01" => Keep(ref month, number, 1, 12, "month"),
                "02" => Keep(ref day, number, 0, 31, "day"),
                "15" => number < 24 ? null : "hour",
                "04" => number < 60 ? null : "minute",
                _ => number < 60 ? null : "second",
            };
            if (range is not null)
            {
                return OutOfRange(range);
            }
        }
        if (micro)
        {
            if (rest.Length < 7 || rest[0] is not ('.' or ',') || rest[1..7].ContainsAnyExceptInRange('0', '9'))
            {
                return Bad(rest, ".000000");
            }
            rest = rest[7..];
        }
        else if (rest.Length > 1 && (rest[0] is '.' or ',') && char.IsAsciiDigit(rest[1]))
        {
            var end = rest[1..].IndexOfAnyExceptInRange('0', '9');
            rest = end < 0 ? [] : rest[(end + 1)..];
        }
        if (rest.StartsWith("Z"))
        {
            rest = rest[1..];
        }
        else if (rest.Length >= 6 && (rest[0] is '+' or '-') && rest[3] == ':' && !rest[1..3].ContainsAnyExceptInRange('0', '9') && !rest[4..6].ContainsAnyExceptInRange('0', '9'))
        {
            rest = rest[6..];
        }
        else
        {
            return Bad(rest, "Z07:00");
        }
        if (!rest.IsEmpty)
        {
            return $"parsing time {Quote(text)}: extra text: {Quote(rest.ToString())}";
        }
        return year < 1 || day < 1 || day > DateTime.DaysInMonth(year, month) ? OutOfRange("day") : null;
    }

    private static string? Keep(ref int target, int value, int least, int most, string name)
    {
        target = value;
        return value >= least && value <= most ? null : name;
    }

    private static string Quote(string text) => "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
}
