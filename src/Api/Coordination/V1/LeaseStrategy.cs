namespace Navarch.Api.Coordination.V1;

/// <summary>The rules of Lease.</summary>
public sealed class LeaseStrategy : ResourceStrategy<Lease>
{
    /// <inheritdoc/>
    public override bool AllowsCreateOnUpdate => true;

    /// <inheritdoc/>
    public override bool AllowsUnconditionalUpdate => false;

    /// <inheritdoc/>
    public override IReadOnlyList<TableColumn> Columns { get; } =
    [
        TableColumn.ObjectName,
        Cells.Of<Lease>("Holder", "Who holds it.", static o => o.Spec.HolderIdentity ?? ""),
        TableColumn.Age,
    ];
}
