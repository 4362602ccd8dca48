namespace Navarch.Api.Storage.V1;

/// <summary>The rules of VolumeAttachment.</summary>
public sealed class VolumeAttachmentStrategy : ResourceStrategy<VolumeAttachment>
{
    /// <inheritdoc/>
    public override bool AllowsUnconditionalUpdate => false;

    /// <inheritdoc/>
    public override IReadOnlyList<TableColumn> Columns { get; } =
    [
        TableColumn.ObjectName,
        Cells.Of<VolumeAttachment>("Attacher", "Who attaches.", static o => o.Spec.Attacher) with { Format = "name" },
        Cells.Of<VolumeAttachment>("PV", "The volume.", static o => o.Spec.Source.PersistentVolumeName ?? ""),
        Cells.Of<VolumeAttachment>("Node", "The node.", static o => o.Spec.NodeName),
        Cells.Of<VolumeAttachment>("Attached", "Whether it is attached.", static o => o.Status.Attached, type: "boolean"),
        TableColumn.Age,
    ];
}
