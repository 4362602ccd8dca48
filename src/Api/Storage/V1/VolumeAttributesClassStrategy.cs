namespace Navarch.Api.Storage.V1;

/// <summary>The rules of VolumeAttributesClass.</summary>
public sealed class VolumeAttributesClassStrategy : ResourceStrategy<VolumeAttributesClass>
{
    /// <inheritdoc/>
    public override IReadOnlyList<TableColumn> Columns { get; } =
    [
        TableColumn.ObjectName,
        Cells.Of<VolumeAttributesClass>("DriverName", "Whose class it is.", static o => o.DriverName),
        TableColumn.Age,
    ];
}
