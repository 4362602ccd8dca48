namespace Navarch.Api.Storage.V1;

/// <summary>The rules of CSINode.</summary>
public sealed class CSINodeStrategy : ResourceStrategy<CSINode>
{
    /// <inheritdoc/>
    public override bool AllowsUnconditionalUpdate => false;

    /// <inheritdoc/>
    public override IReadOnlyList<TableColumn> Columns { get; } =
    [
        TableColumn.ObjectName,
        Cells.Of<CSINode>("Drivers", "How many drivers the node has.", static o => (long)o.Spec.Drivers.Count, type: "integer"),
        TableColumn.Age,
    ];
}
