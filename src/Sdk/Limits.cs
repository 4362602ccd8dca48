namespace Navarch.Sdk;

/// <summary>The bounds of the controller runtime, each with its reason.</summary>
public static class Limits
{
    /// <summary>How long a reconciliation waits until the caches show its last one's writes; a cache that is further behind must not stop the controller.</summary>
    public static readonly TimeSpan ReadYourWritesWait = TimeSpan.FromSeconds(5);

    /// <summary>Keys that a controller works on at once unless it says otherwise (upstream's --concurrent-*-syncs).</summary>
    public const int DefaultConcurrency = 5;

    /// <summary>How long a stop waits for reconciliations that run.</summary>
    public static readonly TimeSpan StopWait = TimeSpan.FromSeconds(10);
}
