using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Fields;
using Navarch.ApiMachinery.Validation;

namespace Navarch.Api.Storage.V1;

/// <summary>The rules for the kinds of the storage group.</summary>
internal static class StorageValidation
{
    public static void Validate(StorageClass storageClass, FieldErrorList errors)
    {
        var path = new FieldPath("provisioner");
        if (storageClass.Provisioner.Length == 0)
        {
            errors.Required(path);
        }
        else
        {
            errors.AddInvalid(path, storageClass.Provisioner, Formats.IsQualifiedName(storageClass.Provisioner.ToLowerInvariant()));
        }
        if (storageClass.Parameters.Count > 512)
        {
            errors.TooLong(new FieldPath("parameters"), 512);
        }
        foreach (var key in storageClass.Parameters.Keys)
        {
            if (key.Length == 0)
            {
                errors.Invalid(new FieldPath("parameters"), key, "field can not be empty.");
            }
        }
        Check.OneOf(errors, new FieldPath("reclaimPolicy"), storageClass.ReclaimPolicy, "Delete", "Retain");
        if (storageClass.VolumeBindingMode is null)
        {
            errors.Required(new FieldPath("volumeBindingMode"));
        }
        else
        {
            Check.OneOf(errors, new FieldPath("volumeBindingMode"), storageClass.VolumeBindingMode, "Immediate", "WaitForFirstConsumer");
        }
    }

    public static void ValidateUpdate(StorageClass storageClass, StorageClass old, FieldErrorList errors)
    {
        if (!storageClass.Parameters.ContentEquals(old.Parameters))
        {
            errors.Forbidden(new FieldPath("parameters"), "updates to parameters are forbidden.");
        }
        Check.Unchanged(errors, new FieldPath("provisioner"), storageClass.Provisioner, old.Provisioner);
        Check.Unchanged(errors, new FieldPath("reclaimPolicy"), storageClass.ReclaimPolicy, old.ReclaimPolicy);
        Check.Unchanged(errors, new FieldPath("volumeBindingMode"), storageClass.VolumeBindingMode, old.VolumeBindingMode);
    }

    public static void Validate(VolumeAttachment attachment, FieldErrorList errors)
    {
        var (spec, path) = (attachment.Spec, FieldPath.Spec);
        ValidateDriverName(errors, spec.Attacher, path.Child("attacher"));
        var source = spec.Source;
        if (source.PersistentVolumeName is null && source.InlineVolumeSpec is null)
        {
            errors.Required(path.Child("source"), "must specify exactly one of inlineVolumeSpec and persistentVolumeName");
        }
        else if (source.PersistentVolumeName is not null && source.InlineVolumeSpec is not null)
        {
            errors.Forbidden(path.Child("source"), "must specify exactly one of inlineVolumeSpec and persistentVolumeName");
        }
        else if (source.PersistentVolumeName is { } name)
        {
            errors.AddInvalid(path.Child("source", "persistentVolumeName"), name, Formats.IsDns1123Subdomain(name));
        }
        errors.AddInvalid(path.Child("nodeName"), spec.NodeName, Formats.IsDns1123Subdomain(spec.NodeName));
    }

    public static void ValidateUpdate(VolumeAttachment attachment, VolumeAttachment old, FieldErrorList errors)
    {
        if (!DocNode.DeepEquals(attachment.Spec, old.Spec))
        {
            errors.Invalid(FieldPath.Spec, FieldErrorText.Internal(attachment.Spec), Check.Immutable);
        }
    }

    private static void ValidateDriverName(FieldErrorList errors, string name, FieldPath path)
    {
        if (name.Length == 0)
        {
            errors.Required(path);
            return;
        }
        if (name.Length > 63)
        {
            errors.TooLong(path, 63);
        }
        errors.AddInvalid(path, name, Formats.IsDns1123Subdomain(name.ToLowerInvariant()));
    }

    public static void Validate(CSIDriver driver, FieldErrorList errors)
    {
        var (spec, path) = (driver.Spec, FieldPath.Spec);
        if (driver.Metadata.Name.Length > 63)
        {
            errors.TooLong(new FieldPath("name"), 63);
        }
        if (spec.AttachRequired is null)
        {
            errors.Required(path.Child("attachedRequired"));
        }
        if (spec.PodInfoOnMount is null)
        {
            errors.Required(path.Child("podInfoOnMount"));
        }
        if (spec.StorageCapacity is null)
        {
            errors.Required(path.Child("storageCapacity"));
        }
        Check.OneOf(errors, path.Child("fsGroupPolicy"), spec.FsGroupPolicy, "File", "None", "ReadWriteOnceWithFSType");
        foreach (var mode in spec.VolumeLifecycleModes)
        {
            Check.OneOf(errors, path.Child("volumeLifecycleModes"), mode, "Persistent", "Ephemeral");
        }
        var audiences = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < spec.TokenRequests.Count; i++)
        {
            var (request, at) = (spec.TokenRequests[i], path.Child("tokenRequests").Index(i));
            if (!audiences.Add(request.Audience))
            {
                errors.Duplicate(at.Child("audience"), request.Audience);
            }
            if (request.ExpirationSeconds < 600)
            {
                errors.Invalid(at.Child("expirationSeconds"), request.ExpirationSeconds, "may not specify a duration less than 10 minutes");
            }
        }
    }

    public static void ValidateUpdate(CSIDriver driver, CSIDriver old, FieldErrorList errors)
    {
        Check.Unchanged(errors, FieldPath.Spec.Child("attachRequired"), driver.Spec["attachRequired"], old.Spec["attachRequired"]);
        Check.Unchanged(errors, FieldPath.Spec.Child("volumeLifecycleModes"), driver.Spec["volumeLifecycleModes"], old.Spec["volumeLifecycleModes"]);
    }

    public static void Validate(CSINode node, FieldErrorList errors)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < node.Spec.Drivers.Count; i++)
        {
            var (driver, path) = (node.Spec.Drivers[i], FieldPath.Spec.Child("drivers").Index(i));
            ValidateDriverName(errors, driver.Name, path.Child("name"));
            Check.NotEmpty(errors, path.Child("nodeID"), driver.NodeID);
            if (driver.NodeID.Length > 256)
            {
                errors.Invalid(path.Child("nodeID"), driver.NodeID, "must be 256 characters or less");
            }
            Check.NonNegative(errors, path.Child("allocatable", "count"), driver.Allocatable?.Count);
            if (!names.Add(driver.Name))
            {
                errors.Duplicate(path.Child("name"), driver.Name);
            }
            var keys = new HashSet<string>(StringComparer.Ordinal);
            foreach (var key in driver.TopologyKeys)
            {
                if (!keys.Add(key))
                {
                    errors.Duplicate(path.Child("topologyKeys"), key);
                }
                errors.AddInvalid(path.Child("topologyKeys"), key, Formats.IsQualifiedName(key));
            }
        }
    }
}
