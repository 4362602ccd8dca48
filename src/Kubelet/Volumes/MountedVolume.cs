namespace Navarch.Kubelet.Volumes;

/// <summary>A volume that is ready on the host.</summary>
internal sealed record MountedVolume(string HostPath, bool ReadOnly = false);

/// <summary>A volume that can't be made ready now; the event FailedMount carries the message.</summary>
internal sealed class VolumeException(string message, Exception? inner = null) : Exception(message, inner);
