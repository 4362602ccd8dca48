namespace Navarch.Api.Policy.V1;

/// <summary>The rules of PodDisruptionBudget.</summary>
public sealed class PodDisruptionBudgetStrategy : ResourceStrategy<PodDisruptionBudget>
{
    /// <inheritdoc/>
    public override bool AllowsUnconditionalUpdate => false;

    /// <inheritdoc/>
    public override IReadOnlyList<TableColumn> Columns { get; } =
    [
        TableColumn.ObjectName,
        Cells.Of<PodDisruptionBudget>("Min Available", "How many pods must stay.", static o => o.Spec.MinAvailable?.ToString() ?? "N/A"),
        Cells.Of<PodDisruptionBudget>("Max Unavailable", "How many pods may be missing.", static o => o.Spec.MaxUnavailable?.ToString() ?? "N/A"),
        Cells.Of<PodDisruptionBudget>("Allowed Disruptions", "How many more may be evicted now.", static o => (long)o.Status.DisruptionsAllowed, type: "integer"),
        TableColumn.Age,
    ];
}
