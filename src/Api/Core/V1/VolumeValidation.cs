using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Fields;
using Navarch.ApiMachinery.Validation;

namespace Navarch.Api.Core.V1;

/// <summary>The rules for the volumes of a pod and of a PersistentVolume.</summary>
internal static class VolumeValidation
{
    private static readonly string[] Sources =
    [
        "emptyDir", "hostPath", "gitRepo", "gcePersistentDisk", "awsElasticBlockStore", "secret", "nfs", "iscsi", "glusterfs", "flocker",
        "persistentVolumeClaim", "rbd", "cinder", "cephfs", "quobyte", "downwardAPI", "fc", "flexVolume", "configMap", "azureFile", "vsphereVolume",
        "photonPersistentDisk", "portworxVolume", "azureDisk", "storageos", "projected", "scaleIO", "csi", "ephemeral", "image",
    ];

    private static readonly string[] DownwardFields =
    [
        "metadata.name", "metadata.namespace", "metadata.uid", "metadata.labels", "metadata.annotations",
    ];

    /// <summary>Checks volumes and returns those that are well named.</summary>
    public static Dictionary<string, Volume> ValidateVolumes(FieldErrorList errors, ListOf<Volume> volumes, FieldPath path)
    {
        var named = new Dictionary<string, Volume>(StringComparer.Ordinal);
        for (var i = 0; i < volumes.Count; i++)
        {
            var (volume, at) = (volumes[i], path.Index(i));
            if (volume.Name.Length == 0)
            {
                errors.Required(at.Child("name"));
            }
            else if (Formats.IsDns1123Label(volume.Name) is { Count: > 0 } messages)
            {
                errors.AddInvalid(at.Child("name"), volume.Name, messages);
            }
            if (named.ContainsKey(volume.Name))
            {
                errors.Duplicate(at.Child("name"), volume.Name);
            }
            ValidateSource(errors, volume, at);
            named.TryAdd(volume.Name, volume);
        }
        return named;
    }

    private static void ValidateSource(FieldErrorList errors, Volume volume, FieldPath path)
    {
        var count = 0;
        foreach (var source in Sources)
        {
            if (volume[source] is null)
            {
                continue;
            }
            if (count++ > 0)
            {
                errors.Forbidden(path.Child(source), "may not specify more than 1 volume type");
                continue;
            }
            ValidateKnownSource(errors, volume, source, path.Child(source));
        }
        if (count == 0)
        {
            errors.Required(path, "must specify a volume type");
        }
    }

    private static void ValidateKnownSource(FieldErrorList errors, Volume volume, string source, FieldPath path)
    {
        switch (source)
        {
            case "emptyDir":
                if (volume.EmptyDir!.SizeLimit is { Sign: < 0 })
                {
                    errors.Forbidden(path.Child("sizeLimit"), "SizeLimit field must be a valid resource quantity");
                }
                break;
            case "hostPath":
                ValidateHostPath(errors, volume.HostPath!, path);
                break;
            case "secret":
                Check.NotEmpty(errors, path.Child("secretName"), volume.Secret!.SecretName);
                ValidateMode(errors, volume.Secret.DefaultMode, path.Child("defaultMode"));
                ValidateItems(errors, volume.Secret.Items, path.Child("items"));
                break;
            case "configMap":
                Check.NotEmpty(errors, path.Child("name"), volume.ConfigMap!.Name);
                ValidateMode(errors, volume.ConfigMap.DefaultMode, path.Child("defaultMode"));
                ValidateItems(errors, volume.ConfigMap.Items, path.Child("items"));
                break;
            case "downwardAPI":
                ValidateMode(errors, volume.DownwardAPI!.DefaultMode, path.Child("defaultMode"));
                ValidateDownwardItems(errors, volume.DownwardAPI.Items, path);
                break;
            case "projected":
                ValidateProjected(errors, volume.Projected!, path);
                break;
            case "persistentVolumeClaim":
                Check.NotEmpty(errors, path.Child("claimName"), volume.PersistentVolumeClaim!.ClaimName);
                break;
            case "nfs":
                ValidateNfs(errors, volume.Nfs!, path);
                break;
            case "iscsi":
                Check.NotEmpty(errors, path.Child("targetPortal"), volume.Iscsi!.TargetPortal);
                Check.NotEmpty(errors, path.Child("iqn"), volume.Iscsi.Iqn);
                if (volume.Iscsi.Lun is < 0 or > 255)
                {
                    errors.Invalid(path.Child("lun"), volume.Iscsi.Lun, Formats.InclusiveRange(0, 255));
                }
                break;
            case "csi":
                Check.NotEmpty(errors, path.Child("driver"), volume.Csi!.Driver);
                break;
            case "gitRepo":
                Check.NotEmpty(errors, path.Child("repository"), volume.GitRepo!.Repository);
                break;
            case "ephemeral":
                if (volume.Ephemeral!.VolumeClaimTemplate is not { } template)
                {
                    errors.Required(path.Child("volumeClaimTemplate"));
                }
                else
                {
                    PersistentVolumeClaimValidation.ValidateSpec(errors, template.Spec, path.Child("volumeClaimTemplate").Child("spec"));
                }
                break;
            case "image":
                Check.NotEmpty(errors, path.Child("reference"), volume.Image!.Reference);
                Check.OneOf(errors, path.Child("pullPolicy"), volume.Image.PullPolicy.Length == 0 ? null : volume.Image.PullPolicy, "Always", "IfNotPresent", "Never");
                break;
        }
    }

