using Navarch.Scheduler.Framework;

namespace Navarch.Scheduler.Plugins;

/// <summary>A pod's nodeSelector and node affinity: the required part filters, the preferred part scores.</summary>
public sealed class NodeAffinity : Plugin, IPreFilterPlugin, IFilterPlugin, IScorePlugin
{
    private static readonly PluginStatus NoMatch = PluginStatus.Unresolvable("node(s) didn't match Pod's node affinity/selector");

    public override string Name => "NodeAffinity";

    public override ClusterEventKind Events => ClusterEventKind.NodeAdd | ClusterEventKind.NodeLabel;

    public int Weight => 2;

    public override bool IsHelpedBy(PodInfo pod, in ClusterEvent happening) => happening.Node is not { } node || pod.AllowsNode(node);

    public PreFilterResult PreFilter(PodInfo pod, IClusterView cluster) =>
        pod.NodeSelector is null && pod.RequiredNodeAffinity is null ? PreFilterResult.Skipped : default;

    public PluginStatus? Filter(object? state, PodInfo pod, NodeInfo node) => pod.AllowsNode(node) ? null : NoMatch;

    public bool PreScore(PodInfo pod, IReadOnlyList<NodeInfo> nodes, IClusterView cluster, out object? state)
    {
        state = null;
        return pod.PreferredNodeAffinity.Length > 0;
    }

    public void Score(object? state, PodInfo pod, IReadOnlyList<NodeInfo> nodes, Span<long> scores)
    {
        for (var i = 0; i < nodes.Count; i++)
        {
            scores[i] = 0;
            foreach (var (matcher, weight) in pod.PreferredNodeAffinity)
            {
                scores[i] += matcher.Matches(nodes[i].Name, nodes[i].Labels) ? weight : 0;
            }
        }
        Normalize.ToHundred(scores, reverse: false);
    }
}
