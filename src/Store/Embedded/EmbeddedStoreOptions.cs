namespace Navarch.Store.Embedded;

/// <summary>How an <see cref="EmbeddedStore"/> keeps its data.</summary>
public sealed record EmbeddedStoreOptions
{
    /// <summary>The directory of the store's files, made (0700) if it isn't there. Null keeps everything in memory only, for tests and simulations.</summary>
    public string? Directory { get; init; }

    /// <summary>
    /// How long superseded versions can be read and watched, at least; they are forgotten before twice this time. Default: 5
    /// minutes, kube-apiserver's --etcd-compaction-interval. Zero: only <see cref="IStore.CompactAsync"/> forgets.
    /// </summary>
    public TimeSpan HistoryWindow { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Superseded versions are forgotten earlier when they take more than this. Default: 64 MiB.</summary>
    public long HistoryMaxBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>Superseded versions are forgotten earlier when there are more than this. Default: 500,000.</summary>
    public int HistoryMaxVersions { get; init; } = 500_000;

    /// <summary>The longest that a relaxed commit waits for the disk. Default: 10 seconds, the period of a node's lease.</summary>
    public TimeSpan RelaxedFlushInterval { get; init; } = TimeSpan.FromSeconds(10);
}
