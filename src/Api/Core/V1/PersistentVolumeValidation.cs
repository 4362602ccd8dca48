using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Fields;
using Navarch.ApiMachinery.Validation;

namespace Navarch.Api.Core.V1;

/// <summary>The rules for PersistentVolumes.</summary>
internal static class PersistentVolumeValidation
{
    private static readonly string[] Sources =
    [
        "hostPath", "gcePersistentDisk", "awsElasticBlockStore", "glusterfs", "flocker", "nfs", "rbd", "quobyte", "cephfs", "iscsi", "cinder", "fc",
        "flexVolume", "azureFile", "vsphereVolume", "photonPersistentDisk", "portworxVolume", "azureDisk", "scaleIO", "local", "storageos", "csi",
    ];

    public static void Validate(PersistentVolume volume, FieldErrorList errors)
    {
        var (spec, path) = (volume.Spec, FieldPath.Spec);
        if (spec.AccessModes.Count == 0)
        {
            errors.Required(path.Child("accessModes"));
        }
        foreach (var mode in spec.AccessModes)
        {
            Check.OneOf(errors, path.Child("accessModes"), mode, PersistentVolumeClaimValidation.AccessModes);
        }
        if (spec.AccessModes.Count > 1 && spec.AccessModes.Contains("ReadWriteOncePod"))
        {
            errors.Forbidden(path.Child("accessModes"), "may not use ReadWriteOncePod with other access modes");
        }
        if (spec.Capacity.Count == 0)
        {
            errors.Required(path.Child("capacity"));
        }
        if (!spec.Capacity.ContainsKey("storage") || spec.Capacity.Count > 1)
        {
            errors.NotSupported(path.Child("capacity"), spec["capacity"], "storage");
        }
        foreach (var (name, amount) in spec.Capacity)
        {
            if (amount.Sign <= 0)
            {
                errors.Invalid(path.Child("capacity").Key(name), amount, "must be greater than zero");
            }
        }
        if (spec.PersistentVolumeReclaimPolicy.Length > 0)
        {
            Check.OneOf(errors, path.Child("persistentVolumeReclaimPolicy"), spec.PersistentVolumeReclaimPolicy, "Delete", "Recycle", "Retain");
        }
        ValidateSource(errors, spec, path);
        if (spec.HostPath?.Path == "/" && spec.PersistentVolumeReclaimPolicy == "Recycle")
        {
            errors.Forbidden(path.Child("persistentVolumeReclaimPolicy"), "may not be 'recycle' for a hostPath mount of '/'");
        }
        if (spec.StorageClassName.Length > 0)
        {
            errors.AddInvalid(path.Child("storageClassName"), spec.StorageClassName, Formats.IsDns1123Subdomain(spec.StorageClassName));
        }
        Check.OneOf(errors, path.Child("volumeMode"), spec.VolumeMode, "Block", "Filesystem");
        if (spec.NodeAffinity is { } affinity)
        {
            if (affinity.Required is null)
            {
                errors.Required(path.Child("nodeAffinity", "required"), "must specify required node constraints");
            }
            else
            {
                NodeSelectionValidation.ValidateNodeSelector(errors, affinity.Required, path.Child("nodeAffinity", "required"));
            }
        }
        else if (spec.Local is not null)
        {
            errors.Required(path.Child("nodeAffinity"), "Local volume requires node affinity");
        }
    }

    private static void ValidateSource(FieldErrorList errors, PersistentVolumeSpec spec, FieldPath path)
    {
        var count = 0;
        foreach (var source in Sources)
        {
            if (spec[source] is null)
            {
                continue;
            }
            var at = path.Child(source);
            if (count++ > 0)
            {
                errors.Forbidden(at, "may not specify more than 1 volume type");
                continue;
            }
            switch (source)
            {
                case "hostPath":
                    VolumeValidation.ValidateHostPath(errors, spec.HostPath!, at);
                    break;
                case "nfs":
                    VolumeValidation.ValidateNfs(errors, spec.Nfs!, at);
                    break;
                case "local":
                    Check.NotEmpty(errors, at.Child("path"), spec.Local!.Path);
                    break;
                case "csi":
                    Check.NotEmpty(errors, at.Child("driver"), spec.Csi!["driver"] as string);
                    Check.NotEmpty(errors, at.Child("volumeHandle"), spec.Csi["volumeHandle"] as string);
                    break;
            }
        }
        if (count == 0)
        {
            errors.Required(path, "must specify a volume type");
        }
    }

    public static void ValidateUpdate(PersistentVolume volume, PersistentVolume old, FieldErrorList errors)
    {
        foreach (var source in Sources)
        {
            if (!DocNode.DeepEquals(volume.Spec[source], old.Spec[source]))
            {
                errors.Forbidden(FieldPath.Spec.Child("persistentvolumesource"),
                    $"spec.persistentvolumesource is immutable after creation\n{Check.Differences(volume.Spec, old.Spec)}");
                break;
            }
        }
        Check.Unchanged(errors, new FieldPath("volumeMode"), volume.Spec.VolumeMode, old.Spec.VolumeMode);
        if (old.Spec.NodeAffinity is not null)
        {
            Check.Unchanged(errors, new FieldPath("nodeAffinity"), volume.Spec.NodeAffinity, old.Spec.NodeAffinity);
        }
    }
}
