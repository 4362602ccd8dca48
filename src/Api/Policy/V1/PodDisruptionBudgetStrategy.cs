namespace Navarch.Api.Policy.V1;

/// <summary>The rules of PodDisruptionBudget.</summary>
public sealed class PodDisruptionBudgetStrategy : ResourceStrategy<PodDisruptionBudget>
{
    /// <inheritdoc/>
    public override bool AllowsUnconditionalUpdate => false;
}
