namespace Navarch.ApiMachinery.Patches;

/// <summary>Why a patch could not be applied; decides the Status that upstream answers with.</summary>
public enum PatchFailure
{
    /// <summary>The patch is no patch: 400.</summary>
    Malformed,

    /// <summary>It does not apply to this object: 422 without details.</summary>
    NotApplicable,

    /// <summary>A value of the result has the wrong type: 422 on the field "patch".</summary>
    WrongType,

    /// <summary>Upstream answers with the bare message: 500 without reason.</summary>
    Unclassified,
}

/// <summary>A patch that could not be applied. The message is upstream's, for the client.</summary>
public sealed class PatchException(PatchFailure failure, string message) : Exception(message)
{
    /// <summary>Why.</summary>
    public PatchFailure Failure { get; } = failure;
}
