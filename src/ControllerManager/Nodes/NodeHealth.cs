using Navarch.Api.Core.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.Sdk;

namespace Navarch.ControllerManager.Nodes;

/// <summary>What a node's silence and conditions mean: conditions, and the taints that follow. Pure.</summary>
internal static class NodeHealth
{
    public const string NotReadyTaint = "node.kubernetes.io/not-ready";
    public const string UnreachableTaint = "node.kubernetes.io/unreachable";
    private static readonly string[] Reported = ["Ready", "MemoryPressure", "DiskPressure", "PIDPressure"];

    // The taints that this controller owns; all others are left alone.
    private static readonly string[] Owned =
    [
        NotReadyTaint, UnreachableTaint, "node.kubernetes.io/unschedulable", "node.kubernetes.io/memory-pressure",
        "node.kubernetes.io/disk-pressure", "node.kubernetes.io/pid-pressure", "node.kubernetes.io/network-unavailable",
    ];

    public static string ReadyStatus(Node node) => Condition(node, "Ready")?.Status ?? "Unknown";

    public static NodeCondition? Condition(Node node, string type)
    {
        foreach (var condition in node.Status.Conditions)
        {
            if (condition.Type == type)
            {
                return condition;
            }
        }
        return null;
    }

    /// <summary>The conditions of a node that stopped to report; null when they say so already.</summary>
    public static ListOf<NodeCondition>? Unknown(Node node, DateTimeOffset now)
    {
        var conditions = node.Status.Conditions.Select(c => c.Copy()).ToDictionary(c => c.Type);
        var changed = false;
        foreach (var type in Reported)
        {
            if (!conditions.TryGetValue(type, out var condition))
            {
                conditions[type] = new NodeCondition
                {
                    Type = type,
                    Status = "Unknown",
                    Reason = "NodeStatusNeverUpdated",
                    Message = "Kubelet never posted node status.",
                    LastHeartbeatTime = node.Metadata.CreationTimestamp,
                    LastTransitionTime = now,
                };
                changed = true;
            }
            else if (condition.Status != "Unknown")
            {
                condition.Status = "Unknown";
                condition.Reason = "NodeStatusUnknown";
                condition.Message = "Kubelet stopped posting node status.";
                condition.LastTransitionTime = now;
                changed = true;
            }
        }
        return changed ? conditions.Values.ToListOf() : null;
    }

    /// <summary>The taints that the node should have; null when it has them. Pods are evicted from a node only while another one is ready.</summary>
    public static ListOf<Taint>? Taints(Node node, bool mayEvict, DateTimeOffset now)
    {
        var wanted = new List<(string Key, string Effect)>();
        var ready = ReadyStatus(node);
        if (ready != "True")
        {
            var key = ready == "False" ? NotReadyTaint : UnreachableTaint;
            wanted.Add((key, "NoSchedule"));
            if (mayEvict)
            {
                wanted.Add((key, "NoExecute"));
            }
        }
        if (node.Spec.Unschedulable)
        {
            wanted.Add(("node.kubernetes.io/unschedulable", "NoSchedule"));
        }
        AddIf("MemoryPressure", "node.kubernetes.io/memory-pressure");
        AddIf("DiskPressure", "node.kubernetes.io/disk-pressure");
        AddIf("PIDPressure", "node.kubernetes.io/pid-pressure");
        AddIf("NetworkUnavailable", "node.kubernetes.io/network-unavailable");

        var present = node.Spec.Taints.Where(t => Owned.Contains(t.Key)).Select(t => (t.Key, t.Effect)).ToHashSet();
        if (present.SetEquals(wanted))
        {
            return null;
        }
        var kept = node.Spec.Taints.Where(t => !Owned.Contains(t.Key) || wanted.Contains((t.Key, t.Effect))).Select(t => t.Copy());
        var added = wanted.Where(w => !present.Contains(w)).Select(w => new Taint { Key = w.Key, Effect = w.Effect, TimeAdded = now });
        return kept.Concat(added).ToListOf();

        void AddIf(string condition, string taint)
        {
            if (Condition(node, condition)?.Status == "True")
            {
                wanted.Add((taint, "NoSchedule"));
            }
        }
    }

    /// <summary>How long the pod may stay on a node of these taints: zero for not at all, null for ever.</summary>
    public static TimeSpan? StayOf(Pod pod, IEnumerable<Taint> taints, DateTimeOffset now)
    {
        TimeSpan? stay = null;
        foreach (var taint in taints)
        {
            if (taint.Effect != "NoExecute")
            {
                continue;
            }
            var tolerations = pod.Spec.Tolerations.Where(t => Tolerates(t, taint)).ToList();
            if (tolerations.Count == 0)
            {
                return TimeSpan.Zero;
            }
            if (tolerations.Where(t => t.TolerationSeconds is not null).Min(t => t.TolerationSeconds) is { } seconds)
            {
                var left = (taint.TimeAdded ?? now).AddSeconds(Math.Max(0, seconds)) - now;
                stay = stay is { } shortest && shortest < left ? shortest : left;
            }
        }
        return stay is { } s && s < TimeSpan.Zero ? TimeSpan.Zero : stay;
    }

    private static bool Tolerates(Toleration toleration, Taint taint) =>
        (toleration.Effect.Length == 0 || toleration.Effect == taint.Effect)
        && (toleration.Key.Length == 0 ? toleration.Operator == "Exists" : toleration.Key == taint.Key)
        && (toleration.Operator == "Exists" || toleration.Value == taint.Value);
}
