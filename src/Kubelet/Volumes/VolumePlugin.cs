using Navarch.Api.Core.V1;

namespace Navarch.Kubelet.Volumes;

/// <summary>One kind of volume. A new kind is a class of this and one line in <see cref="VolumeManager.Plugins"/>.</summary>
internal abstract class VolumePlugin
{
    /// <summary>Whether the volume is of this kind.</summary>
    public abstract bool Handles(Volume volume);

    /// <summary>True when what the volume holds comes from the API and is written again when that changes.</summary>
    public virtual bool FollowsApi => false;

    /// <summary>Makes the volume ready, or brings it up to date. Throws <see cref="VolumeException"/> when it can't be now.</summary>
    public abstract Task<MountedVolume> SetUpAsync(VolumeContext context, CancellationToken ct);
}
