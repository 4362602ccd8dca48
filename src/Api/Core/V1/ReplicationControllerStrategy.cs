using System.Globalization;

namespace Navarch.Api.Core.V1;

/// <summary>The rules of ReplicationController.</summary>
public sealed class ReplicationControllerStrategy : ResourceStrategy<ReplicationController>
{
    /// <inheritdoc/>
    public override void SetDefaults(KubernetesObject obj)
    {
        var controller = (ReplicationController)obj;
        if (controller.Spec.Template is { } template)
        {
            PodDefaults.SetTemplate(template);
            if (template.Metadata.Labels.Count > 0)
            {
                controller.Spec.Selector = controller.Spec.Selector.Count == 0 ? template.Metadata.Labels : controller.Spec.Selector;
                controller.Metadata.Labels = controller.Metadata.Labels.Count == 0 ? template.Metadata.Labels : controller.Metadata.Labels;
            }
        }
        controller.Spec.Replicas ??= 1;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<SelectableField> SelectableFields { get; } =
    [
        new("status.replicas", static o => ((ReplicationController)o).Status.Replicas.ToString(CultureInfo.InvariantCulture)),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<TableColumn> Columns { get; } =
    [
        TableColumn.ObjectName,
        Cells.Of<ReplicationController>("Desired", "How many pods there should be.", static o => (long)(o.Spec.Replicas ?? 0), type: "integer"),
        Cells.Of<ReplicationController>("Current", "How many there are.", static o => (long)o.Status.Replicas, type: "integer"),
        Cells.Of<ReplicationController>("Ready", "How many are ready.", static o => (long)o.Status.ReadyReplicas, type: "integer"),
        TableColumn.Age,
        Cells.Of<ReplicationController>("Containers", "The containers of its pods.", static o => Cells.ContainerNames(o.Spec.Template?.Spec), wide: true),
        Cells.Of<ReplicationController>("Images", "The images of its pods.", static o => Cells.ContainerImages(o.Spec.Template?.Spec), wide: true),
        Cells.Of<ReplicationController>("Selector", "The labels of its pods.", static o => Cells.Labels(o.Spec.Selector), wide: true),
    ];
}
