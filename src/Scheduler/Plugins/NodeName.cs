using Navarch.Scheduler.Framework;

namespace Navarch.Scheduler.Plugins;

/// <summary>A pod that names its node goes there or nowhere. Such pods don't reach the scheduler, except in what-if questions.</summary>
public sealed class NodeName : Plugin, IPreFilterPlugin, IFilterPlugin
{
    private static readonly PluginStatus Other = PluginStatus.Unresolvable("node(s) didn't match the requested node name");

    public override string Name => "NodeName";

    public override ClusterEventKind Events => ClusterEventKind.NodeAdd;

    public PreFilterResult PreFilter(PodInfo pod, IClusterView cluster) =>
        pod.Pod.Spec.NodeName.Length == 0 ? PreFilterResult.Skipped : default;

    public PluginStatus? Filter(object? state, PodInfo pod, NodeInfo node) => pod.Pod.Spec.NodeName == node.Name ? null : Other;
}
