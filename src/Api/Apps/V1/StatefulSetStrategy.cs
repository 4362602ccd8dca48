using Navarch.Api.Core.V1;

namespace Navarch.Api.Apps.V1;

/// <summary>The rules of StatefulSet.</summary>
public sealed class StatefulSetStrategy : ResourceStrategy<StatefulSet>
{
    /// <inheritdoc/>
    public override void SetDefaults(KubernetesObject obj)
    {
        var spec = ((StatefulSet)obj).Spec;
        PodDefaults.SetTemplate(spec.Template);
        if (spec.PodManagementPolicy.Length == 0)
        {
            spec.PodManagementPolicy = "OrderedReady";
        }
        if (spec.UpdateStrategy.Type.Length == 0)
        {
            spec.UpdateStrategy.Type = "RollingUpdate";
        }
        if (spec.UpdateStrategy.Type == "RollingUpdate")
        {
            spec.UpdateStrategy.RollingUpdate ??= new RollingUpdateStatefulSetStrategy();
            spec.UpdateStrategy.RollingUpdate.Partition ??= 0;
        }
        var retention = spec.PersistentVolumeClaimRetentionPolicy ??= new StatefulSetPersistentVolumeClaimRetentionPolicy();
        retention.WhenDeleted = retention.WhenDeleted.Length == 0 ? "Retain" : retention.WhenDeleted;
        retention.WhenScaled = retention.WhenScaled.Length == 0 ? "Retain" : retention.WhenScaled;
        spec.Replicas ??= 1;
        spec.RevisionHistoryLimit ??= 10;
        foreach (var claim in spec.VolumeClaimTemplates)
        {
            claim.ApiVersion = "v1";
            claim.Kind = "PersistentVolumeClaim";
            VolumeDefaults.SetClaim(claim.Spec);
            if (claim.Status.Phase.Length == 0)
            {
                claim.Status.Phase = "Pending";
            }
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TableColumn> Columns { get; } =
    [
        TableColumn.ObjectName,
        Cells.Of<StatefulSet>("Ready", "How many pods are ready, of how many.", static o => $"{o.Status.ReadyReplicas}/{o.Spec.Replicas ?? 0}"),
        TableColumn.Age,
        Cells.Of<StatefulSet>("Containers", "The containers of its pods.", static o => Cells.ContainerNames(o.Spec.Template.Spec), wide: true),
        Cells.Of<StatefulSet>("Images", "The images of its pods.", static o => Cells.ContainerImages(o.Spec.Template.Spec), wide: true),
    ];
}
