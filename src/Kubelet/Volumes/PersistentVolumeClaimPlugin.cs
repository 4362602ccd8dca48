using Navarch.Api.Core.V1;
using Navarch.Client;

namespace Navarch.Kubelet.Volumes;

/// <summary>persistentVolumeClaim and generic ephemeral volumes, on volumes of the kinds local and hostPath.</summary>
internal sealed class PersistentVolumeClaimPlugin(IApiClient client) : VolumePlugin
{
    public override bool Handles(Volume volume) => volume.PersistentVolumeClaim is not null || volume.Ephemeral is not null;

    public override async Task<MountedVolume> SetUpAsync(VolumeContext context, CancellationToken ct)
    {
        var source = context.Volume.PersistentVolumeClaim;
        var ns = context.Pod.Metadata.Namespace;
        var name = source?.ClaimName ?? $"{context.Pod.Metadata.Name}-{context.Volume.Name}";
        var claim = await client.FindAsync<PersistentVolumeClaim>(ns, name, ct)
            ?? throw new VolumeException($"error getting PVC \"{ns}/{name}\": could not find v1.PersistentVolumeClaim: persistentvolumeclaim \"{name}\" not found");
        if (claim.Spec.VolumeName.Length == 0 || claim.Status.Phase != "Bound")
        {
            throw new VolumeException($"error processing PVC {ns}/{name}: PVC is not bound");
        }

        var volume = await client.FindAsync<PersistentVolume>(null, claim.Spec.VolumeName, ct)
            ?? throw new VolumeException($"error processing PVC {ns}/{name}: PV \"{claim.Spec.VolumeName}\" not found");
        if (volume.Spec.ClaimRef?.Uid != claim.Metadata.Uid)
        {
            throw new VolumeException($"error processing PVC {ns}/{name}: PV {volume.Metadata.Name} spec.claimRef.uid doesn't match the claim's");
        }

        var path = volume.Spec.Local?.Path ?? volume.Spec.HostPath?.Path
            ?? throw new VolumeException($"PV {volume.Metadata.Name} is of a kind that this node can't mount; local and hostPath are supported");
        if (volume.Spec.HostPath is { } hostPath)
        {
            HostPathPlugin.Check(path, hostPath.Type ?? "DirectoryOrCreate");
        }
        else if (!Path.Exists(path))
        {
            // The local provisioner's volume begins as a directory on the node that the scheduler chose: this one.
            if (!volume.Metadata.Annotations.ContainsKey(ProvisionedBy))
            {
                throw new VolumeException($"local volume path {path} does not exist");
            }

            Directory.CreateDirectory(path);
            File.SetUnixFileMode(path, (UnixFileMode)0b111_111_111);
        }

        if (context.FsGroup is { } group && volume.Spec.Local is not null)
        {
            Ownership.Give(path, group);
        }

        return new MountedVolume(path, source?.ReadOnly == true);
    }

    private const string ProvisionedBy = "pv.kubernetes.io/provisioned-by";
}
