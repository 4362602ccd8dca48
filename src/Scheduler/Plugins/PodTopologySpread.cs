using Navarch.Api.Core.V1;
using Navarch.ApiMachinery.Selectors;
using Navarch.Scheduler.Framework;

namespace Navarch.Scheduler.Plugins;

/// <summary>
/// Spreads pods that a selector names over zones of nodes with the same value of a label: DoNotSchedule constraints filter (a zone may
/// have at most maxSkew more than the emptiest), ScheduleAnyway ones score (emptier zones first). Pods of a workload or Service that say
/// nothing are spread over nodes and zones as well as may be (upstream's system defaults).
/// </summary>
public sealed class PodTopologySpread(DefaultSelector selectors) : Plugin, IPreFilterPlugin, IFilterPlugin, IScorePlugin
{
    private static readonly PluginStatus Skewed = PluginStatus.Unschedulable("node(s) didn't match pod topology spread constraints");
    private static readonly PluginStatus NoLabel =
        PluginStatus.Unresolvable("node(s) didn't match pod topology spread constraints (missing required label)");

    public override string Name => "PodTopologySpread";

    public override ClusterEventKind Events => ClusterEventKind.AnyNode | ClusterEventKind.AnyAssignedPod;

    public int Weight => 2;

    public PreFilterResult PreFilter(PodInfo pod, IClusterView cluster)
    {
        var constraints = ConstraintsOf(pod, "DoNotSchedule");
        if (constraints.Length == 0)
        {
            return PreFilterResult.Skipped;
        }
        Count(constraints, pod, cluster);
        return new PreFilterResult(State: constraints);
    }

    public PluginStatus? Filter(object? state, PodInfo pod, NodeInfo node)
    {
        foreach (var constraint in (Constraint[])state!)
        {
            if (!node.Labels.TryGetValue(constraint.TopologyKey, out var value))
            {
                return NoLabel;
            }
            var self = constraint.Selector.Matches(pod.Labels) ? 1 : 0;
            if (constraint.Counts.GetValueOrDefault(value) + self - constraint.Lowest > constraint.MaxSkew)
            {
                return Skewed;
            }
        }
        return null;
    }

    public bool PreScore(PodInfo pod, IReadOnlyList<NodeInfo> nodes, IClusterView cluster, out object? state)
    {
        var constraints = pod.Pod.Spec.TopologySpreadConstraints.Count > 0 ? ConstraintsOf(pod, "ScheduleAnyway") : Defaults(pod);
        state = constraints;
        if (constraints.Length == 0)
        {
            return false;
        }
        Count(constraints, pod, cluster);
        foreach (var constraint in constraints)
        {
            // Zones of many values weigh less each (upstream's topologyNormalizingWeight).
            constraint.Weight = Math.Log(nodes.Select(n => n.Labels[constraint.TopologyKey]).Where(v => v is not null).Distinct().Count() + 2);
        }
        return true;
    }

    public void Score(object? state, PodInfo pod, IReadOnlyList<NodeInfo> nodes, Span<long> scores)
    {
        var constraints = (Constraint[])state!;
        var (lowest, highest) = (long.MaxValue, 0L);
        for (var i = 0; i < nodes.Count; i++)
        {
            scores[i] = -1;
            var score = 0.0;
            if (IsInAll(nodes[i], constraints))
            {
                foreach (var constraint in constraints)
                {
                    score += nodes[i].Labels.TryGetValue(constraint.TopologyKey, out var value)
                        ? (constraint.Counts.GetValueOrDefault(value) * constraint.Weight) + (constraint.MaxSkew - 1)
                        : 0;
                }
                scores[i] = (long)Math.Round(score);
                (lowest, highest) = (Math.Min(lowest, scores[i]), Math.Max(highest, scores[i]));
            }
        }
        for (var i = 0; i < nodes.Count; i++)
        {
            // A node outside of the zones is the last choice.
            scores[i] = scores[i] < 0 ? 0 : highest == 0 ? 100 : 100 * (highest + lowest - scores[i]) / highest;
        }
    }

