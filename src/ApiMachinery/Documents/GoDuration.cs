using System.Buffers;
using System.Globalization;
using System.Text;

namespace Navarch.ApiMachinery.Documents;

/// <summary>Durations as Go writes and reads them: 1h30m0s, 1.5s, 300ms. Held as nanoseconds.</summary>
public static class GoDuration
{
    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.");

    /// <summary>Reads a duration in nanoseconds; null when the text is none (see <see cref="ErrorFor"/>).</summary>
    public static long? Parse(string text)
    {
        var rest = text.AsSpan();
        var negative = false;
        if (rest.Length > 0 && (rest[0] is '-' or '+'))
        {
            negative = rest[0] == '-';
            rest = rest[1..];
        }
        if (rest is "0")
        {
            return 0;
        }
        if (rest.IsEmpty)
        {
            return null;
        }
        decimal total = 0;
        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExcept(NumberCharacters);
            if (digits <= 0 || digits > 25 || !decimal.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            {
                return null;
            }
            rest = rest[digits..];
            var end = rest.IndexOfAny(NumberCharacters);
            var unit = end < 0 ? rest : rest[..end];
            rest = end < 0 ? [] : rest[end..];
            decimal scale = unit switch
            {
                "ns" => 1,
                "us" or "µs" or "μs" => 1_000,
                "ms" => 1_000_000,
                "s" => 1_000_000_000,
                "m" => 60_000_000_000,
                "h" => 3_600_000_000_000,
                _ => 0,
            };
            if (scale == 0 || number > long.MaxValue / scale)
            {
                return null;
            }
            total += number * scale;
            if (total > long.MaxValue)
            {
                return null;
            }
        }
        var nanoseconds = (long)decimal.Truncate(total);
        return negative ? -nanoseconds : nanoseconds;
    }

    /// <summary>What Go says about text that is not a duration.</summary>
    public static string ErrorFor(string text)
    {
        var trimmed = text.AsSpan().TrimStart("+-");
        if (trimmed.Length > 0 && trimmed.IndexOfAnyExcept(NumberCharacters) < 0 && trimmed.ContainsAnyInRange('0', '9'))
        {
            return $"time: missing unit in duration \"{text}\"";
        }
        var unitStart = trimmed.IndexOfAnyExcept(NumberCharacters);
        if (unitStart > 0)
        {
            var unit = trimmed[unitStart..];
            var unitEnd = unit.IndexOfAny(NumberCharacters);
            unit = unitEnd < 0 ? unit : unit[..unitEnd];
            if (unit is not ("ns" or "us" or "µs" or "μs" or "ms" or "s" or "m" or "h"))
            {
                return $"time: unknown unit \"{unit}\" in duration \"{text}\"";
            }
        }
        return $"time: invalid duration \"{text}\"";
    }

    /// <summary>Writes a duration.</summary>
    public static string Format(long nanoseconds)
    {
        if (nanoseconds == 0)
        {
            return "0s";
        }
        var text = new StringBuilder();
        if (nanoseconds < 0)
        {
            text.Append('-');
        }
        var left = nanoseconds < 0 ? (ulong)-nanoseconds : (ulong)nanoseconds;
        if (left < 1_000_000_000)
        {
            var (scale, unit) = left < 1_000 ? (1m, "ns") : left < 1_000_000 ? (1_000m, "µs") : (1_000_000m, "ms");
            return text.Append((left / scale).ToString("0.######", CultureInfo.InvariantCulture)).Append(unit).ToString();
        }
        var hours = left / 3_600_000_000_000;
        left %= 3_600_000_000_000;
        var minutes = left / 60_000_000_000;
        left %= 60_000_000_000;
        if (hours > 0)
        {
            text.Append(hours).Append('h');
        }
        if (hours > 0 || minutes > 0)
        {
            text.Append(minutes).Append('m');
        }
        return text.Append((left / 1_000_000_000m).ToString("0.#########", CultureInfo.InvariantCulture)).Append('s').ToString();
    }
}
