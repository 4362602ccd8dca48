using System.Globalization;
using Navarch.ApiMachinery.Documents;

namespace Navarch.ApiMachinery.Yaml;

/// <summary>What a plain scalar means by YAML 1.1 as Go's YAML reads it: yes is true, 0777 is octal, 1_000 is a thousand.</summary>
internal static class YamlScalar
{
    /// <summary>The value: null, bool, long, double, or the string itself.</summary>
    public static object? Resolve(string text)
    {
        if (text.Length == 0)
        {
            return null;
        }
        switch (text[0])
        {
            case '~' or 'n' or 'N' or 'y' or 'Y' or 't' or 'T' or 'f' or 'F' or 'o' or 'O':
                return Word(text);
            case '.' or '+' or '-' or (>= '0' and <= '9'):
                return Number(text);
            default:
                return text;
        }
    }

    /// <summary>True when the text, written plain, would not be read as a string, or only by some readers.</summary>
    public static bool NeedsQuotes(string text) =>
        text == "<<" || Resolve(text) is not string || LooksLikeTimestamp(text) || IsBase60(text);

    private static object? Word(string text) => text switch
    {
        "~" or "null" or "Null" or "NULL" => null,
        "y" or "Y" or "yes" or "Yes" or "YES" or "true" or "True" or "TRUE" or "on" or "On" or "ON" => Scalars.Box(true),
        "n" or "N" or "no" or "No" or "NO" or "false" or "False" or "FALSE" or "off" or "Off" or "OFF" => Scalars.Box(false),
        _ => text,
    };

    private static object Number(string text)
    {
        switch (text)
        {
            case ".inf" or ".Inf" or ".INF" or "+.inf" or "+.Inf" or "+.INF":
                return double.PositiveInfinity;
            case "-.inf" or "-.Inf" or "-.INF":
                return double.NegativeInfinity;
            case ".nan" or ".NaN" or ".NAN":
                return double.NaN;
        }
        var plain = text.Contains('_', StringComparison.Ordinal) ? text.Replace("_", "", StringComparison.Ordinal) : text;
        if (Integer(plain) is { } integer)
        {
            return Scalars.Box(integer);
        }
        return IsFloat(plain) && double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : text;
    }

    private static long? Integer(string text)
    {
        var digits = text.AsSpan();
        var negative = digits[0] == '-';
        if (negative || digits[0] == '+')
        {
            digits = digits[1..];
        }
        if (digits.IsEmpty)
        {
            return null;
        }
        var radix = 10;
        if (digits[0] == '0' && digits.Length > 1)
        {
            (radix, var prefix) = digits[1] switch
            {
                'x' or 'X' => (16, 2),
                'b' or 'B' => (2, 2),
                'o' or 'O' => (8, 2),
                _ => (8, 1),
            };
            digits = digits[prefix..];
        }
        if (digits.IsEmpty)
        {
            return null;
        }
        Int128 value = 0;
        foreach (var c in digits)
        {
            var digit = char.IsAsciiHexDigit(c) ? Convert.ToInt32(c.ToString(), 16) : 99;
            if (digit >= radix || value > long.MaxValue)
            {
                return null;
            }
            value = value * radix + digit;
        }
        value = negative ? -value : value;
        return value >= long.MinValue && value <= long.MaxValue ? (long)value : null;
    }

    // [-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?
    private static bool IsFloat(string text)
    {
        var at = text[0] is '-' or '+' ? 1 : 0;
        var whole = SkipDigits(text, at);
        var end = whole;
        if (end < text.Length && text[end] == '.')
        {
            end = SkipDigits(text, end + 1);
            if (whole == at && end == whole + 1)
            {
                return false;
            }
        }
        else if (whole == at)
        {
            return false;
        }
        if (end < text.Length && text[end] is 'e' or 'E')
        {
            end++;
            if (end < text.Length && text[end] is '-' or '+')
            {
                end++;
            }
            var exponent = end;
            end = SkipDigits(text, end);
            if (end == exponent)
            {
                return false;
            }
        }
        return end == text.Length;
    }

    private static int SkipDigits(string text, int at)
    {
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }
        return at;
    }

    private static bool LooksLikeTimestamp(string text)
    {
        // Four digits and a dash, then a date that .NET can read in one of Go's layouts.
        if (text.Length < 8 || SkipDigits(text, 0) != 4 || text[4] != '-')
        {
            return false;
        }
        string[] layouts = ["yyyy-M-d", "yyyy-M-d'T'H:m:s.FFFFFFFK", "yyyy-M-d't'H:m:s.FFFFFFFK", "yyyy-M-d H:m:s.FFFFFFF", "yyyy-M-d'T'H:m:sK", "yyyy-M-d't'H:m:sK", "yyyy-M-d H:m:s"];
        return DateTimeOffset.TryParseExact(text, layouts, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _);
    }

    // 1:30 is a number of base 60 to some YAML 1.1 readers.
    private static bool IsBase60(string text)
    {
        if (!text.Contains(':', StringComparison.Ordinal))
        {
            return false;
        }
        var at = text[0] is '-' or '+' ? 1 : 0;
        var end = at;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] == '_'))
        {
            end++;
        }
        if (end == at || end == text.Length || text[end] != ':' || !char.IsAsciiDigit(text[at]))
        {
            return false;
        }
        foreach (var part in text[(end + 1)..].Split(':'))
        {
            var digits = part.Split('.')[0];
            if (digits.Length is 0 or > 2 || SkipDigits(digits, 0) != digits.Length || (digits.Length == 2 && digits[0] > '5'))
            {
                return false;
            }
        }
        return true;
    }
}
