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
}
