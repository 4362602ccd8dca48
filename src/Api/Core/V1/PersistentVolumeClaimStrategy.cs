using Navarch.ApiMachinery.Documents;

namespace Navarch.Api.Core.V1;

/// <summary>The rules of PersistentVolumeClaim.</summary>
public sealed class PersistentVolumeClaimStrategy : ResourceStrategy<PersistentVolumeClaim>
{
    /// <inheritdoc/>
    public override void SetDefaults(KubernetesObject obj)
    {
        var claim = (PersistentVolumeClaim)obj;
        VolumeDefaults.SetClaim(claim.Spec);
        if (claim.Status.Phase.Length == 0)
        {
            claim.Status.Phase = "Pending";
        }
    }

    /// <inheritdoc/>
    public override void PrepareForCreate(KubernetesObject obj)
    {
        var claim = (PersistentVolumeClaim)obj;
        claim.Status = new PersistentVolumeClaimStatus { Phase = "Pending" };
        // dataSource knows two kinds; another is dropped in silence, as it was before dataSourceRef came.
        if (claim.Spec.DataSource is { } given
            && !(string.IsNullOrEmpty(given.ApiGroup) ? given.Kind == "PersistentVolumeClaim" : given is { ApiGroup: "snapshot.storage.k8s.io", Kind: "VolumeSnapshot" }))
        {
            claim.Spec.DataSource = null;
        }
        // dataSourceRef took the place of dataSource; each is shown where either was given.
        if (claim.Spec.DataSource is { } source && claim.Spec.DataSourceRef is null)
        {
            claim.Spec.DataSourceRef = new TypedObjectReference { ApiGroup = source.ApiGroup, Kind = source.Kind, Name = source.Name };
        }
        else if (claim.Spec.DataSourceRef is { } reference && claim.Spec.DataSource is null && string.IsNullOrEmpty(reference.Namespace)
            && (string.IsNullOrEmpty(reference.ApiGroup) ? reference.Kind == "PersistentVolumeClaim" : reference is { ApiGroup: "snapshot.storage.k8s.io", Kind: "VolumeSnapshot" }))
        {
            claim.Spec.DataSource = new TypedLocalObjectReference { ApiGroup = reference.ApiGroup, Kind = reference.Kind, Name = reference.Name };
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TableColumn> Columns => VolumeColumns.Claims;
}
