using System.Globalization;

namespace Navarch.ApiMachinery.Json;

/// <summary>Floating-point numbers as encoding/json writes them: shortest digits, exponents only below 1e-6 and from 1e21 on.</summary>
internal static class GoNumber
{
    /// <summary>Writes a finite number; returns the length, at most 32.</summary>
    public static int Format(double value, Span<byte> output)
    {
        if (value == Math.Truncate(value) && Math.Abs(value) < 1e15)
        {
            ((long)value).TryFormat(output, out var length, default, CultureInfo.InvariantCulture);
            return length;
        }
        Span<char> shortest = stackalloc char[40];
        // The round-trip form gives the shortest digits; its exponent says where the point goes.
        value.TryFormat(shortest, out var count, "R", CultureInfo.InvariantCulture);
        var text = shortest[..count];
        var negative = text[0] == '-';
        if (negative)
        {
            text = text[1..];
        }
        var exponentAt = text.IndexOf('E');
        var exponent = exponentAt < 0 ? 0 : int.Parse(text[(exponentAt + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = exponentAt < 0 ? text : text[..exponentAt];
        var point = mantissa.IndexOf('.');
        Span<byte> digits = stackalloc byte[40];
        var digitCount = 0;
        var leading = true;
        var pointPosition = (point < 0 ? mantissa.Length : point) + exponent;
        foreach (var c in mantissa)
        {
            if (c == '.')
            {
                continue;
            }
            if (leading && c == '0')
            {
                pointPosition--;
                continue;
            }
            leading = false;
            digits[digitCount++] = (byte)c;
        }
        while (digitCount > 1 && digits[digitCount - 1] == '0')
        {
            digitCount--;
        }
        return Place(digits[..digitCount], pointPosition, negative, output);
    }

    // The value is 0.digits times ten to the power of pointPosition.
    private static int Place(ReadOnlySpan<byte> digits, int pointPosition, bool negative, Span<byte> output)
    {
        var at = 0;
        if (negative)
        {
            output[at++] = (byte)'-';
        }
        if (pointPosition is <= -6 or > 21)
        {
            output[at++] = digits[0];
            if (digits.Length > 1)
            {
                output[at++] = (byte)'.';
                digits[1..].CopyTo(output[at..]);
                at += digits.Length - 1;
            }
            output[at++] = (byte)'e';
            var exponent = pointPosition - 1;
            output[at++] = exponent < 0 ? (byte)'-' : (byte)'+';
            // encoding/json drops the leading zero of a negative exponent only; positive ones start at 21.
            Math.Abs(exponent).TryFormat(output[at..], out var length, default, CultureInfo.InvariantCulture);
            return at + length;
        }
        if (pointPosition <= 0)
        {
            output[at++] = (byte)'0';
            output[at++] = (byte)'.';
            for (var i = pointPosition; i < 0; i++)
            {
                output[at++] = (byte)'0';
            }
            digits.CopyTo(output[at..]);
            return at + digits.Length;
        }
        for (var i = 0; i < Math.Max(digits.Length, pointPosition); i++)
        {
            if (i == pointPosition)
            {
                output[at++] = (byte)'.';
            }
            output[at++] = i < digits.Length ? digits[i] : (byte)'0';
        }
        return at;
    }
}
