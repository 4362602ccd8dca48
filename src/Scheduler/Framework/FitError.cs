namespace Navarch.Scheduler.Framework;

/// <summary>Why no node can take a pod, counted over the nodes, in upstream's words.</summary>
public sealed class FitError(int nodeCount)
{
    private readonly List<(NodeInfo Node, PluginStatus Status)> _nodes = [];

    /// <summary>What a PreFilter said; then the nodes were not looked at.</summary>
    public string PreFilterMessage { get; set; } = "";

    /// <summary>What the search for pods to take away said.</summary>
    public string PostFilterMessage { get; set; } = "";

    /// <summary>The plugins that turned the pod down, as bits of their index.</summary>
    public ulong RejectedBy { get; private set; }

    public IReadOnlyList<(NodeInfo Node, PluginStatus Status)> Nodes => _nodes;

    public int NodeCount { get; } = nodeCount;

    public void Add(NodeInfo node, PluginStatus status, Plugin by)
    {
        _nodes.Add((node, status));
        RejectedBy |= 1UL << by.Index;
    }

    public void Reject(Plugin by) => RejectedBy |= 1UL << by.Index;

    public override string ToString()
    {
        if (NodeCount == 0)
        {
            return "no nodes available to schedule pods";
        }
        var message = $"0/{NodeCount} nodes are available:";
        if (PreFilterMessage.Length > 0)
        {
            message += $" {PreFilterMessage}.";
        }
        else if (_nodes.Count > 0)
        {
            message += $" {Histogram(_nodes.SelectMany(n => n.Status.Reasons))}.";
        }
        return PostFilterMessage.Length > 0 ? $"{message} {PostFilterMessage}" : message;
    }

    /// <summary>Each reason with its count, sorted as text.</summary>
    public static string Histogram(IEnumerable<string> reasons) =>
        string.Join(", ", reasons.GroupBy(r => r).Select(g => $"{g.Count()} {g.Key}").Order(StringComparer.Ordinal));
}
