using Navarch.Scheduler.Framework;

namespace Navarch.Scheduler.Plugins;

/// <summary>Two pods of a node can't have the same port of it.</summary>
public sealed class NodePorts : Plugin, IPreFilterPlugin, IFilterPlugin
{
    private static readonly PluginStatus Taken = PluginStatus.Unschedulable("node(s) didn't have free ports for the requested pod ports");

    public override string Name => "NodePorts";

    public override ClusterEventKind Events => ClusterEventKind.NodeAdd | ClusterEventKind.AssignedPodDelete;

    public override bool IsHelpedBy(PodInfo pod, in ClusterEvent happening) => happening.Pod is null || Conflict(pod, happening.Pod);

    public PreFilterResult PreFilter(PodInfo pod, IClusterView cluster) => pod.HostPorts.Length == 0 ? PreFilterResult.Skipped : default;

    public PluginStatus? Filter(object? state, PodInfo pod, NodeInfo node)
    {
        if (node.PodsWithHostPorts == 0)
        {
            return null;
        }
        foreach (var other in node.Pods)
        {
            if (other.HostPorts.Length > 0 && Conflict(pod, other))
            {
                return Taken;
            }
        }
        return null;
    }

    private static bool Conflict(PodInfo pod, PodInfo other) => pod.HostPorts.Any(mine => other.HostPorts.Any(mine.ConflictsWith));
}
