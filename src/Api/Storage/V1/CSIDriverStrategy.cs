namespace Navarch.Api.Storage.V1;

/// <summary>The rules of CSIDriver.</summary>
public sealed class CSIDriverStrategy : ResourceStrategy<CSIDriver>
{
    /// <inheritdoc/>
    public override bool AllowsUnconditionalUpdate => false;

    /// <inheritdoc/>
    public override void SetDefaults(KubernetesObject obj)
    {
        var spec = ((CSIDriver)obj).Spec;
        spec.AttachRequired ??= true;
        spec.PodInfoOnMount ??= false;
        spec.StorageCapacity ??= false;
        spec.FsGroupPolicy ??= "ReadWriteOnceWithFSType";
        if (spec.VolumeLifecycleModes.Count == 0)
        {
            spec.VolumeLifecycleModes = ["Persistent"];
        }
        spec.RequiresRepublish ??= false;
        spec.SeLinuxMount ??= false;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TableColumn> Columns { get; } =
    [
        TableColumn.ObjectName,
        Cells.Of<CSIDriver>("AttachRequired", "Whether volumes are attached first.", static o => o.Spec.AttachRequired ?? true, type: "boolean"),
        Cells.Of<CSIDriver>("PodInfoOnMount", "Whether the driver learns of the pod.", static o => o.Spec.PodInfoOnMount ?? false, type: "boolean"),
        Cells.Of<CSIDriver>("StorageCapacity", "Whether the scheduler looks at free capacity.", static o => o.Spec.StorageCapacity ?? false, type: "boolean"),
        Cells.Of<CSIDriver>("TokenRequests", "The audiences of tokens that it gets.", static o => Cells.OrUnset(string.Join(',', o.Spec.TokenRequests.Select(t => t.Audience)))),
        Cells.Of<CSIDriver>("RequiresRepublish", "Whether volumes are published again and again.", static o => o.Spec.RequiresRepublish ?? false, type: "boolean"),
        Cells.Of<CSIDriver>("Modes", "The life cycles that it knows.", static o => Cells.OrNone(string.Join(',', o.Spec.VolumeLifecycleModes))),
        TableColumn.Age,
    ];
}
