namespace Navarch.Scheduler.Framework;

/// <summary>What can happen in the cluster that may make an unschedulable pod schedulable.</summary>
[Flags]
public enum ClusterEventKind
{
    None = 0,
    NodeAdd = 1 << 0,
    NodeAllocatable = 1 << 1,
    NodeLabel = 1 << 2,
    NodeTaint = 1 << 3,
    AssignedPodAdd = 1 << 4,
    AssignedPodUpdate = 1 << 5,
    AssignedPodDelete = 1 << 6,
    PersistentVolumeClaim = 1 << 7,
    PersistentVolume = 1 << 8,
    StorageClass = 1 << 9,
    Namespace = 1 << 10,
    AnyNode = NodeAdd | NodeAllocatable | NodeLabel | NodeTaint,
    AnyAssignedPod = AssignedPodAdd | AssignedPodUpdate | AssignedPodDelete,
}

/// <summary>One happening.</summary>
/// <param name="Kind">What; several kinds when one change was of several.</param>
/// <param name="Node">The node that it is about, as it is now.</param>
/// <param name="Pod">The assigned pod that it is about, as it is now or was last.</param>
/// <param name="Name">Namespace/name of another object that it is about.</param>
public readonly record struct ClusterEvent(ClusterEventKind Kind, NodeInfo? Node = null, PodInfo? Pod = null, string Name = "");
