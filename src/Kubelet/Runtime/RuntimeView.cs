using System.Collections.Concurrent;
using System.Globalization;
using Navarch.Kubelet.Cri;

namespace Navarch.Kubelet.Runtime;

/// <summary>
/// Reads pods from the runtime. It keeps no state of them but the index from sandbox and container ids to pods, for events, and the
/// details of containers that have ended, which never change again.
/// </summary>
internal sealed class RuntimeView(RuntimeService runtime)
{
    private readonly ConcurrentDictionary<string, string> podOfId = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, RuntimeContainer> ended = new(StringComparer.Ordinal);

    /// <summary>The pod to which a sandbox or container belongs, or null where it isn't known yet.</summary>
    public string? PodOf(string id) => podOfId.GetValueOrDefault(id);

    /// <summary>Notes an id as soon as it is known, before the next read: its first event may come earlier.</summary>
    public void Learn(string id, string podUid) => podOfId[id] = podUid;

    public void Forget(string id)
    {
        podOfId.TryRemove(id, out _);
        ended.TryRemove(id, out _);
    }

    /// <summary>Every pod that the runtime holds, running or not.</summary>
    public async Task<IReadOnlyList<RuntimePod>> ListAsync(CancellationToken ct)
    {
        var sandboxes = await runtime.ListPodSandboxAsync(null, ct);
        var containers = await runtime.ListContainersAsync(null, ct);
        var uids = sandboxes.Select(s => s.Labels.GetValueOrDefault(RuntimeLabels.PodUid))
            .Concat(containers.Select(c => c.Labels.GetValueOrDefault(RuntimeLabels.PodUid)))
            .OfType<string>().Distinct(StringComparer.Ordinal);
        var pods = new List<RuntimePod>();
        foreach (var uid in uids)
        {
            pods.Add(await BuildAsync(uid, sandboxes.Where(s => Belongs(s.Labels, uid)), containers.Where(c => Belongs(c.Labels, uid)), ct));
        }

        return pods;
    }

    /// <summary>One pod, read anew.</summary>
    public async Task<RuntimePod> ReadAsync(string uid, CancellationToken ct)
    {
        var sandboxFilter = new Cri.V1.PodSandboxFilter { LabelSelector = { [RuntimeLabels.PodUid] = uid } };
        var containerFilter = new Cri.V1.ContainerFilter { LabelSelector = { [RuntimeLabels.PodUid] = uid } };
        var sandboxes = runtime.ListPodSandboxAsync(sandboxFilter, ct);
        var containers = runtime.ListContainersAsync(containerFilter, ct);
        return await BuildAsync(uid, await sandboxes, await containers, ct);
    }

    private static bool Belongs(IDictionary<string, string> labels, string uid) =>
        labels.TryGetValue(RuntimeLabels.PodUid, out var value) && value == uid;

    private async Task<RuntimePod> BuildAsync(
        string uid, IEnumerable<Cri.V1.PodSandbox> sandboxes, IEnumerable<Cri.V1.Container> containers, CancellationToken ct)
    {
        var name = "";
        var ns = "";
        var readSandboxes = new List<RuntimeSandbox>();
        foreach (var sandbox in sandboxes.OrderByDescending(s => s.CreatedAt))
        {
            (name, ns) = (sandbox.Metadata.Name, sandbox.Metadata.Namespace);
            podOfId[sandbox.Id] = uid;
            try
            {
                // Only the newest sandbox's address matters.
                var status = readSandboxes.Count == 0 ? await runtime.PodSandboxStatusAsync(sandbox.Id, ct) : null;
                readSandboxes.Add(new RuntimeSandbox
                {
                    Id = sandbox.Id,
                    Ready = (status?.State ?? sandbox.State) == Cri.V1.PodSandboxState.SandboxReady,
                    Attempt = sandbox.Metadata.Attempt,
                    CreatedAt = FromUnixNanoseconds(sandbox.CreatedAt),
                    Ip = status?.Network?.Ip ?? "",
                    HostNetwork = status?.Linux?.Namespaces?.Options?.Network == Cri.V1.NamespaceMode.Node,
                });
            }
            catch (RpcException e) when (e.Code == RpcCode.NotFound)
            {
                // Removed since the list.
            }
        }

        var read = new List<RuntimeContainer>();
        foreach (var container in containers.OrderByDescending(c => c.CreatedAt))
        {
            podOfId[container.Id] = uid;
            try
            {
                read.Add(await ReadContainerAsync(container, ct));
            }
            catch (RpcException e) when (e.Code == RpcCode.NotFound)
            {
                // Removed since the list.
            }
        }

        return new RuntimePod { Uid = uid, Name = name, Namespace = ns, Sandboxes = readSandboxes, Containers = read };
    }

    private async Task<RuntimeContainer> ReadContainerAsync(Cri.V1.Container container, CancellationToken ct)
    {
        if (ended.TryGetValue(container.Id, out var known))
        {
            return known;
        }

        var status = await runtime.ContainerStatusAsync(container.Id, ct);
        var state = status.State switch
        {
            Cri.V1.ContainerState.ContainerCreated => RuntimeState.Created,
            Cri.V1.ContainerState.ContainerRunning => RuntimeState.Running,
            Cri.V1.ContainerState.ContainerExited => RuntimeState.Exited,
            _ => RuntimeState.Unknown,
        };
        var result = new RuntimeContainer
        {
            Id = container.Id,
            Name = container.Labels.GetValueOrDefault(RuntimeLabels.ContainerName) ?? container.Metadata.Name,
            SandboxId = container.PodSandboxId,
            State = state,
            RestartCount = int.TryParse(
                container.Annotations.GetValueOrDefault(RuntimeLabels.RestartCount), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0,
            Hash = container.Annotations.GetValueOrDefault(RuntimeLabels.ContainerHash) ?? "",
            Image = status.Image?.Image ?? "",
            ImageRef = status.ImageRef,
            CreatedAt = FromUnixNanoseconds(status.CreatedAt),
            StartedAt = FromUnixNanoseconds(status.StartedAt),
            FinishedAt = FromUnixNanoseconds(status.FinishedAt),
            ExitCode = status.ExitCode,
            Reason = status.Reason,
            Message = state == RuntimeState.Exited ? TerminationMessage.Read(status, container.Annotations) : status.Message,
            LogPath = status.LogPath,
        };
        if (state == RuntimeState.Exited)
        {
            ended[container.Id] = result;
        }

        return result;
    }

    private static DateTimeOffset FromUnixNanoseconds(long nanoseconds) =>
        DateTimeOffset.UnixEpoch.AddTicks(nanoseconds / TimeSpan.NanosecondsPerTick);
}
