using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;

namespace Navarch.ApiMachinery.Documents;

/// <summary>Reads and writes the text of quantities.</summary>
internal static class QuantityText
{
    /// <summary>The finest unit: nano.</summary>
    public const int FinestScale = -9;

    private const string NumericError = "unable to parse numeric part of quantity";
    private const string SuffixError = "unable to parse quantity's suffix";
    private static readonly SearchValues<char> SuffixCharacters = SearchValues.Create("eEinumkKMGTP");
    private static readonly BigInteger LargestBinary = long.MaxValue;

    public static bool TryParse(string text, out Quantity quantity, [NotNullWhen(false)] out string? error)
    {
        quantity = default;
        error = null;
        if (text.Length == 0)
        {
            error = Quantity.FormatError;
            return false;
        }
        var rest = text.AsSpan();
        var negative = rest[0] == '-';
        if (negative || rest[0] == '+')
        {
            rest = rest[1..];
        }
        var whole = LeadingDigits(rest);
        rest = rest[whole.Length..];
        ReadOnlySpan<char> fraction = [];
        if (rest.Length > 0 && rest[0] == '.')
        {
            rest = rest[1..];
            fraction = LeadingDigits(rest);
            rest = rest[fraction.Length..];
        }
        if (!IsSuffixShape(rest))
        {
            error = Quantity.FormatError;
            return false;
        }
        if (!TryInterpret(rest, out var exponent, out var format))
        {
            error = SuffixError;
            return false;
        }
        // No digits at all is zero, as upstream has it.
        whole = whole.TrimStart('0');
        if (whole.Length + fraction.Length > Limits.MaxQuantityDigits)
        {
            error = NumericError;
            return false;
        }
        quantity = Make(negative, whole, fraction, exponent, format);
        return true;
    }

    private static ReadOnlySpan<char> LeadingDigits(ReadOnlySpan<char> text)
    {
        var count = text.IndexOfAnyExceptInRange('0', '9');
        return count < 0 ? text : text[..count];
    }

    private static bool IsSuffixShape(ReadOnlySpan<char> suffix)
    {
        var letters = suffix.IndexOfAnyExcept(SuffixCharacters);
        if (letters < 0)
        {
            return true;
        }
        suffix = suffix[letters..];
        if (suffix[0] is '+' or '-')
        {
            suffix = suffix[1..];
        }
        return !suffix.ContainsAnyExceptInRange('0', '9');
    }

