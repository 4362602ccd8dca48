using Navarch.Api.Core.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.Kubelet.Containers;

namespace Navarch.Kubelet.Statuses;

/// <summary>
/// The conditions that the kubelet owns: PodReadyToStartContainers, Initialized, Ready, ContainersReady. What others wrote
/// (PodScheduled, readiness gates, DisruptionTarget) stays as it is. A transition time changes only with the status.
/// </summary>
internal static class PodConditions
{
    private static readonly string[] Owned = ["PodReadyToStartContainers", "Initialized", "Ready", "ContainersReady"];

    public static bool IsOwned(string type) => Owned.Contains(type);

    public static ListOf<PodCondition> Compute(
        StatusInput input, string phase, ListOf<ContainerStatus> initStatuses, ListOf<ContainerStatus> statuses, bool networkReady)
    {
        var pod = input.Pod;
        var initialized = Initialized(pod, phase, initStatuses, statuses);
        var containersReady = ContainersReady(pod, phase, initStatuses, statuses);
        var computed = new Dictionary<string, PodCondition>
        {
            ["PodReadyToStartContainers"] = Condition(networkReady, "", ""),
            ["Initialized"] = initialized,
            ["Ready"] = Ready(input, containersReady),
            ["ContainersReady"] = containersReady,
        };

        var result = new List<PodCondition>();
        foreach (var type in Owned)
        {
            var condition = computed[type];
            var before = input.Previous.Conditions.FirstOrDefault(c => c.Type == type);
            condition.Type = type;
            condition.ObservedGeneration = pod.Metadata.Generation;
            condition.LastTransitionTime = before is not null && before.Status == condition.Status ? before.LastTransitionTime : input.Now;
            result.Add(condition);
        }

        // The API server's copy is newest for what others own.
        foreach (var other in pod.Status.Conditions.Where(c => !Owned.Contains(c.Type)))
        {
            var copy = (PodCondition)other.DeepClone();
            result.Add(copy);
        }

        return result.ToListOf();
    }

    private static PodCondition Initialized(Pod pod, string phase, ListOf<ContainerStatus> initStatuses, ListOf<ContainerStatus> statuses)
    {
        if (phase == PodPhase.Succeeded)
        {
            return Condition(true, "PodCompleted", "");
        }

        var started = statuses.Any(s => s.State.Running is not null || s.State.Terminated is not null || s.LastState.Terminated is not null);
        var incomplete = pod.Spec.InitContainers
            .Where(c => initStatuses.FirstOrDefault(s => s.Name == c.Name) is not { } s || !(c.IsSidecar() ? s.Started == true : s.Ready))
            .Select(c => c.Name).ToArray();
        return incomplete.Length == 0 || started
            ? Condition(true, "", "")
            : Condition(false, "ContainersNotInitialized", $"containers with incomplete status: [{string.Join(' ', incomplete)}]");
    }

    private static PodCondition ContainersReady(Pod pod, string phase, ListOf<ContainerStatus> initStatuses, ListOf<ContainerStatus> statuses)
    {
        if (phase == PodPhase.Succeeded)
        {
            return Condition(false, "PodCompleted", "");
        }

        if (phase == PodPhase.Failed)
        {
            return Condition(false, "PodFailed", "");
        }

        var unready = pod.Spec.InitContainers.Where(c => c.IsSidecar() && !IsReady(initStatuses, c.Name))
            .Concat(pod.Spec.Containers.Where(c => !IsReady(statuses, c.Name))).Select(c => c.Name).ToArray();
        return unready.Length == 0
            ? Condition(true, "", "")
            : Condition(false, "ContainersNotReady", $"containers with unready status: [{string.Join(' ', unready)}]");
    }

    private static PodCondition Ready(StatusInput input, PodCondition containersReady)
    {
        if (containersReady.Status != "True")
        {
            return Condition(false, containersReady.Reason, containersReady.Message);
        }

        var messages = new List<string>();
        foreach (var gate in input.Pod.Spec.ReadinessGates)
        {
            var condition = input.Pod.Status.Conditions.FirstOrDefault(c => c.Type == gate.ConditionType);
            if (condition is null)
            {
                messages.Add($"corresponding condition of pod readiness gate \"{gate.ConditionType}\" does not exist.");
            }
            else if (condition.Status != "True")
            {
                messages.Add($"the status of pod readiness gate \"{gate.ConditionType}\" is not \"True\", but {condition.Status}");
            }
        }

        return messages.Count == 0
            ? Condition(true, "", "")
            : Condition(false, "ReadinessGatesNotReady", string.Join(", ", messages));
    }

    private static bool IsReady(ListOf<ContainerStatus> statuses, string name) => statuses.FirstOrDefault(s => s.Name == name) is { Ready: true };

    private static PodCondition Condition(bool status, string reason, string message) =>
        new() { Status = status ? "True" : "False", Reason = reason, Message = message };
}
