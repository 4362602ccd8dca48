using Microsoft.Extensions.Logging;
using Navarch.Api.Core.V1;

namespace Navarch.Kubelet.Volumes;

/// <summary>
/// Makes the volumes of pods ready before their containers start, keeps those up to date that show API objects, and removes them when
/// the pod is gone. Everything it knows stands in the directory of the pod, so it works the same after a restart.
/// </summary>
internal sealed partial class VolumeManager(KubeletPaths paths, IReadOnlyList<VolumePlugin> plugins, ILogger logger)
{
    /// <summary>The kinds of volume, in the order in which they are asked.</summary>
    public IReadOnlyList<VolumePlugin> Plugins => plugins;

    /// <summary>
    /// Every volume of the pod by name. Throws <see cref="VolumeException"/> naming the first that can't be ready.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, MountedVolume>> SetUpAsync(Pod pod, CancellationToken ct)
    {
        var names = pod.Spec.Volumes.Select(v => v.Name).ToArray();
        var mounted = await Task.WhenAll(pod.Spec.Volumes.Select(v => SetUpAsync(pod, v, ct)));
        return names.Zip(mounted).ToDictionary(v => v.First, v => v.Second, StringComparer.Ordinal);
    }

    /// <summary>Writes again what came from the API; for volumes that were ready before.</summary>
    public async Task RefreshAsync(Pod pod, CancellationToken ct)
    {
        foreach (var volume in pod.Spec.Volumes)
        {
            if (PluginOf(volume) is { FollowsApi: true })
            {
                await SetUpAsync(pod, volume, ct);
            }
        }
    }

    /// <summary>Removes the pod's directory with its volumes. Nothing of the pod may run any more.</summary>
    public void TearDown(string podUid)
    {
        var directory = paths.Pod(podUid);
        if (!Directory.Exists(directory))
        {
            return;
        }

        foreach (var mount in Posix.MountsBelow(directory))
        {
            Posix.Unmount(mount);
        }

        if (Posix.MountsBelow(directory).Count == 0)
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private async Task<MountedVolume> SetUpAsync(Pod pod, Volume volume, CancellationToken ct)
    {
        var plugin = PluginOf(volume)
            ?? throw new VolumeException($"Unable to attach or mount volumes: volume \"{volume.Name}\" is of a kind that this node doesn't support");
        try
        {
            return await plugin.SetUpAsync(new VolumeContext(pod, volume, paths), ct);
        }
        catch (Exception e) when (e is VolumeException or IOException or UnauthorizedAccessException or TimeoutException)
        {
            LogFailed(logger, pod.Metadata.Namespace + "/" + pod.Metadata.Name, volume.Name, e.Message);
            throw new VolumeException($"MountVolume.SetUp failed for volume \"{volume.Name}\" : {e.Message}", e);
        }
    }

    private VolumePlugin? PluginOf(Volume volume) => plugins.FirstOrDefault(p => p.Handles(volume));

    [LoggerMessage(Level = LogLevel.Warning, Message = "Volume isn't ready pod={Pod} volume={Volume} err={Err}")]
    private static partial void LogFailed(ILogger logger, string pod, string volume, string err);
}