    public static void ValidateHostPath(FieldErrorList errors, HostPathVolumeSource source, FieldPath path)
    {
        if (source.Path.Length == 0)
        {
            errors.Required(path.Child("path"));
            return;
        }
        ValidateNoBacksteps(errors, source.Path, path.Child("path"));
        Check.OneOf(errors, path.Child("type"), source.Type,
            "", "BlockDevice", "CharDevice", "Directory", "DirectoryOrCreate", "File", "FileOrCreate", "Socket");
    }

    public static void ValidateNfs(FieldErrorList errors, NFSVolumeSource source, FieldPath path)
    {
        Check.NotEmpty(errors, path.Child("server"), source.Server);
        Check.NotEmpty(errors, path.Child("path"), source.Path);
        if (source.Path.Length > 0 && source.Path[0] != '/')
        {
            errors.Invalid(path.Child("path"), source.Path, "must be an absolute path");
        }
    }

    private static void ValidateMode(FieldErrorList errors, int? mode, FieldPath path)
    {
        if (mode is < 0 or > 0x1ff)
        {
            errors.Invalid(path, mode, "must be a number between 0 and 0777 (octal), both inclusive");
        }
    }

    private static void ValidateItems(FieldErrorList errors, ListOf<KeyToPath> items, FieldPath path)
    {
        for (var i = 0; i < items.Count; i++)
        {
            var at = path.Index(i);
            Check.NotEmpty(errors, at.Child("key"), items[i].Key);
            if (items[i].Path.Length == 0)
            {
                errors.Required(at.Child("path"));
            }
            else
            {
                ValidateLocalPath(errors, items[i].Path, at.Child("path"));
            }
            ValidateMode(errors, items[i].Mode, at.Child("mode"));
        }
    }

    private static void ValidateDownwardItems(FieldErrorList errors, ListOf<DownwardAPIVolumeFile> items, FieldPath path)
    {
        foreach (var file in items)
        {
            if (file.Path.Length == 0)
            {
                errors.Required(path.Child("path"));
            }
            ValidateLocalPath(errors, file.Path, path.Child("path"));
            if (file.FieldRef is { } field)
            {
                ValidateFieldRef(errors, field, DownwardFields, path.Child("fieldRef"));
                if (file.ResourceFieldRef is not null)
                {
                    errors.Invalid(path, "resource", "fieldRef and resourceFieldRef can not be specified simultaneously");
                }
            }
            else if (file.ResourceFieldRef is { } resource)
            {
                ContainerValidation.ValidateResourceFieldRef(errors, resource, needsContainer: true, path.Child("resourceFieldRef"));
            }
            else
            {
                errors.Required(path, "one of fieldRef and resourceFieldRef is required");
            }
            ValidateMode(errors, file.Mode, path.Child("mode"));
        }
    }

