namespace Navarch.Api.Core.V1;

/// <summary>The rules of PersistentVolume.</summary>
public sealed class PersistentVolumeStrategy : ResourceStrategy<PersistentVolume>
{
    /// <inheritdoc/>
    public override void SetDefaults(KubernetesObject obj)
    {
        var volume = (PersistentVolume)obj;
        var spec = volume.Spec;
        if (volume.Status.Phase.Length == 0)
        {
            volume.Status.Phase = "Pending";
        }
        if (spec.PersistentVolumeReclaimPolicy.Length == 0)
        {
            spec.PersistentVolumeReclaimPolicy = "Retain";
        }
        spec.VolumeMode ??= "Filesystem";
        spec.Capacity = QuantityDefaults.Rounded(spec.Capacity);
        if (spec.HostPath is { } hostPath)
        {
            hostPath.Type ??= "";
        }
        if (spec.Iscsi is { IscsiInterface.Length: 0 } iscsi)
        {
            iscsi.IscsiInterface = "default";
        }
        if (spec.AzureDisk is { } azure)
        {
            VolumeDefaults.SetAzureDisk(azure);
        }
        if (spec.Rbd is { } rbd)
        {
            rbd.Pool = rbd.Pool.Length == 0 ? "rbd" : rbd.Pool;
            rbd.User = rbd.User.Length == 0 ? "admin" : rbd.User;
            rbd.Keyring = rbd.Keyring.Length == 0 ? "/etc/ceph/keyring" : rbd.Keyring;
        }
        if (spec.ScaleIO is { } scaleIO)
        {
            scaleIO.StorageMode = scaleIO.StorageMode.Length == 0 ? "ThinProvisioned" : scaleIO.StorageMode;
            scaleIO.FsType = scaleIO.FsType.Length == 0 ? "xfs" : scaleIO.FsType;
        }
    }

    /// <inheritdoc/>
    public override void PrepareForCreate(KubernetesObject obj) => ((PersistentVolume)obj).Status = new PersistentVolumeStatus { Phase = "Pending" };

    /// <inheritdoc/>
    public override IReadOnlyList<TableColumn> Columns => VolumeColumns.Volumes;
}
