using Navarch.Api.Core.V1;
using Navarch.Sdk;

namespace Navarch.ControllerManager.Workloads;

/// <summary>What controllers ask of a pod. Pure.</summary>
internal static class PodStates
{
    public static bool IsActive(this Pod pod) => !pod.IsFinished() && !pod.IsDeleting();

    public static bool IsFinished(this Pod pod) => pod.Status.Phase is "Succeeded" or "Failed";

    public static PodCondition? Condition(this Pod pod, string type)
    {
        foreach (var condition in pod.Status.Conditions)
        {
            if (condition.Type == type)
            {
                return condition;
            }
        }
        return null;
    }

    public static bool IsReady(this Pod pod) => pod.Condition("Ready")?.Status == "True";

    public static bool IsRunningAndReady(this Pod pod) => pod.Status.Phase == "Running" && pod.IsReady();

    /// <summary>True when the pod has been ready for so long.</summary>
    public static bool IsAvailable(this Pod pod, int minReadySeconds, DateTimeOffset now)
    {
        if (pod.Condition("Ready") is not { Status: "True" } ready)
        {
            return false;
        }
        return minReadySeconds == 0 || (ready.LastTransitionTime is { } since && since.AddSeconds(minReadySeconds) <= now);
    }

    /// <summary>When a ready pod becomes available; null when it is not ready.</summary>
    public static TimeSpan? UntilAvailable(this Pod pod, int minReadySeconds, DateTimeOffset now) =>
        pod.Condition("Ready") is { Status: "True", LastTransitionTime: { } since } ? since.AddSeconds(minReadySeconds) - now : null;

    public static int Restarts(this Pod pod)
    {
        var restarts = 0;
        foreach (var status in pod.Status.ContainerStatuses)
        {
            restarts = Math.Max(restarts, status.RestartCount);
        }
        return restarts;
    }

    /// <summary>True when a change of the pod can concern what made it: everything but the node, addresses and heartbeats.</summary>
    public static bool DiffersForOwner(Pod? old, Pod? pod) => old is null || pod is null
        || old.Status.Phase != pod.Status.Phase
        || old.Metadata.DeletionTimestamp is null != pod.Metadata.DeletionTimestamp is null
        || old.IsReady() != pod.IsReady()
        || old.Condition("Ready")?.LastTransitionTime != pod.Condition("Ready")?.LastTransitionTime
        || old.Metadata.Uid != pod.Metadata.Uid
        || !old.Metadata.Labels.ContentEquals(pod.Metadata.Labels)
        || old.ControllerReference()?.Uid != pod.ControllerReference()?.Uid;
}