    /// <summary>A reference to a field of the pod.</summary>
    public static void ValidateFieldRef(FieldErrorList errors, ObjectFieldSelector field, IReadOnlyList<string> supported, FieldPath path)
    {
        if (field.ApiVersion.Length == 0)
        {
            errors.Required(path.Child("apiVersion"));
            return;
        }
        if (field.FieldPath.Length == 0)
        {
            errors.Required(path.Child("fieldPath"));
            return;
        }
        var at = path.Child("fieldPath");
        if (field.FieldPath.EndsWith("']", StringComparison.Ordinal) && field.FieldPath.IndexOf("['", StringComparison.Ordinal) is > 0 and var open)
        {
            var (name, key) = (field.FieldPath[..open], field.FieldPath[(open + 2)..^2]);
            if (name is not ("metadata.labels" or "metadata.annotations"))
            {
                errors.Invalid(at, field.FieldPath, $"error converting fieldPath: field label does not support subscript: {field.FieldPath}");
                return;
            }
            errors.AddInvalid(at, key, Formats.IsQualifiedName(name == "metadata.annotations" ? key.ToLowerInvariant() : key));
            return;
        }
        if (field.FieldPath is not ("metadata.annotations" or "metadata.labels" or "metadata.name" or "metadata.namespace" or "metadata.uid" or "spec.nodeName"
            or "spec.restartPolicy" or "spec.serviceAccountName" or "spec.schedulerName" or "spec.hostNetwork" or "status.phase" or "status.hostIP"
            or "status.hostIPs" or "status.podIP" or "status.podIPs" or "status.nominatedNodeName"))
        {
            errors.Invalid(at, field.FieldPath, $"error converting fieldPath: field label not supported: {field.FieldPath}");
        }
        else if (!supported.Contains(field.FieldPath))
        {
            errors.NotSupported(at, field.FieldPath, supported.Order(StringComparer.Ordinal));
        }
    }

    private static void ValidateProjected(FieldErrorList errors, ProjectedVolumeSource projected, FieldPath path)
    {
        ValidateMode(errors, projected.DefaultMode, path.Child("defaultMode"));
        for (var i = 0; i < projected.Sources.Count; i++)
        {
            var (source, at) = (projected.Sources[i], path.Child("sources").Index(i));
            var count = 0;
            foreach (var name in (ReadOnlySpan<string>)["secret", "configMap", "downwardAPI", "serviceAccountToken", "clusterTrustBundle", "podCertificate"])
            {
                if (source[name] is null)
                {
                    continue;
                }
                if (count++ > 0)
                {
                    errors.Forbidden(at.Child(name), "may not specify more than 1 volume type");
                    continue;
                }
                ValidateProjection(errors, source, name, at.Child(name));
            }
            if (count == 0)
            {
                errors.Required(at, "must specify a volume type");
            }
        }
    }

    private static void ValidateProjection(FieldErrorList errors, VolumeProjection source, string name, FieldPath path)
    {
        switch (name)
        {
            case "secret":
                Check.NotEmpty(errors, path.Child("name"), source.Secret!.Name);
                ValidateItems(errors, source.Secret.Items, path.Child("items"));
                break;
            case "configMap":
                Check.NotEmpty(errors, path.Child("name"), source.ConfigMap!.Name);
                ValidateItems(errors, source.ConfigMap.Items, path.Child("items"));
                break;
            case "downwardAPI":
                ValidateDownwardItems(errors, source.DownwardAPI!.Items, path);
                break;
            case "serviceAccountToken":
                var token = source.ServiceAccountToken!;
                if (token.ExpirationSeconds < 600)
                {
                    errors.Invalid(path.Child("expirationSeconds"), token.ExpirationSeconds, "may not specify a duration less than 10 minutes");
                }
                if (token.ExpirationSeconds > 1L << 32)
                {
                    errors.Invalid(path.Child("expirationSeconds"), token.ExpirationSeconds, "may not specify a duration larger than 2^32 seconds");
                }
                Check.NotEmpty(errors, path.Child("path"), token.Path);
                ValidateLocalPath(errors, token.Path, path.Child("path"));
                break;
        }
    }

    /// <summary>A path below a volume: relative, without steps back.</summary>
    public static void ValidateLocalPath(FieldErrorList errors, string value, FieldPath path)
    {
        if (value.StartsWith('/'))
        {
            errors.Invalid(path, value, "must be a relative path");
        }
        ValidateNoBacksteps(errors, value, path);
        if (value.StartsWith("..", StringComparison.Ordinal) && !value.StartsWith("../", StringComparison.Ordinal))
        {
            errors.Invalid(path, value, "must not start with '..'");
        }
    }

    private static void ValidateNoBacksteps(FieldErrorList errors, string value, FieldPath path)
    {
        if (value.Split('/').Contains(".."))
        {
            errors.Invalid(path, value, "must not contain '..'");
        }
    }

    /// <summary>A path below a volume that may be absolute in the container.</summary>
    public static void ValidateSubPath(FieldErrorList errors, string value, FieldPath path)
    {
        if (value.StartsWith('/'))
        {
            errors.Invalid(path, value, "must be a relative path");
        }
        ValidateNoBacksteps(errors, value, path);
    }
}
