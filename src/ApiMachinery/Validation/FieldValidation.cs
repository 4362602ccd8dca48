namespace Navarch.ApiMachinery.Validation;

/// <summary>What becomes of unknown and duplicate fields in a request (the query parameter fieldValidation).</summary>
public enum FieldValidation
{
    /// <summary>They are dropped in silence.</summary>
    Ignore,

    /// <summary>They are dropped with a warning; the default of requests.</summary>
    Warn,

    /// <summary>The request is refused.</summary>
    Strict,
}
