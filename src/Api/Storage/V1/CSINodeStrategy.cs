namespace Navarch.Api.Storage.V1;

/// <summary>The rules of CSINode.</summary>
public sealed class CSINodeStrategy : ResourceStrategy<CSINode>
{
    /// <inheritdoc/>
    public override bool AllowsUnconditionalUpdate => false;
}
