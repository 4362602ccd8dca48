using System.Globalization;
using Navarch.ApiMachinery.Documents;

namespace Navarch.Api.Core.V1;

/// <summary>The columns of pods: what a pod does, told by its containers.</summary>
internal static class PodColumns
{
    public static IReadOnlyList<TableColumn> All { get; } =
    [
        TableColumn.ObjectName,
        Cells.Of<Pod>("Ready", "How many of the containers are ready.", static pod => Look(pod) is var s ? $"{s.Ready}/{s.Total}" : null),
        Cells.Of<Pod>("Status", "What the pod does.", static pod => Look(pod).Reason),
        Cells.At<Pod>("Restarts", "How often containers were restarted, and when last.", Restarts),
        TableColumn.Age,
        Cells.Of<Pod>("IP", "The pod's address.", static pod => Cells.OrNone(pod.Status.PodIPs is { Count: > 0 } ips ? ips[0].Ip : pod.Status.PodIP), wide: true),
        Cells.Of<Pod>("Node", "The node that it is bound to.", static pod => Cells.OrNone(pod.Spec.NodeName), wide: true),
        Cells.Of<Pod>("Nominated Node", "The node that others are made to leave for it.", static pod => Cells.OrNone(pod.Status.NominatedNodeName), wide: true),
        Cells.Of<Pod>("Readiness Gates", "How many of the conditions it waits for are met.", ReadinessGates, wide: true),
    ];

    private readonly record struct Summary(int Ready, int Total, string Reason, long Restarts, DateTimeOffset? LastRestart);

    private static string Restarts(Pod pod, DateTimeOffset now)
    {
        var summary = Look(pod);
        return summary is { Restarts: not 0, LastRestart: { } last }
            ? $"{summary.Restarts} ({TableColumn.AgeOf(last, now)} ago)"
            : Cells.Number(summary.Restarts);
    }

    private static string ReadinessGates(Pod pod)
    {
        if (pod.Spec.ReadinessGates.Count == 0)
        {
            return Cells.None;
        }
        var met = pod.Spec.ReadinessGates.Count(gate => HasTrue(pod, gate.ConditionType));
        return $"{met}/{pod.Spec.ReadinessGates.Count}";
    }

    private static bool HasTrue(Pod pod, string type) => pod.Status.Conditions.Any(condition => condition.Type == type && condition.Status == "True");

    private static Summary Look(Pod pod)
    {
        var total = pod.Spec.Containers.Count;
        var reason = pod.Status.Reason.Length > 0 ? pod.Status.Reason : pod.Status.Phase;
        foreach (var condition in pod.Status.Conditions)
        {
            if (condition is { Type: "PodScheduled", Reason: "SchedulingGated" })
            {
                reason = "SchedulingGated";
            }
        }
        var sidecars = pod.Spec.InitContainers.Where(container => container.RestartPolicy == "Always").Select(container => container.Name).ToHashSet(StringComparer.Ordinal);
        total += sidecars.Count;
        var init = LookAtInit(pod, sidecars, ref reason);
        var (ready, restarts, last) = (init.Ready, init.Restarts, init.LastRestart);
        if (!init.Initializing || HasTrue(pod, "Initialized"))
        {
            (restarts, last) = (init.SidecarRestarts, init.LastSidecarRestart);
            LookAtContainers(pod, ref reason, ref ready, ref restarts, ref last);
        }
        if (pod.Metadata.DeletionTimestamp is not null)
        {
            if (pod.Status.Reason == "NodeLost")
            {
                reason = "Unknown";
            }
            else if (pod.Status.Phase is not ("Succeeded" or "Failed"))
            {
                reason = "Terminating";
            }
        }
        return new Summary(ready, total, reason, restarts, last);
    }

    private static (bool Initializing, int Ready, long Restarts, DateTimeOffset? LastRestart, long SidecarRestarts, DateTimeOffset? LastSidecarRestart) LookAtInit(
        Pod pod, HashSet<string> sidecars, ref string reason)
    {
        var ready = 0;
        long restarts = 0, sidecarRestarts = 0;
        DateTimeOffset? last = null, lastSidecar = null;
        for (var i = 0; i < pod.Status.InitContainerStatuses.Count; i++)
        {
            var status = pod.Status.InitContainerStatuses[i];
            var isSidecar = sidecars.Contains(status.Name);
            restarts += status.RestartCount;
            last = Later(last, status);
            if (isSidecar)
            {
                sidecarRestarts += status.RestartCount;
                lastSidecar = Later(lastSidecar, status);
            }
            if (status.State.Terminated is { ExitCode: 0 })
            {
                continue;
            }
            if (isSidecar && status.Started == true)
            {
                ready += status.Ready ? 1 : 0;
                continue;
            }
            reason = status.State switch
            {
                { Terminated: { } terminated } => "Init:" + EndOf(terminated),
                { Waiting: { Reason: { Length: > 0 } waiting and not "PodInitializing" } } => "Init:" + waiting,
                _ => string.Create(CultureInfo.InvariantCulture, $"Init:{i}/{pod.Spec.InitContainers.Count}"),
            };
            return (true, ready, restarts, last, sidecarRestarts, lastSidecar);
        }
        return (false, ready, restarts, last, sidecarRestarts, lastSidecar);
    }

    private static void LookAtContainers(Pod pod, ref string reason, ref int ready, ref long restarts, ref DateTimeOffset? last)
    {
        var hasRunning = false;
        for (var i = pod.Status.ContainerStatuses.Count - 1; i >= 0; i--)
        {
            var status = pod.Status.ContainerStatuses[i];
            restarts += status.RestartCount;
            last = Later(last, status);
            if (status.State.Waiting is { Reason.Length: > 0 } waiting)
            {
                reason = waiting.Reason;
            }
            else if (status.State.Terminated is { } terminated)
            {
                reason = EndOf(terminated);
            }
            else if (status.Ready && status.State.Running is not null)
            {
                hasRunning = true;
                ready++;
            }
        }
        if (reason == "Completed" && hasRunning)
        {
            reason = HasTrue(pod, "Ready") ? "Running" : "NotReady";
        }
    }

    private static string EndOf(ContainerStateTerminated terminated) => terminated switch
    {
        { Reason.Length: > 0 } => terminated.Reason,
        { Signal: not 0 } => "Signal:" + Cells.Number(terminated.Signal),
        _ => "ExitCode:" + Cells.Number(terminated.ExitCode),
    };

    private static DateTimeOffset? Later(DateTimeOffset? known, ContainerStatus status) =>
        status.LastState.Terminated?.FinishedAt is { } finished && (known is null || known < finished) ? finished : known;
}
