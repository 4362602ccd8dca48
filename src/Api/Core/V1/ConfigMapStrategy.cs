namespace Navarch.Api.Core.V1;

/// <summary>The rules of ConfigMap.</summary>
public sealed class ConfigMapStrategy : ResourceStrategy<ConfigMap>
{
    /// <inheritdoc/>
    public override IReadOnlyList<TableColumn> Columns { get; } =
    [
        TableColumn.ObjectName,
        Cells.Of<ConfigMap>("Data", "How many entries it has.", static o => (long)(o.Data.Count + o.BinaryData.Count)),
        TableColumn.Age,
    ];
}