    // The exponent counts tens, or twos for BinarySI.
    private static bool TryInterpret(ReadOnlySpan<char> suffix, out int exponent, out QuantityFormat format)
    {
        format = QuantityFormat.DecimalSI;
        exponent = suffix switch
        {
            "" => 0,
            "n" => -9,
            "u" => -6,
            "m" => -3,
            "k" => 3,
            "M" => 6,
            "G" => 9,
            "T" => 12,
            "P" => 15,
            "E" => 18,
            _ => int.MinValue,
        };
        if (exponent != int.MinValue)
        {
            return true;
        }
        format = QuantityFormat.BinarySI;
        exponent = suffix switch
        {
            "Ki" => 10,
            "Mi" => 20,
            "Gi" => 30,
            "Ti" => 40,
            "Pi" => 50,
            "Ei" => 60,
            _ => 0,
        };
        if (exponent != 0)
        {
            return true;
        }
        format = QuantityFormat.DecimalExponent;
        return suffix[0] is 'e' or 'E'
            && int.TryParse(suffix[1..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent)
            && exponent is >= -Limits.MaxQuantityDigits and <= Limits.MaxQuantityDigits;
    }

    private static Quantity Make(bool negative, ReadOnlySpan<char> whole, ReadOnlySpan<char> fraction, int exponent, QuantityFormat format)
    {
        var binary = format == QuantityFormat.BinarySI;
        var scale = (binary ? 0 : exponent) - fraction.Length;
        if (whole.Length + fraction.Length <= 18 && scale >= FinestScale)
        {
            long value = 0;
            foreach (var digit in whole)
            {
                value = value * 10 + digit - '0';
            }
            foreach (var digit in fraction)
            {
                value = value * 10 + digit - '0';
            }
            if (!binary)
            {
                return new Quantity(negative ? -value : value, scale, format);
            }
            if (fraction.IsEmpty && value <= long.MaxValue >> exponent)
            {
                value <<= exponent;
                return new Quantity(negative ? -value : value, 0, format);
            }
        }
        var number = BigInteger.Parse(string.Concat("0", whole, fraction), NumberStyles.None, CultureInfo.InvariantCulture);
        if (binary)
        {
            number <<= exponent;
        }
        if (scale < FinestScale)
        {
            // Rounds up: who asks for something gets something.
            number = BigInteger.DivRem(number, BigInteger.Pow(10, FinestScale - scale), out var remainder) + (remainder.IsZero ? 0 : 1);
            scale = FinestScale;
        }
        if (binary)
        {
            var one = BigInteger.Pow(10, -scale);
            if (number > LargestBinary * one)
            {
                (number, scale) = (LargestBinary, 0);
            }
            else if (number < one)
            {
                format = QuantityFormat.DecimalSI;
            }
        }
        return new Quantity(negative ? -number : number, scale, format);
    }

    /// <summary>The canonical text; <paramref name="known"/> itself when it is that already.</summary>
    public static string Format(Quantity quantity, string? known)
    {
        if (quantity.IsZero)
        {
            return "0";
        }
        if (quantity.Format == QuantityFormat.BinarySI && Binary(quantity, known) is { } binary)
        {
            return binary;
        }
        var exponent = quantity.Scale;
        if (quantity.IsSmall)
        {
            var mantissa = quantity.SmallMantissa;
            while (mantissa % 10 == 0)
            {
                mantissa /= 10;
                exponent++;
            }
            var pad = Pad(exponent);
            if (mantissa is > long.MinValue / 100 and < long.MaxValue / 100)
            {
                mantissa *= pad switch { 1 => 10, 2 => 100, _ => 1 };
                Span<char> buffer = stackalloc char[32];
                mantissa.TryFormat(buffer, out var length, default, CultureInfo.InvariantCulture);
                return Join(buffer[..length], Suffix(exponent - pad, quantity.Format), known);
            }
            exponent = quantity.Scale;
        }
        var big = quantity.Mantissa;
        while (true)
        {
            var shorter = BigInteger.DivRem(big, 10, out var remainder);
            if (!remainder.IsZero)
            {
                break;
            }
            big = shorter;
            exponent++;
        }
        var bigPad = Pad(exponent);
        big *= BigInteger.Pow(10, bigPad);
        return Join(big.ToString(CultureInfo.InvariantCulture), Suffix(exponent - bigPad, quantity.Format), known);
    }

    // How many zeros bring the exponent to a multiple of three.
    private static int Pad(int exponent) => ((exponent % 3) + 3) % 3;

    private static string? Binary(Quantity quantity, string? known)
    {
        long value;
        if (quantity.IsSmall && quantity.Scale == 0)
        {
            value = quantity.SmallMantissa;
        }
        else
        {
            var scaled = quantity.ToScale(0, out var exact);
            if (!exact)
            {
                return null;
            }
            if (scaled > long.MaxValue || scaled < long.MinValue)
            {
                return null;
            }
            value = (long)scaled;
        }
        if (value is > -1024 and < 1024)
        {
            return null;
        }
        var times = 0;
        while (times < 6 && value % 1024 == 0)
        {
            value /= 1024;
            times++;
        }
        Span<char> buffer = stackalloc char[32];
        value.TryFormat(buffer, out var length, default, CultureInfo.InvariantCulture);
        return Join(buffer[..length], times switch { 0 => "", 1 => "Ki", 2 => "Mi", 3 => "Gi", 4 => "Ti", 5 => "Pi", _ => "Ei" }, known);
    }

    private static string Suffix(int exponent, QuantityFormat format)
    {
        if (exponent == 0)
        {
            return "";
        }
        var named = format == QuantityFormat.DecimalExponent ? null : exponent switch
        {
            -9 => "n",
            -6 => "u",
            -3 => "m",
            3 => "k",
            6 => "M",
            9 => "G",
            12 => "T",
            15 => "P",
            18 => "E",
            _ => null,
        };
        return named ?? string.Create(CultureInfo.InvariantCulture, $"e{exponent}");
    }

    private static string Join(ReadOnlySpan<char> number, string suffix, string? known)
    {
        if (known is not null && known.Length == number.Length + suffix.Length && known.AsSpan().StartsWith(number) && known.EndsWith(suffix, StringComparison.Ordinal))
        {
            return known;
        }
        return string.Concat(number, suffix);
    }
}
