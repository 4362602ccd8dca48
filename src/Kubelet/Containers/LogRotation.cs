using System.Globalization;
using Navarch.Kubelet.Cri;

namespace Navarch.Kubelet.Containers;

/// <summary>
/// Keeps container logs within their bound: a log that grew too large is renamed with the time behind its name, the runtime opens a new
/// one, and the oldest go.
/// </summary>
internal sealed class LogRotation(KubeletPaths paths, KubeletOptions options, RuntimeService runtime, TimeProvider time)
{
    private const string CurrentPattern = "*.log";

    /// <summary>One round over all logs; cheap while none is too large.</summary>
    public async Task RotateAsync(CancellationToken ct)
    {
        if (!Directory.Exists(paths.PodLogsRoot))
        {
            return;
        }

        var large = new DirectoryInfo(paths.PodLogsRoot).EnumerateFiles(CurrentPattern, SearchOption.AllDirectories)
            .Where(f => f.Length > options.ContainerLogMaxBytes).Select(f => f.FullName).ToHashSet(StringComparer.Ordinal);
        if (large.Count == 0)
        {
            return;
        }

        var running = new Cri.V1.ContainerFilter { State = new Cri.V1.ContainerStateValue { State = Cri.V1.ContainerState.ContainerRunning } };
        foreach (var container in await runtime.ListContainersAsync(running, ct))
        {
            var status = await runtime.ContainerStatusAsync(container.Id, ct);
            if (large.Contains(status.LogPath))
            {
                await RotateAsync(container.Id, status.LogPath, ct);
            }
        }
    }

    private async Task RotateAsync(string id, string log, CancellationToken ct)
    {
        var rotated = string.Create(CultureInfo.InvariantCulture, $"{log}.{time.GetUtcNow():yyyyMMdd-HHmmss}");
        File.Move(log, rotated, overwrite: true);
        try
        {
            await runtime.ReopenContainerLogAsync(id, ct);
        }
        catch (RpcException)
        {
            // Writing goes on into the renamed file: put it back and try at the next round.
            File.Move(rotated, log, overwrite: false);
            return;
        }

        var old = Directory.GetFiles(Path.GetDirectoryName(log)!, Path.GetFileName(log) + ".*").Order(StringComparer.Ordinal).ToArray();
        foreach (var file in old.Take(Math.Max(0, old.Length - (options.ContainerLogMaxFiles - 1))))
        {
            File.Delete(file);
        }
    }
}
