using Navarch.ApiMachinery.Documents;

namespace Navarch.Scheduler.Framework;

/// <summary>How an extension point ended, when not well.</summary>
public enum StatusCode
{
    /// <summary>Not here or now; taking other pods away could change it.</summary>
    Unschedulable,

    /// <summary>Not here or now, and taking pods away would not change it.</summary>
    UnschedulableAndUnresolvable,

    /// <summary>Something broke; the pod is tried again after a while.</summary>
    Error,
}

/// <summary>Why a plugin says no. Plugins keep their statuses and give the same ones again and again.</summary>
public sealed record PluginStatus(StatusCode Code, params IReadOnlyList<string> Reasons)
{
    public static PluginStatus Unschedulable(string reason) => new(StatusCode.Unschedulable, reason);

    public static PluginStatus Unresolvable(string reason) => new(StatusCode.UnschedulableAndUnresolvable, reason);

    public static PluginStatus Error(string reason) => new(StatusCode.Error, reason);
}

/// <summary>
/// A plugin of the scheduling framework; what it does is said by the interfaces that it implements. One instance serves all pods: what it
/// works out for one pod it gives to the framework, which hands it back at the later points of the same pod's cycle.
/// </summary>
public abstract class Plugin
{
    /// <summary>Upstream's name of the plugin.</summary>
    public abstract string Name { get; }

    /// <summary>What may help a pod that this plugin turned down.</summary>
    public virtual ClusterEventKind Events => ClusterEventKind.None;

    /// <summary>Its place in the framework's list.</summary>
    internal int Index { get; set; }

    /// <summary>Whether a happening of one of <see cref="Events"/> may help this pod; when in doubt, true.</summary>
    public virtual bool IsHelpedBy(PodInfo pod, in ClusterEvent happening) => true;
}

/// <summary>What a PreFilter says.</summary>
/// <param name="Status">Null if the pod may be schedulable.</param>
/// <param name="State">Comes back in Filter, Reserve and PreBind.</param>
/// <param name="Skip">The plugin's Filter has nothing to say about this pod.</param>
/// <param name="NodeNames">The only nodes that come into question; null for all.</param>
public readonly record struct PreFilterResult(PluginStatus? Status = null, object? State = null, bool Skip = false, IReadOnlySet<string>? NodeNames = null)
{
    public static PreFilterResult Skipped => new(Skip: true);
}

/// <summary>Turns pods away before they enter the queue.</summary>
public interface IPreEnqueuePlugin
{
    PluginStatus? PreEnqueue(PodInfo pod);
}

/// <summary>Looks at the pod once before the nodes are looked at.</summary>
public interface IPreFilterPlugin
{
    PreFilterResult PreFilter(PodInfo pod, IClusterView cluster);
}

/// <summary>Says whether a node can take the pod.</summary>
public interface IFilterPlugin
{
    /// <summary>Null if it can.</summary>
    PluginStatus? Filter(object? state, PodInfo pod, NodeInfo node);
}

/// <summary>Looks for a way when no node can take the pod.</summary>
public interface IPostFilterPlugin
{
    PostFilterResult PostFilter(PodInfo pod, FitError fit, IWhatIf cluster);
}

/// <summary>What a PostFilter found.</summary>
/// <param name="Message">Why it found nothing; goes into the pod's condition.</param>
/// <param name="Node">Where the pod will fit once the victims are gone.</param>
/// <param name="Victims">Pods to delete.</param>
public readonly record struct PostFilterResult(string Message, string? Node = null, IReadOnlyList<PodInfo>? Victims = null);

/// <summary>The cluster as it would be without or with some pods; who changes it puts it back as it was.</summary>
public interface IWhatIf
{
    /// <summary>Null if the node could take the pod now.</summary>
    PluginStatus? Check(PodInfo pod, NodeInfo node);

    void Remove(PodInfo pod, NodeInfo node);

    void Add(PodInfo pod, NodeInfo node);
}

/// <summary>Compares the nodes that can take the pod.</summary>
public interface IScorePlugin
{
    /// <summary>Upstream's default weight.</summary>
    int Weight { get; }

    /// <summary>Looks at the pod once; false if all nodes are alike to it.</summary>
    bool PreScore(PodInfo pod, IReadOnlyList<NodeInfo> nodes, IClusterView cluster, out object? state);

    /// <summary>Sets a score for each node, from 0 to 100.</summary>
    void Score(object? state, PodInfo pod, IReadOnlyList<NodeInfo> nodes, Span<long> scores);
}

/// <summary>Is told that a node was chosen, and can still say no.</summary>
public interface IReservePlugin
{
    PluginStatus? Reserve(object? state, PodInfo pod, NodeInfo node);

    /// <summary>The choice is taken back; also called if Reserve said no.</summary>
    void Unreserve(object? state, PodInfo pod, string nodeName);
}

/// <summary>Prepares the node before the pod is bound to it; outside the scheduling cycle, so it may take its time.</summary>
public interface IPreBindPlugin
{
    Task<PluginStatus?> PreBindAsync(object? state, PodInfo pod, string nodeName, CancellationToken ct);
}

/// <summary>What plugins see of the cluster within a cycle.</summary>
public interface IClusterView
{
    /// <summary>All nodes that exist, in a stable order.</summary>
    IReadOnlyList<NodeInfo> Nodes { get; }

    /// <summary>A node by name; null if there is none.</summary>
    NodeInfo? FindNode(string name);

    /// <summary>The labels of a namespace; none if it is not known.</summary>
    MapOf<string> NamespaceLabels(string name);

    /// <summary>How many nodes have pods with a required anti-affinity, and with any affinity.</summary>
    IReadOnlyCollection<NodeInfo> NodesWithRequiredAntiAffinity { get; }

    IReadOnlyCollection<NodeInfo> NodesWithAffinity { get; }

    /// <summary>How many nodes have the image.</summary>
    int NodesWithImage(string image);
}
