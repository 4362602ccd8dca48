using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace Navarch.ApiMachinery.Documents;

/// <summary>The notation in which a quantity was written, and is written again.</summary>
public enum QuantityFormat : byte
{
    /// <summary>Suffixes of powers of ten: n, u, m, k, M, G, T, P, E.</summary>
    DecimalSI,

    /// <summary>Suffixes of powers of 1024: Ki, Mi, Gi, Ti, Pi, Ei.</summary>
    BinarySI,

    /// <summary>An exponent of ten: 1e3.</summary>
    DecimalExponent,
}

/// <summary>
/// A fixed-point number with a suffix, such as 500m, 2Gi or 1e3; never finer than a nano unit. An immutable value:
/// a 64-bit mantissa and a power of ten, and a big integer only where 64 bits don't do. default is 0.
/// </summary>
public readonly struct Quantity : IEquatable<Quantity>, IComparable<Quantity>
{
    /// <summary>What upstream says about text of the wrong shape.</summary>
    public const string FormatError = "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";

    private readonly long _value;
    private readonly object? _big; // a boxed BigInteger instead of _value
    private readonly short _scale;
    private readonly QuantityFormat _format;

    internal Quantity(long value, int scale, QuantityFormat format)
    {
        _value = value;
        _scale = (short)scale;
        _format = format;
    }

    internal Quantity(BigInteger value, int scale, QuantityFormat format)
    {
        _scale = (short)scale;
        _format = format;
        if (value >= long.MinValue && value <= long.MaxValue)
        {
            _value = (long)value;
        }
        else
        {
            _big = value;
        }
    }

    /// <summary>Zero.</summary>
    public static Quantity Zero => default;

    /// <summary>A whole number.</summary>
    public static Quantity FromLong(long value, QuantityFormat format = QuantityFormat.DecimalSI) => new(value, 0, format);

    /// <summary>A number of thousandths, such as millicores of a CPU.</summary>
    public static Quantity FromMilli(long thousandths, QuantityFormat format = QuantityFormat.DecimalSI) => new(thousandths, -3, format);

    /// <summary>A number of bytes, written with binary suffixes.</summary>
    public static Quantity FromBytes(long bytes) => new(bytes, 0, QuantityFormat.BinarySI);

    /// <summary>Reads a quantity.</summary>
    /// <exception cref="FormatException">The text is not a quantity; the message is upstream's.</exception>
    public static Quantity Parse(string text) => QuantityText.TryParse(text, out var quantity, out var error) ? quantity : throw new FormatException(error);

    /// <summary>Reads a quantity; false when the text is not one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Quantity quantity)
    {
        quantity = default;
        return text is not null && QuantityText.TryParse(text, out quantity, out _);
    }

    /// <summary>Reads a quantity; false, with upstream's words, when the text is not one.</summary>
    public static bool TryParse(string text, out Quantity quantity, [NotNullWhen(false)] out string? error) => QuantityText.TryParse(text, out quantity, out error);

    /// <summary>The canonical text of a quantity; false, with upstream's words, when the text is not one.</summary>
    public static bool TryCanonicalize(string text, [NotNullWhen(true)] out string? canonical, [NotNullWhen(false)] out string? error)
    {
        canonical = null;
        if (!QuantityText.TryParse(text, out var quantity, out error))
        {
            return false;
        }
        canonical = QuantityText.Format(quantity, text);
        return true;
    }

    /// <summary>The notation.</summary>
    public QuantityFormat Format => _format;

    /// <summary>True when zero.</summary>
    public bool IsZero => _big is null && _value == 0;

    /// <summary>-1, 0 or 1.</summary>
    public int Sign => _big is null ? Math.Sign(_value) : Mantissa.Sign;

    internal BigInteger Mantissa => _big is null ? _value : (BigInteger)_big;

    internal bool IsSmall => _big is null;

    internal long SmallMantissa => _value;

    internal int Scale => _scale;

    /// <summary>The number in whole units, rounded away from zero, at most what 64 bits hold.</summary>
    public long Value => ScaledValue(0);

    /// <summary>The number in thousandths, rounded away from zero, at most what 64 bits hold.</summary>
    public long MilliValue => ScaledValue(-3);

    /// <summary>The number in units of ten to the power of <paramref name="scale"/>, rounded away from zero, at most what 64 bits hold.</summary>
    public long ScaledValue(int scale)
    {
        if (_big is null && _scale == scale)
        {
            return _value;
        }
        var scaled = ToScale(scale, out _);
        return scaled > long.MaxValue ? long.MaxValue : scaled < long.MinValue ? long.MinValue : (long)scaled;
    }

    /// <summary>The nearest floating-point number.</summary>
    public double ToDouble() => (_big is null ? _value : (double)Mantissa) * Math.Pow(10, _scale);

    internal BigInteger ToScale(int scale, out bool exact)
    {
        exact = true;
        var difference = _scale - scale;
        if (difference >= 0)
        {
            return Mantissa * BigInteger.Pow(10, difference);
        }
        var quotient = BigInteger.DivRem(Mantissa, BigInteger.Pow(10, -difference), out var remainder);
        exact = remainder.IsZero;
        return exact ? quotient : quotient + remainder.Sign;
    }

    /// <summary>The number rounded away from zero to a multiple of ten to the power of <paramref name="scale"/> (-3: thousandths).</summary>
    public Quantity RoundUp(int scale) => _scale >= scale ? this : new Quantity(ToScale(scale, out _), scale, _format);

    /// <summary>The sum, in the notation of the left side unless that is zero.</summary>
    public static Quantity operator +(Quantity left, Quantity right)
    {
        var format = left.IsZero ? right._format : left._format;
        if (left._big is null && right._big is null && left._scale == right._scale)
        {
            var sum = unchecked(left._value + right._value);
            if (((left._value ^ sum) & (right._value ^ sum)) >= 0)
            {
                return new Quantity(sum, left._scale, format);
            }
        }
        int scale = Math.Min(left._scale, right._scale);
        return new Quantity(left.ToScale(scale, out _) + right.ToScale(scale, out _), scale, format);
    }

    /// <summary>The difference, in the notation of the left side unless that is zero.</summary>
    public static Quantity operator -(Quantity left, Quantity right) => left + -right;

    /// <summary>The negated number.</summary>
    public static Quantity operator -(Quantity quantity) => quantity._big is null && quantity._value != long.MinValue
        ? new Quantity(-quantity._value, quantity._scale, quantity._format)
        : new Quantity(-quantity.Mantissa, quantity._scale, quantity._format);

    /// <summary>The product with a whole number.</summary>
    public static Quantity operator *(Quantity quantity, long factor) => new(quantity.Mantissa * factor, quantity._scale, quantity._format);

    /// <summary>The sum.</summary>
    public Quantity Add(Quantity other) => this + other;

    /// <summary>The difference.</summary>
    public Quantity Subtract(Quantity other) => this - other;

    /// <summary>The negated number.</summary>
    public Quantity Negate() => -this;

    /// <summary>The product with a whole number.</summary>
    public Quantity Multiply(long factor) => this * factor;

    /// <inheritdoc/>
    public int CompareTo(Quantity other)
    {
        var difference = _scale - other._scale;
        if (_big is null && other._big is null && difference is >= -18 and <= 18)
        {
            Int128 left = _value, right = other._value;
            if (difference > 0)
            {
                left *= (Int128)(long)Math.Pow(10, difference);
            }
            else if (difference < 0)
            {
                right *= (Int128)(long)Math.Pow(10, -difference);
            }
            return left.CompareTo(right);
        }
        int scale = Math.Min(_scale, other._scale);
        return ToScale(scale, out _).CompareTo(other.ToScale(scale, out _));
    }

    /// <summary>True when both are the same number, whatever the notation.</summary>
    public bool Equals(Quantity other) => CompareTo(other) == 0;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Quantity other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => ToScale(QuantityText.FinestScale, out _).GetHashCode();

    /// <summary>True when both are the same number.</summary>
    public static bool operator ==(Quantity left, Quantity right) => left.CompareTo(right) == 0;

    /// <summary>True when the numbers differ.</summary>
    public static bool operator !=(Quantity left, Quantity right) => left.CompareTo(right) != 0;

    /// <summary>True when the left number is smaller.</summary>
    public static bool operator <(Quantity left, Quantity right) => left.CompareTo(right) < 0;

    /// <summary>True when the left number is smaller or the same.</summary>
    public static bool operator <=(Quantity left, Quantity right) => left.CompareTo(right) <= 0;

    /// <summary>True when the left number is greater.</summary>
    public static bool operator >(Quantity left, Quantity right) => left.CompareTo(right) > 0;

    /// <summary>True when the left number is greater or the same.</summary>
    public static bool operator >=(Quantity left, Quantity right) => left.CompareTo(right) >= 0;

    /// <summary>The canonical text.</summary>
    public override string ToString() => QuantityText.Format(this, null);
}
