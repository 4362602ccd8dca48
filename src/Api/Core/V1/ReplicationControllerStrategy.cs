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
}
