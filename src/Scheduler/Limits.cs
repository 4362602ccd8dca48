namespace Navarch.Scheduler;

/// <summary>Every bound of the scheduler, with its reason.</summary>
internal static class Limits
{
    /// <summary>Upstream's podInitialBackoffSeconds and podMaxBackoffSeconds.</summary>
    public static readonly TimeSpan InitialBackoff = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan MaxBackoff = TimeSpan.FromSeconds(10);

    /// <summary>A pod that no event has helped is tried again after this long, in case an event's meaning was misjudged (upstream's value).</summary>
    public static readonly TimeSpan MaxInUnschedulable = TimeSpan.FromMinutes(5);

    /// <summary>How long binding waits for a pod's volumes; upstream's bindTimeoutSeconds.</summary>
    public static readonly TimeSpan VolumeBinding = TimeSpan.FromMinutes(10);

    /// <summary>Bindings that are under way at once: beyond it scheduling waits, so that a slow API server is not flooded.</summary>
    public const int ConcurrentBindings = 128;

    /// <summary>Upstream's minFeasibleNodesToFind: in smaller clusters every node is looked at.</summary>
    public const int MinFeasibleNodes = 100;

    /// <summary>Upstream's minFeasibleNodesPercentageToFind.</summary>
    public const int MinFeasiblePercentage = 5;

    /// <summary>Nodes on which preemption is tried in full; upstream's minCandidateNodesAbsolute.</summary>
    public const int PreemptionCandidates = 100;
}
