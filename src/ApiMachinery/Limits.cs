namespace Navarch.ApiMachinery;

/// <summary>The bounds of this component, each with its reason.</summary>
public static class Limits
{
    /// <summary>
    /// How deep JSON, YAML and protobuf input may nest. Upstream's scanner stops at 10,000; documents are walked by
    /// recursion, so the bound keeps the deepest one well inside of a 1.5 MB thread stack. Real objects stay below 100.
    /// </summary>
    public const int MaxDepth = 1000;

    /// <summary>How many strict-decoding errors are kept (upstream's bound).</summary>
    public const int MaxStrictErrors = 100;

    /// <summary>Slots of the pool of repeated strings; a power of two.</summary>
    public const int StringPoolSlots = 8192;

    /// <summary>The longest string, in UTF-8 bytes, that the pool keeps: label keys and enum values fit, unique ids need not.</summary>
    public const int LongestPooledString = 35;

    /// <summary>How many nodes the anchors of one YAML document may expand to beyond its own (billion laughs).</summary>
    public const int MaxYamlAliasExpansion = 100_000;

    /// <summary>How many digits a quantity may have, as a bound on the arithmetic that a request can ask for.</summary>
    public const int MaxQuantityDigits = 256;
}
