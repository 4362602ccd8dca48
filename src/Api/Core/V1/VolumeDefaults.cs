namespace Navarch.Api.Core.V1;

/// <summary>What upstream's v1 sets in volumes when the client leaves it out.</summary>
internal static class VolumeDefaults
{
    public static void Set(Volume volume)
    {
        if (HasNoSource(volume))
        {
            volume.EmptyDir = new EmptyDirVolumeSource();
        }
        if (volume.Secret is { } secret)
        {
            secret.DefaultMode ??= PodDefaults.FileMode;
        }
        if (volume.ConfigMap is { } configMap)
        {
            configMap.DefaultMode ??= PodDefaults.FileMode;
        }
        if (volume.DownwardAPI is { } downward)
        {
            downward.DefaultMode ??= PodDefaults.FileMode;
            foreach (var file in downward.Items)
            {
                SetFile(file);
            }
        }
        if (volume.Projected is { } projected)
        {
            SetProjected(projected);
        }
        if (volume.HostPath is { } hostPath)
        {
            hostPath.Type ??= "";
        }
        if (volume.Image is { PullPolicy.Length: 0 } image)
        {
            image.PullPolicy = PodDefaults.PullPolicyOf(image.Reference);
        }
        if (volume.Ephemeral?.VolumeClaimTemplate is { } template)
        {
            SetClaim(template.Spec);
        }
        SetOld(volume);
    }

    // A volume has a name and at most one source.
    private static bool HasNoSource(Volume volume)
    {
        for (var slot = 0; slot < volume.Schema.Fields.Length; slot++)
        {
            if (volume.GetSlot(slot) is not null && volume.Schema.Fields[slot].Name != "name")
            {
                return false;
            }
        }
        return true;
    }

    private static void SetFile(DownwardAPIVolumeFile file)
    {
        if (file.FieldRef is { ApiVersion.Length: 0 } field)
        {
            field.ApiVersion = "v1";
        }
    }

    private static void SetProjected(ProjectedVolumeSource projected)
    {
        projected.DefaultMode ??= PodDefaults.FileMode;
        foreach (var source in projected.Sources)
        {
            if (source.ServiceAccountToken is { } token)
            {
                token.ExpirationSeconds ??= 3600;
            }
            if (source.DownwardAPI is { } downward)
            {
                foreach (var file in downward.Items)
                {
                    SetFile(file);
                }
            }
        }
    }

    /// <summary>The defaults of a claim's spec, also in templates.</summary>
    public static void SetClaim(PersistentVolumeClaimSpec spec)
    {
        spec.VolumeMode ??= "Filesystem";
        spec.Resources.Limits = QuantityDefaults.Rounded(spec.Resources.Limits);
        spec.Resources.Requests = QuantityDefaults.Rounded(spec.Resources.Requests);
    }

    // Sources that clusters of today no longer mount, but whose objects still go through the API.
    private static void SetOld(Volume volume)
    {
        if (volume.Iscsi is { IscsiInterface.Length: 0 } iscsi)
        {
            iscsi.IscsiInterface = "default";
        }
        if (volume.Rbd is { } rbd)
        {
            rbd.Pool = rbd.Pool.Length == 0 ? "rbd" : rbd.Pool;
            rbd.User = rbd.User.Length == 0 ? "admin" : rbd.User;
            rbd.Keyring = rbd.Keyring.Length == 0 ? "/etc/ceph/keyring" : rbd.Keyring;
        }
        if (volume.AzureDisk is { } azure)
        {
            SetAzureDisk(azure);
        }
        if (volume.ScaleIO is { } scaleIO)
        {
            scaleIO.StorageMode = scaleIO.StorageMode.Length == 0 ? "ThinProvisioned" : scaleIO.StorageMode;
            scaleIO.FsType = scaleIO.FsType.Length == 0 ? "xfs" : scaleIO.FsType;
        }
    }

    public static void SetAzureDisk(AzureDiskVolumeSource azure)
    {
        azure.CachingMode ??= "ReadWrite";
        azure.Kind ??= "Shared";
        azure.FsType ??= "ext4";
        azure.ReadOnly ??= false;
    }
}
