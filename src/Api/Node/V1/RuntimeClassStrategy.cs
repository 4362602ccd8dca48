namespace Navarch.Api.Node.V1;

/// <summary>The rules of RuntimeClass.</summary>
public sealed class RuntimeClassStrategy : ResourceStrategy<RuntimeClass>
{
    /// <inheritdoc/>
    public override bool AllowsUnconditionalUpdate => false;
}
