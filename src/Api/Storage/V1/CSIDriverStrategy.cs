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
}
