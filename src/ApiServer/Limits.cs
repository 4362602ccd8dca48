namespace Navarch.ApiServer;

/// <summary>What the API server bounds, and why.</summary>
internal static class Limits
{
    /// <summary>Changes of one resource that late watchers can still have. A watcher that falls behind further must list again.</summary>
    public const int WatchWindowEvents = 10_000;

    /// <summary>The largest body of a request, as upstream's: etcd takes 1.5 MiB and JSON may double that.</summary>
    public const int MaxRequestBodyBytes = 3 * 1024 * 1024;

    /// <summary>How often a patch without resourceVersion is tried again when other writes come between, as upstream's.</summary>
    public const int MaxConflictRetries = 5;

    /// <summary>How often a generated name is tried again when it is taken, as upstream's.</summary>
    public const int MaxGenerateNameRetries = 8;

    /// <summary>How long a watch lasts when the client does not say: this to twice this, so that they don't end together. Upstream's.</summary>
    public static readonly TimeSpan MinWatchTimeout = TimeSpan.FromMinutes(30);

    /// <summary>How often a watcher that asked for them gets bookmarks, as upstream's.</summary>
    public static readonly TimeSpan BookmarkInterval = TimeSpan.FromMinutes(1);

    /// <summary>How long a read waits for the cache to reach a revision, as upstream's.</summary>
    public static readonly TimeSpan FreshnessTimeout = TimeSpan.FromSeconds(3);

    /// <summary>How long a watcher may take to accept bytes before it is ended.</summary>
    public static readonly TimeSpan WatchWriteTimeout = TimeSpan.FromSeconds(60);
}
