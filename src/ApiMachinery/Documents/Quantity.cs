namespace Navarch.ApiMachinery.Documents;

/// <summary>A fixed-point number with a suffix, such as 500m, 2Gi or 1e3.</summary>
public readonly struct Quantity
{
    private readonly string? _text;

    private Quantity(string text) => _text = text;

    /// <summary>Reads a quantity.</summary>
    public static Quantity Parse(string text) => new(text);

    /// <inheritdoc/>
    public override string ToString() => _text ?? "0";
}
