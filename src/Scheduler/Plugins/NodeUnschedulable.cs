using Navarch.Api.Core.V1;
using Navarch.Scheduler.Framework;

namespace Navarch.Scheduler.Plugins;

/// <summary>Keeps pods off a cordoned node, except those that tolerate its taint.</summary>
public sealed class NodeUnschedulable : Plugin, IFilterPlugin
{
    private static readonly PluginStatus Cordoned = PluginStatus.Unresolvable("node(s) were unschedulable");
    private static readonly Taint Taint = new() { Key = "node.kubernetes.io/unschedulable", Effect = "NoSchedule" };

    public override string Name => "NodeUnschedulable";

    public override ClusterEventKind Events => ClusterEventKind.NodeAdd | ClusterEventKind.NodeTaint;

    public override bool IsHelpedBy(PodInfo pod, in ClusterEvent happening) => happening.Node?.Node?.Spec.Unschedulable != true;

    public PluginStatus? Filter(object? state, PodInfo pod, NodeInfo node) =>
        node.Node!.Spec.Unschedulable && !pod.Tolerates(Taint) ? Cordoned : null;
}
