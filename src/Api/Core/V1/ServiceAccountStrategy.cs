namespace Navarch.Api.Core.V1;

/// <summary>The rules of ServiceAccount.</summary>
public sealed class ServiceAccountStrategy : ResourceStrategy<ServiceAccount>
{
    /// <inheritdoc/>
    public override IReadOnlyList<TableColumn> Columns { get; } =
    [
        TableColumn.ObjectName,
        TableColumn.Age,
    ];
}
