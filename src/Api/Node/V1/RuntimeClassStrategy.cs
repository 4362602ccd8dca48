namespace Navarch.Api.Node.V1;

/// <summary>The rules of RuntimeClass.</summary>
public sealed class RuntimeClassStrategy : ResourceStrategy<RuntimeClass>
{
    /// <inheritdoc/>
    public override bool AllowsUnconditionalUpdate => false;

    /// <inheritdoc/>
    public override IReadOnlyList<TableColumn> Columns { get; } =
    [
        TableColumn.ObjectName,
        Cells.Of<RuntimeClass>("Handler", "The handler of the container runtime.", static o => o.Handler),
        TableColumn.Age,
    ];
}
