namespace Navarch.ControllerManager;

/// <summary>The bounds of the controllers, each with its reason.</summary>
public static class Limits
{
    /// <summary>How many pods one reconciliation creates or deletes at most, so that one object doesn't hold up the others (upstream's BurstReplicas).</summary>
    public const int BurstReplicas = 500;

    /// <summary>How many writes of one reconciliation are under way at once.</summary>
    public const int ParallelWrites = 32;

    /// <summary>Endpoints in one EndpointSlice (upstream's --max-endpoints-per-slice).</summary>
    public const int EndpointsPerSlice = 100;

    /// <summary>Addresses in one legacy Endpoints object (upstream's).</summary>
    public const int EndpointsCapacity = 1000;

    /// <summary>How long a namespace's deletion waits before it looks again at content that is still terminating.</summary>
    public static readonly TimeSpan NamespaceRecheck = TimeSpan.FromSeconds(1);

    /// <summary>How many owners the garbage collector remembers to be absent (upstream's cache size).</summary>
    public const int RememberedAbsentOwners = 500;

    /// <summary>Terminated pods that are kept (upstream's --terminated-pod-gc-threshold).</summary>
    public const int TerminatedPods = 12500;
}
