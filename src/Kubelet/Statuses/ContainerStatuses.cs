using Navarch.Api.Core.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.Kubelet.Containers;
using Navarch.Kubelet.Runtime;

namespace Navarch.Kubelet.Statuses;

/// <summary>The status of each container from what the runtime reports, as `kubectl get` shows it.</summary>
internal static class ContainerStatuses
{
    private const string ContainerCreating = "ContainerCreating";
    private const string PodInitializing = "PodInitializing";

    public static ListOf<ContainerStatus> Compute(StatusInput input, ListOf<Container> containers, ListOf<ContainerStatus> previous, bool init)
    {
        var hasInit = input.Pod.Spec.InitContainers.Count > 0;
        var result = new List<ContainerStatus>(containers.Count);
        foreach (var container in containers)
        {
            var old = previous.FirstOrDefault(s => s.Name == container.Name);
            result.Add(Compute(input, container, old, init, hasInit));
        }

        return result.ToListOf();
    }

    private static ContainerStatus Compute(StatusInput input, Container container, ContainerStatus? old, bool init, bool hasInit)
    {
        var runs = input.Observed.Containers.Where(c => c.Name == container.Name).Take(2).ToArray();
        if (runs.Length == 0)
        {
            return WithoutRun(input, container, old, hasInit);
        }

        var newest = runs[0];
        var status = new ContainerStatus
        {
            Name = container.Name,
            Image = newest.Image.Length > 0 ? newest.Image : container.Image,
            ImageID = newest.ImageRef,
            ContainerID = "containerd://" + newest.Id,
            RestartCount = newest.RestartCount,
            State = State(newest),
            Resources = (ResourceRequirements)container.Resources.DeepClone(),
            AllocatedResources = container.Resources.Requests.ToMapOf(),
            VolumeMounts = container.VolumeMounts.Select(Mounted).ToListOf(),
        };
        if (runs.Length > 1 && State(runs[1]).Terminated is { } before)
        {
            status.LastState = new ContainerState { Terminated = before };
        }
        else if (old is not null && old.ContainerID == status.ContainerID && old.LastState.Terminated is { } kept)
        {
            // The run before was removed from the runtime; its end is still worth knowing.
            status.LastState = new ContainerState { Terminated = (ContainerStateTerminated)kept.DeepClone() };
        }

        var started = input.Probes.IsStarted(newest, container);
        status.Started = started;
        status.Ready = init && !container.IsSidecar()
            ? newest is { State: RuntimeState.Exited, ExitCode: 0 }
            : init ? started && input.Probes.IsReady(newest, container) : input.Probes.IsReady(newest, container);

        if (newest.State != RuntimeState.Running && !input.Terminating && input.Waiting.TryGetValue(container.Name, out var reason))
        {
            // It will be tried again: what it waits for is its state now, its end the last state.
            if (status.State.Terminated is { } end)
            {
                status.LastState = new ContainerState { Terminated = (ContainerStateTerminated)end.DeepClone() };
            }

            status.State = Waiting(reason.Reason, reason.Message);
        }

        return status;
    }

    private static ContainerStatus WithoutRun(StatusInput input, Container container, ContainerStatus? old, bool hasInit)
    {
        if (old?.State.Terminated is not null && input.Terminating)
        {
            return (ContainerStatus)old.DeepClone();
        }

        var status = new ContainerStatus
        {
            Name = container.Name,
            Image = container.Image,
            Started = false,
            RestartCount = old?.RestartCount ?? 0,
        };
        if (input.Terminated && old?.State.Running is { } running)
        {
            // It ran and its traces are gone from the runtime: how it ended can't be known.
            status.State = new ContainerState
            {
                Terminated = new ContainerStateTerminated
                {
                    ExitCode = 137,
                    Reason = "ContainerStatusUnknown",
                    Message = "The container could not be located when the pod was terminated",
                    StartedAt = running.StartedAt,
                    ContainerID = old.ContainerID,
                },
            };
            return status;
        }

        status.State = input.Waiting.TryGetValue(container.Name, out var reason)
            ? Waiting(reason.Reason, reason.Message)
            : Waiting(hasInit ? PodInitializing : ContainerCreating, "");
        return status;
    }

    private static ContainerState State(RuntimeContainer container) => container.State switch
    {
        RuntimeState.Running => new ContainerState { Running = new ContainerStateRunning { StartedAt = container.StartedAt } },
        RuntimeState.Exited => new ContainerState
        {
            Terminated = new ContainerStateTerminated
            {
                ExitCode = container.ExitCode,
                Reason = container.Reason.Length > 0 ? container.Reason : container.ExitCode == 0 ? "Completed" : "Error",
                Message = container.Message,
                StartedAt = container.StartedAt,
                FinishedAt = container.FinishedAt,
                ContainerID = "containerd://" + container.Id,
            },
        },
        _ => Waiting(ContainerCreating, ""),
    };

    private static VolumeMountStatus Mounted(VolumeMount mount) => new()
    {
        Name = mount.Name,
        MountPath = mount.MountPath,
        ReadOnly = mount.ReadOnly,
        RecursiveReadOnly = mount.ReadOnly ? "Disabled" : null,
    };

    private static ContainerState Waiting(string reason, string message) =>
        new() { Waiting = new ContainerStateWaiting { Reason = reason, Message = message } };
}
