using Navarch.ApiMachinery.Documents;
using Navarch.Scheduler.Framework;

namespace Navarch.Scheduler.Plugins;

/// <summary>
/// Pods that want to be together or apart, by zones of nodes with the same value of a label. Required terms filter (of the pod towards
/// others, and of others' anti-affinity towards the pod), preferred ones score, both ways.
/// </summary>
public sealed class InterPodAffinity : Plugin, IPreFilterPlugin, IFilterPlugin, IScorePlugin
{
    /// <summary>Upstream's hardPodAffinityWeight: others' required affinity draws this strongly.</summary>
    private const int HardWeight = 1;

    private static readonly PluginStatus NotTogether = PluginStatus.Unresolvable("node(s) didn't match pod affinity rules");
    private static readonly PluginStatus NotApart = PluginStatus.Unschedulable("node(s) didn't match pod anti-affinity rules");
    private static readonly PluginStatus NotWanted = PluginStatus.Unschedulable("node(s) didn't satisfy existing pods anti-affinity rules");

    public override string Name => "InterPodAffinity";

    public override ClusterEventKind Events => ClusterEventKind.NodeAdd | ClusterEventKind.NodeLabel | ClusterEventKind.AnyAssignedPod;

    public int Weight => 2;

    public PreFilterResult PreFilter(PodInfo pod, IClusterView cluster)
    {
        var state = new State();
        foreach (var node in cluster.NodesWithRequiredAntiAffinity)
        {
            foreach (var other in node.Pods)
            {
                foreach (var term in other.RequiredAntiAffinity)
                {
                    if (term.Matches(pod, cluster.NamespaceLabels))
                    {
                        State.Count(state.Unwanted, term.TopologyKey, node);
                    }
                }
            }
        }
        if (pod.RequiredAffinity.Length + pod.RequiredAntiAffinity.Length > 0)
        {
            CountMatching(pod, cluster, state);
            // The first pod of a group that wants to be together may go anywhere.
            state.FirstOfGroup = state.Together.Count == 0 && pod.RequiredAffinity.All(t => t.Matches(pod, cluster.NamespaceLabels));
        }
        else if (state.Unwanted.Count == 0)
        {
            return PreFilterResult.Skipped;
        }
        return new PreFilterResult(State: state);
    }

    public PluginStatus? Filter(object? state, PodInfo pod, NodeInfo node)
    {
        var counts = (State)state!;
        if (!IsTogether(counts, pod, node))
        {
            return NotTogether;
        }
        foreach (var term in pod.RequiredAntiAffinity)
        {
            if (State.Has(counts.Apart, term.TopologyKey, node))
            {
                return NotApart;
            }
        }
        foreach (var ((key, value), _) in counts.Unwanted)
        {
            if (node.Labels.TryGetValue(key, out var has) && has == value)
            {
                return NotWanted;
            }
        }
        return null;
    }

    public bool PreScore(PodInfo pod, IReadOnlyList<NodeInfo> nodes, IClusterView cluster, out object? state)
    {
        var weights = new Dictionary<(string Key, string Value), long>();
        state = weights;
        var prefers = pod.PreferredAffinity.Length + pod.PreferredAntiAffinity.Length > 0;
        foreach (var node in prefers ? cluster.Nodes : cluster.NodesWithAffinity)
        {
            foreach (var other in node.Pods)
            {
                Weigh(weights, node, pod.PreferredAffinity, other, 1, cluster);
                Weigh(weights, node, pod.PreferredAntiAffinity, other, -1, cluster);
                Weigh(weights, node, other.PreferredAffinity, pod, 1, cluster);
                Weigh(weights, node, other.PreferredAntiAffinity, pod, -1, cluster);
                Weigh(weights, node, other.RequiredAffinity, pod, HardWeight, cluster);
            }
        }
        return weights.Count > 0;
    }

    public void Score(object? state, PodInfo pod, IReadOnlyList<NodeInfo> nodes, Span<long> scores)
    {
        var weights = (Dictionary<(string Key, string Value), long>)state!;
        var (lowest, highest) = (long.MaxValue, long.MinValue);
        for (var i = 0; i < nodes.Count; i++)
        {
            scores[i] = 0;
            foreach (var ((key, value), weight) in weights)
            {
                scores[i] += nodes[i].Labels.TryGetValue(key, out var has) && has == value ? weight : 0;
            }
            (lowest, highest) = (Math.Min(lowest, scores[i]), Math.Max(highest, scores[i]));
        }
        for (var i = 0; i < nodes.Count; i++)
        {
            scores[i] = highest > lowest ? 100 * (scores[i] - lowest) / (highest - lowest) : 0;
        }
    }

    private static bool IsTogether(State counts, PodInfo pod, NodeInfo node)
    {
        var together = true;
        foreach (var term in pod.RequiredAffinity)
        {
            if (!node.Labels.ContainsKey(term.TopologyKey))
            {
                return false;
            }
            together &= State.Has(counts.Together, term.TopologyKey, node);
        }
        return together || counts.FirstOfGroup;
    }

    private static void CountMatching(PodInfo pod, IClusterView cluster, State state)
    {
        foreach (var node in cluster.Nodes)
        {
            foreach (var other in node.Pods)
            {
                // Together means: a pod that all the terms match.
                if (pod.RequiredAffinity.Length > 0 && pod.RequiredAffinity.All(t => t.Matches(other, cluster.NamespaceLabels)))
                {
                    foreach (var term in pod.RequiredAffinity)
                    {
                        State.Count(state.Together, term.TopologyKey, node);
                    }
                }
                foreach (var term in pod.RequiredAntiAffinity)
                {
                    if (term.Matches(other, cluster.NamespaceLabels))
                    {
                        State.Count(state.Apart, term.TopologyKey, node);
                    }
                }
            }
        }
    }

    private static void Weigh(
        Dictionary<(string Key, string Value), long> weights, NodeInfo node, AffinityTerm[] terms, PodInfo target, int sign, IClusterView cluster)
    {
        foreach (var term in terms)
        {
            if (node.Labels.TryGetValue(term.TopologyKey, out var value) && term.Matches(target, cluster.NamespaceLabels))
            {
                var key = (term.TopologyKey, value);
                weights[key] = weights.GetValueOrDefault(key) + (sign * Math.Max(term.Weight, 1));
            }
        }
    }

    private sealed class State
    {
        public Dictionary<(string Key, string Value), int> Together { get; } = [];
        public Dictionary<(string Key, string Value), int> Apart { get; } = [];
        public Dictionary<(string Key, string Value), int> Unwanted { get; } = [];
        public bool FirstOfGroup { get; set; }

        public static void Count(Dictionary<(string Key, string Value), int> counts, string key, NodeInfo node)
        {
            if (node.Labels.TryGetValue(key, out var value))
            {
                counts[(key, value)] = counts.GetValueOrDefault((key, value)) + 1;
            }
        }

        public static bool Has(Dictionary<(string Key, string Value), int> counts, string key, NodeInfo node) =>
            counts.Count > 0 && node.Labels.TryGetValue(key, out var value) && counts.ContainsKey((key, value));
    }
}
