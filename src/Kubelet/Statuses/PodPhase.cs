using Navarch.Api.Core.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.Kubelet.Containers;

namespace Navarch.Kubelet.Statuses;

/// <summary>The one word for a pod, from the states of its containers by upstream's rules.</summary>
internal static class PodPhase
{
    public const string Pending = "Pending";
    public const string Running = "Running";
    public const string Succeeded = "Succeeded";
    public const string Failed = "Failed";

    public static string Compute(Pod pod, ListOf<ContainerStatus> initStatuses, ListOf<ContainerStatus> statuses, bool terminated)
    {
        var (pendingInit, failedInit) = CountInit(pod, initStatuses);
        if (failedInit && pod.Spec.RestartPolicy == "Never")
        {
            return Failed;
        }

        int running = 0, waiting = 0, stopped = 0, succeeded = 0, restartable = 0;
        foreach (var container in pod.Spec.Containers)
        {
            var status = statuses.FirstOrDefault(s => s.Name == container.Name);
            var ended = status?.State.Terminated ?? (status?.State.Waiting is not null ? status.LastState.Terminated : null);
            if (status?.State.Running is not null)
            {
                running++;
            }
            else if (ended is not null)
            {
                stopped++;
                succeeded += ended.ExitCode == 0 && status!.State.Terminated is not null ? 1 : 0;
                restartable += ContainerSpecs.RestartsAfter(pod, container, ended.ExitCode) ? 1 : 0;
            }
            else
            {
                waiting++;
            }
        }

        if (terminated && running == 0 && (stopped > 0 || waiting > 0))
        {
            return waiting == 0 && succeeded == stopped && !pendingInit ? Succeeded : Failed;
        }

        if (pendingInit && running == 0 && stopped == 0)
        {
            return Pending;
        }

        return (waiting, running, stopped) switch
        {
            ( > 0, _, _) => Pending,
            (_, > 0, _) => Running,
            (_, _, > 0) when restartable > 0 => Running,
            (_, _, > 0) => succeeded == stopped ? Succeeded : Failed,
            _ => Pending,
        };
    }

    private static (bool Pending, bool Failed) CountInit(Pod pod, ListOf<ContainerStatus> statuses)
    {
        var pending = false;
        var failed = false;
        foreach (var container in pod.Spec.InitContainers)
        {
            var status = statuses.FirstOrDefault(s => s.Name == container.Name);
            var ended = status?.State.Terminated ?? status?.LastState.Terminated;
            if (container.IsSidecar())
            {
                pending |= status?.State.Running is null || status.Started != true;
            }
            else if (status?.State.Terminated is null || ended is null)
            {
                pending = true;
                failed |= ended is { ExitCode: not 0 };
            }
            else
            {
                failed |= ended.ExitCode != 0;
            }
        }

        return (pending, failed);
    }
}
