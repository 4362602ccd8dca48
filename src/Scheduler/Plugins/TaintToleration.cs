using Navarch.Scheduler.Framework;

namespace Navarch.Scheduler.Plugins;

/// <summary>Keeps pods off nodes whose taints they don't tolerate; prefers nodes with few PreferNoSchedule taints of that sort.</summary>
public sealed class TaintToleration : Plugin, IFilterPlugin, IScorePlugin
{
    private static readonly PluginStatus Untolerated = PluginStatus.Unresolvable("node(s) had untolerated taint(s)");

    public override string Name => "TaintToleration";

    public override ClusterEventKind Events => ClusterEventKind.NodeAdd | ClusterEventKind.NodeTaint;

    public int Weight => 3;

    public override bool IsHelpedBy(PodInfo pod, in ClusterEvent happening) => happening.Node is not { } node || Filter(null, pod, node) is null;

    public PluginStatus? Filter(object? state, PodInfo pod, NodeInfo node)
    {
        foreach (var taint in node.Taints)
        {
            if (taint.Effect is "NoSchedule" or "NoExecute" && !pod.Tolerates(taint))
            {
                return Untolerated;
            }
        }
        return null;
    }

    public bool PreScore(PodInfo pod, IReadOnlyList<NodeInfo> nodes, IClusterView cluster, out object? state)
    {
        state = null;
        return nodes.Any(n => n.HasPreferNoScheduleTaint);
    }

    public void Score(object? state, PodInfo pod, IReadOnlyList<NodeInfo> nodes, Span<long> scores)
    {
        for (var i = 0; i < nodes.Count; i++)
        {
            scores[i] = nodes[i].Taints.Count(t => t.Effect == "PreferNoSchedule" && !pod.Tolerates(t));
        }
        Normalize.ToHundred(scores, reverse: true);
    }
}
