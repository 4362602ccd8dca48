namespace Navarch.Api.Storage.V1;

/// <summary>The rules of StorageClass.</summary>
public sealed class StorageClassStrategy : ResourceStrategy<StorageClass>
{
    /// <inheritdoc/>
    public override void SetDefaults(KubernetesObject obj)
    {
        var storageClass = (StorageClass)obj;
        storageClass.ReclaimPolicy ??= "Delete";
        storageClass.VolumeBindingMode ??= "Immediate";
    }
}
