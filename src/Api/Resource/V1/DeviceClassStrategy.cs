namespace Navarch.Api.Resource.V1;

/// <summary>The rules of DeviceClass.</summary>
public sealed class DeviceClassStrategy : ResourceStrategy<DeviceClass>
{
    /// <inheritdoc/>
    public override IReadOnlyList<TableColumn> Columns { get; } =
    [
        TableColumn.ObjectName,
        TableColumn.Age,
    ];
}
