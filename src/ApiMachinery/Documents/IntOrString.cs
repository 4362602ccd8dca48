using System.Globalization;

namespace Navarch.ApiMachinery.Documents;

/// <summary>A value that is a 32-bit integer or a string, such as a port or a percentage.</summary>
public readonly record struct IntOrString
{
    private readonly string? _string;
    private readonly int _int;

    /// <summary>An integer.</summary>
    public IntOrString(int value) => _int = value;

    /// <summary>A string.</summary>
    public IntOrString(string value) => _string = value;

    /// <summary>True when it is a string.</summary>
    public bool IsString => _string is not null;

    /// <summary>The integer; 0 for a string.</summary>
    public int IntValue => _int;

    /// <summary>The string; null for an integer.</summary>
    public string? StringValue => _string;

    /// <summary>An integer.</summary>
    public static implicit operator IntOrString(int value) => new(value);

    /// <summary>A string.</summary>
    public static implicit operator IntOrString(string value) => new(value);

    internal object ToDocumentValue() => _string is not null ? _string : Scalars.Box(_int);

    /// <summary>
    /// The value out of <paramref name="total"/>: an integer as it is, "25%" as that share of the total.
    /// </summary>
    /// <exception cref="FormatException">The string is not a percentage.</exception>
    public int Scaled(int total, bool roundUp)
    {
        if (_string is null)
        {
            return _int;
        }
        if (!_string.EndsWith('%') || !int.TryParse(_string.AsSpan(0, _string.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var percent))
        {
            throw new FormatException($"invalid value for IntOrString: invalid type: string is not a percentage: \"{_string}\"");
        }
        var exact = (double)percent * total / 100;
        return (int)(roundUp ? Math.Ceiling(exact) : Math.Floor(exact));
    }

    /// <inheritdoc/>
    public override string ToString() => _string ?? _int.ToString(CultureInfo.InvariantCulture);
}
