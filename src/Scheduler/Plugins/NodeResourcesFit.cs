using Navarch.Scheduler.Framework;

namespace Navarch.Scheduler.Plugins;

/// <summary>A node takes a pod only if all that the pod asks for is free there; prefers nodes of which little is given away.</summary>
public sealed class NodeResourcesFit : Plugin, IFilterPlugin, IScorePlugin
{
    private static readonly string[] Names = ["Too many pods", "Insufficient cpu", "Insufficient memory", "Insufficient ephemeral-storage"];

    // What is lacking, as bits of its name's index, for both codes: statuses are made once.
    private static readonly PluginStatus[] Lacking = [.. Enumerable.Range(0, 16).Select(bits => new PluginStatus(StatusCode.Unschedulable, ReasonsOf(bits)))];
    private static readonly PluginStatus[] NeverThere = [.. Enumerable.Range(0, 16).Select(bits => new PluginStatus(StatusCode.UnschedulableAndUnresolvable, ReasonsOf(bits)))];

    public override string Name => "NodeResourcesFit";

    public override ClusterEventKind Events =>
        ClusterEventKind.NodeAdd | ClusterEventKind.NodeAllocatable | ClusterEventKind.AssignedPodDelete | ClusterEventKind.AssignedPodUpdate;

    public int Weight => 1;

    public override bool IsHelpedBy(PodInfo pod, in ClusterEvent happening) => happening.Node is not { } node || Filter(null, pod, node) is null;

    public PluginStatus? Filter(object? state, PodInfo pod, NodeInfo node)
    {
        var (asked, has, given) = (pod.Requests, node.Allocatable, node.Requested);
        var lacking = node.PodCount + 1 > has.AllowedPods ? 1 : 0;
        var never = false;
        lacking |= Lacks(asked.MilliCpu, has.MilliCpu, given.MilliCpu, 2, ref never);
        lacking |= Lacks(asked.Memory, has.Memory, given.Memory, 4, ref never);
        lacking |= Lacks(asked.EphemeralStorage, has.EphemeralStorage, given.EphemeralStorage, 8, ref never);
        if (asked.Scalars is not null && LackingScalars(asked.Scalars, has, given, ref never) is { Count: > 0 } scalars)
        {
            return new PluginStatus(never ? StatusCode.UnschedulableAndUnresolvable : StatusCode.Unschedulable, [.. ReasonsOf(lacking), .. scalars]);
        }
        return lacking == 0 ? null : never ? NeverThere[lacking] : Lacking[lacking];
    }

    public bool PreScore(PodInfo pod, IReadOnlyList<NodeInfo> nodes, IClusterView cluster, out object? state)
    {
        state = null;
        return true;
    }

    public void Score(object? state, PodInfo pod, IReadOnlyList<NodeInfo> nodes, Span<long> scores)
    {
        for (var i = 0; i < nodes.Count; i++)
        {
            var node = nodes[i];
            var (sum, weights) = (0L, 0);
            Add(node.NonZeroMilliCpu + pod.NonZeroMilliCpu, node.Allocatable.MilliCpu, ref sum, ref weights);
            Add(node.NonZeroMemory + pod.NonZeroMemory, node.Allocatable.Memory, ref sum, ref weights);
            scores[i] = weights == 0 ? 0 : sum / weights;
        }
    }

    private static void Add(long requested, long capacity, ref long sum, ref int weights)
    {
        if (capacity > 0)
        {
            sum += requested > capacity ? 0 : (long)((capacity - requested) * (Int128)100 / capacity);
            weights++;
        }
    }

    private static int Lacks(long asked, long has, long given, int bit, ref bool never)
    {
        if (asked == 0 || asked <= has - given)
        {
            return 0;
        }
        never |= asked > has;
        return bit;
    }

    private static List<string> LackingScalars(Dictionary<string, long> asked, Resources has, Resources given, ref bool never)
    {
        var lacking = new List<string>();
        foreach (var (name, amount) in asked)
        {
            if (Lacks(amount, has.Scalars?.GetValueOrDefault(name) ?? 0, given.Scalars?.GetValueOrDefault(name) ?? 0, 1, ref never) != 0)
            {
                lacking.Add($"Insufficient {name}");
            }
        }
        return lacking;
    }

    private static string[] ReasonsOf(int bits) => [.. Names.Where((_, i) => (bits & (1 << i)) != 0)];
}
