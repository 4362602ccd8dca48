using Navarch.Scheduler.Framework;

namespace Navarch.Scheduler.Plugins;

/// <summary>Prefers nodes where the pod leaves CPU and memory equally used, so that neither is left over without the other.</summary>
public sealed class NodeResourcesBalancedAllocation : Plugin, IScorePlugin
{
    public override string Name => "NodeResourcesBalancedAllocation";

    public int Weight => 1;

    public bool PreScore(PodInfo pod, IReadOnlyList<NodeInfo> nodes, IClusterView cluster, out object? state)
    {
        state = null;
        // A pod that asks for nothing changes no balance.
        return pod.Requests.MilliCpu > 0 || pod.Requests.Memory > 0;
    }

    public void Score(object? state, PodInfo pod, IReadOnlyList<NodeInfo> nodes, Span<long> scores)
    {
        for (var i = 0; i < nodes.Count; i++)
        {
            var (has, given) = (nodes[i].Allocatable, nodes[i].Requested);
            var cpu = Fraction(given.MilliCpu + pod.Requests.MilliCpu, has.MilliCpu);
            var memory = Fraction(given.Memory + pod.Requests.Memory, has.Memory);
            var deviation = cpu is { } c && memory is { } m ? Math.Abs(c - m) / 2 : 0;
            scores[i] = (long)((1 - deviation) * 100);
        }
    }

    private static double? Fraction(long requested, long capacity) => capacity == 0 ? null : Math.Min(1, (double)requested / capacity);
}
