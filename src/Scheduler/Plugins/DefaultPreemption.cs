using Navarch.Api.Core.V1;
using Navarch.Scheduler.Framework;

namespace Navarch.Scheduler.Plugins;

/// <summary>
/// Makes room for a pod by deleting pods of lower priority: on the node where that violates the fewest disruption budgets, and hits the
/// lowest priorities and the fewest pods. Victims that the pod fits beside are spared, the most important first.
/// </summary>
public sealed class DefaultPreemption(DisruptionBudgets budgets) : Plugin, IPostFilterPlugin
{
    private const string NotHelpful = "Preemption is not helpful for scheduling";
    private const string NoVictims = "No preemption victims found for incoming pod";

    public override string Name => "DefaultPreemption";

    public PostFilterResult PostFilter(PodInfo pod, FitError fit, IWhatIf cluster)
    {
        if (pod.Pod.Spec.PreemptionPolicy == "Never")
        {
            return new("preemption: not eligible due to preemptionPolicy=Never.");
        }
        List<string> reasons = [];
        Candidate? best = null;
        var candidates = 0;
        foreach (var (node, status) in fit.Nodes)
        {
            if (status.Code != StatusCode.Unschedulable)
            {
                reasons.Add(NotHelpful);
                continue;
            }
            if (pod.Pod.Status.NominatedNodeName == node.Name && node.Pods.Any(p => p.Priority < pod.Priority && p.Pod.Metadata.DeletionTimestamp is not null))
            {
                return new("preemption: not eligible due to a terminating pod on the nominated node.");
            }
            if (candidates >= Limits.PreemptionCandidates)
            {
                continue;
            }
            if (Try(pod, node, cluster, out var why) is { } candidate)
            {
                candidates++;
                best = best is null || candidate.CompareTo(best) < 0 ? candidate : best;
            }
            else
            {
                reasons.Add(why);
            }
        }
        return best is not null
            ? new("", best.Node.Name, best.Victims)
            : new($"preemption: 0/{fit.NodeCount} nodes are available: {FitError.Histogram(reasons)}.");
    }

    private Candidate? Try(PodInfo pod, NodeInfo node, IWhatIf cluster, out string why)
    {
        why = NoVictims;
        var lower = node.Pods.Where(p => p.Priority < pod.Priority).ToList();
        if (lower.Count == 0)
        {
            return null;
        }
        lower.ForEach(p => cluster.Remove(p, node));
        if (cluster.Check(pod, node) is { } status)
        {
            lower.ForEach(p => cluster.Add(p, node));
            why = string.Join(", ", status.Reasons);
            return null;
        }
        // The more important come back first; those whose budget would be violated before all others.
        var protectedPods = budgets.Violated(lower);
        List<PodInfo> victims = [];
        foreach (var other in lower.OrderByDescending(protectedPods.Contains).ThenByDescending(p => p.Priority).ThenBy(StartOf))
        {
            cluster.Add(other, node);
            if (cluster.Check(pod, node) is not null)
            {
                cluster.Remove(other, node);
                victims.Add(other);
            }
        }
        victims.ForEach(p => cluster.Add(p, node));
        return victims.Count == 0 ? null : new Candidate(node, victims, victims.Count(protectedPods.Contains));
    }

    private static DateTimeOffset StartOf(PodInfo pod) => pod.Pod.Status.StartTime ?? DateTimeOffset.MaxValue;

    private sealed record Candidate(NodeInfo Node, List<PodInfo> Victims, int Violations) : IComparable<Candidate>
    {
        private int HighestPriority => Victims.Max(p => p.Priority);

        public int CompareTo(Candidate? other)
        {
            if (other is null)
            {
                return -1;
            }
            var order = (Violations, HighestPriority, Victims.Sum(p => (long)p.Priority), Victims.Count)
                .CompareTo((other.Violations, other.HighestPriority, other.Victims.Sum(p => (long)p.Priority), other.Victims.Count));
            // Of the important ones, rather take those that started last.
            return order != 0 ? order : other.EarliestImportant.CompareTo(EarliestImportant);
        }

        private DateTimeOffset EarliestImportant => Victims.Where(p => p.Priority == HighestPriority).Min(StartOf);
    }
}