    private Constraint[] Defaults(PodInfo pod) => selectors.Of(pod) is { } selector
        ? [new Constraint("kubernetes.io/hostname", 3, selector), new Constraint("topology.kubernetes.io/zone", 5, selector)]
        : [];

    /// <summary>A node without one of the labels is outside of a pod's own constraints; the defaults take what there is.</summary>
    private static bool IsInAll(NodeInfo node, Constraint[] constraints)
    {
        foreach (var constraint in constraints)
        {
            if (constraint.IsOwn && !node.Labels.ContainsKey(constraint.TopologyKey))
            {
                return false;
            }
        }
        return true;
    }

    private static Constraint[] ConstraintsOf(PodInfo pod, string whenUnsatisfiable)
    {
        var declared = pod.Pod.Spec.TopologySpreadConstraints;
        return declared.Count == 0 ? [] : [.. declared.Where(c => c.WhenUnsatisfiable == whenUnsatisfiable).Select(c => new Constraint(pod, c))];
    }

    private static void Count(Constraint[] constraints, PodInfo pod, IClusterView cluster)
    {
        foreach (var node in cluster.Nodes)
        {
            // A node counts only if it has all the labels: otherwise its pods would pull zones that the pod can't use.
            if (!IsInAll(node, constraints))
            {
                continue;
            }
            foreach (var constraint in constraints)
            {
                if (constraint.Considers(pod, node) && node.Labels.TryGetValue(constraint.TopologyKey, out var value))
                {
                    constraint.Counts[value] = constraint.Counts.GetValueOrDefault(value) + Matching(constraint, pod, node);
                }
            }
        }
        foreach (var constraint in constraints)
        {
            constraint.Counted();
        }
    }

    private static int Matching(Constraint constraint, PodInfo pod, NodeInfo node)
    {
        var count = 0;
        foreach (var other in node.Pods)
        {
            count += other.Key.Namespace == pod.Key.Namespace && other.Pod.Metadata.DeletionTimestamp is null && constraint.Selector.Matches(other.Labels) ? 1 : 0;
        }
        return count;
    }

    private sealed class Constraint
    {
        private readonly bool _honorAffinity;
        private readonly bool _honorTaints;
        private readonly int _minDomains;

        public Constraint(string topologyKey, int maxSkew, Selector selector)
        {
            (TopologyKey, MaxSkew, Selector, _honorAffinity, _minDomains) = (topologyKey, maxSkew, selector, true, 1);
        }

        public Constraint(PodInfo pod, TopologySpreadConstraint constraint)
        {
            IsOwn = true;
            TopologyKey = constraint.TopologyKey;
            MaxSkew = constraint.MaxSkew;
            _honorAffinity = constraint.NodeAffinityPolicy != "Ignore";
            _honorTaints = constraint.NodeTaintsPolicy == "Honor";
            _minDomains = constraint.MinDomains ?? 1;
            Selector = Selector.FromDocument(constraint.LabelSelector);
            foreach (var key in constraint.MatchLabelKeys)
            {
                if (pod.Labels.TryGetValue(key, out var value) && Requirement.Create(key, SelectionOperator.In, [value], out _) is { } own)
                {
                    Selector = Selector.Add(own);
                }
            }
        }

        /// <summary>The pod says so itself.</summary>
        public bool IsOwn { get; }

        public string TopologyKey { get; }
        public int MaxSkew { get; }
        public Selector Selector { get; }
        public Dictionary<string, int> Counts { get; } = [];
        public double Weight { get; set; }

        /// <summary>The emptiest zone's count; with fewer zones than the constraint wants, a zone is still to come and it's none.</summary>
        public int Lowest { get; private set; }

        public void Counted() => Lowest = Counts.Count < _minDomains || Counts.Count == 0 ? 0 : Counts.Values.Min();

        public bool Considers(PodInfo pod, NodeInfo node) =>
            (!_honorAffinity || pod.AllowsNode(node))
            && (!_honorTaints || node.Taints.All(t => t.Effect == "PreferNoSchedule" || pod.Tolerates(t)));
    }
}
