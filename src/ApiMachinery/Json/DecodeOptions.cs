namespace Navarch.ApiMachinery.Json;

/// <summary>How to decode.</summary>
public sealed class DecodeOptions
{
    /// <summary>Decodes without collecting strict errors.</summary>
    public static DecodeOptions Default { get; } = new();

    /// <summary>
    /// Where unknown and duplicate fields are reported, as <c>unknown field "spec.foo"</c> (fieldValidation Warn and Strict);
    /// null: not reported (Ignore). Either way unknown fields are dropped and the last of duplicates wins.
    /// </summary>
    public IList<string>? StrictErrors { get; init; }
}
