using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Fields;
using Navarch.ApiMachinery.Validation;

namespace Navarch.Api.Core.V1;

/// <summary>The rules for PersistentVolumeClaims and for claim templates.</summary>
internal static class PersistentVolumeClaimValidation
{
    internal static readonly string[] AccessModes = ["ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"];

    public static void Validate(PersistentVolumeClaim claim, FieldErrorList errors) => ValidateSpec(errors, claim.Spec, FieldPath.Spec);

    public static void ValidateSpec(FieldErrorList errors, PersistentVolumeClaimSpec spec, FieldPath path)
    {
        if (spec.AccessModes.Count == 0)
        {
            errors.Required(path.Child("accessModes"), "at least 1 access mode is required");
        }
        LabelSelectorValidation.Validate(errors, spec.Selector, path.Child("selector"));
        var once = false;
        var others = false;
        foreach (var mode in spec.AccessModes)
        {
            Check.OneOf(errors, path.Child("accessModes"), mode, AccessModes);
            once |= mode == "ReadWriteOncePod";
            others |= mode != "ReadWriteOncePod";
        }
        if (once && others)
        {
            errors.Forbidden(path.Child("accessModes"), "may not use ReadWriteOncePod with other access modes");
        }
        if (!spec.Resources.Requests.TryGetValue("storage", out var storage))
        {
            errors.Required(path.Child("resources").Key("storage"));
        }
        else if (storage.Sign <= 0)
        {
            errors.Invalid(path.Child("resources").Key("storage"), storage, "must be greater than zero");
        }
        if (spec.StorageClassName is { Length: > 0 } storageClass)
        {
            errors.AddInvalid(path.Child("storageClassName"), storageClass, Formats.IsDns1123Subdomain(storageClass));
        }
        Check.OneOf(errors, path.Child("volumeMode"), spec.VolumeMode, "Block", "Filesystem");
        if (spec.DataSource is { } source)
        {
            Check.NotEmpty(errors, path.Child("dataSource").Child("name"), source.Name);
            Check.NotEmpty(errors, path.Child("dataSource").Child("kind"), source.Kind);
            if (string.IsNullOrEmpty(source.ApiGroup) && source.Kind != "PersistentVolumeClaim")
            {
                errors.Invalid(path.Child("dataSource"), source.Kind, "must be 'PersistentVolumeClaim' when referencing the default apiGroup");
            }
        }
        if (spec.DataSourceRef is { } reference)
        {
            Check.NotEmpty(errors, path.Child("dataSourceRef").Child("name"), reference.Name);
            Check.NotEmpty(errors, path.Child("dataSourceRef").Child("kind"), reference.Kind);
            if (string.IsNullOrEmpty(reference.ApiGroup) && reference.Kind != "PersistentVolumeClaim")
            {
                errors.Invalid(path.Child("dataSourceRef"), reference.Kind, "must be 'PersistentVolumeClaim' when referencing the default apiGroup");
            }
        }
    }

    public static void ValidateUpdate(PersistentVolumeClaim claim, PersistentVolumeClaim old, FieldErrorList errors)
    {
        var munged = (PersistentVolumeClaimSpec)claim.Spec.DeepClone();
        if (munged.VolumeName.Length > 0 && old.Spec.VolumeName.Length == 0)
        {
            munged.VolumeName = "";
        }
        if (munged.StorageClassName is not null && old.Spec.StorageClassName is null)
        {
            munged.StorageClassName = null;
        }
        var bound = old.Status.Phase == "Bound";
        if (bound)
        {
            munged["resources"] = DocNode.CloneValue(old.Spec["resources"]);
        }
        munged["volumeAttributesClassName"] = old.Spec["volumeAttributesClassName"];
        if (!DocNode.DeepEquals(munged, old.Spec))
        {
            errors.Forbidden(FieldPath.Spec, "spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims\n"
                + Check.Differences(munged, old.Spec));
        }
        if (bound && claim.Spec.Resources.Requests.TryGetValue("storage", out var size) && old.Spec.Resources.Requests.TryGetValue("storage", out var before)
            && size < before)
        {
            errors.Forbidden(FieldPath.Spec.Child("resources").Child("requests").Child("storage"), "field can not be less than previous value");
        }
        Check.Unchanged(errors, FieldPath.Spec.Child("volumeMode"), claim.Spec.VolumeMode, old.Spec.VolumeMode);
    }
}
