using System.Globalization;
using Navarch.Api.Core.V1;

namespace Navarch.Api.Apps.V1;

/// <summary>The rules of ReplicaSet.</summary>
public sealed class ReplicaSetStrategy : ResourceStrategy<ReplicaSet>
{
    /// <inheritdoc/>
    public override void SetDefaults(KubernetesObject obj)
    {
        var spec = ((ReplicaSet)obj).Spec;
        PodDefaults.SetTemplate(spec.Template);
        spec.Replicas ??= 1;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<SelectableField> SelectableFields { get; } =
    [
        new("status.replicas", static o => ((ReplicaSet)o).Status.Replicas.ToString(CultureInfo.InvariantCulture)),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<TableColumn> Columns { get; } =
    [
        TableColumn.ObjectName,
        Cells.Of<ReplicaSet>("Desired", "How many pods there should be.", static o => (long)(o.Spec.Replicas ?? 0), type: "integer"),
        Cells.Of<ReplicaSet>("Current", "How many there are.", static o => (long)o.Status.Replicas, type: "integer"),
        Cells.Of<ReplicaSet>("Ready", "How many are ready.", static o => (long)o.Status.ReadyReplicas, type: "integer"),
        TableColumn.Age,
        Cells.Of<ReplicaSet>("Containers", "The containers of its pods.", static o => Cells.ContainerNames(o.Spec.Template.Spec), wide: true),
        Cells.Of<ReplicaSet>("Images", "The images of its pods.", static o => Cells.ContainerImages(o.Spec.Template.Spec), wide: true),
        Cells.Of<ReplicaSet>("Selector", "The labels of its pods.", static o => Cells.Selector(o.Spec.Selector), wide: true),
    ];
}
