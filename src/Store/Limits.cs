namespace Navarch.Store;

/// <summary>Every bound of the store, with its reason.</summary>
public static class Limits
{
    /// <summary>etcd's own default for a request (1.5 MiB), which kube-apiserver's object size limit relies on, and some room for the key.</summary>
    public const int MaxValueBytes = 1536 * 1024;

    /// <summary>Longer keys are a caller's mistake: group, resource, namespace and name together stay below 1,100.</summary>
    public const int MaxKeyLength = 4096;

    /// <summary>Commits that share one fsync. More would let the last of a burst wait for the first to be written.</summary>
    public const int MaxBatchCommits = 1024;

    /// <summary>Bytes that share one fsync: what a slow disk writes in about 20 ms.</summary>
    public const int MaxBatchBytes = 4 * 1024 * 1024;

    /// <summary>Commits waiting for the writer. Ten seconds of work at 10,000/s; beyond it callers are told <see cref="StoreError.Busy"/>.</summary>
    public const int MaxQueuedCommits = 100_000;

    /// <summary>Relaxed commits in memory that are not on disk yet; beyond it they are flushed at once.</summary>
    public const int MaxUnflushedCommits = 10_000;

    /// <summary>Bytes of relaxed commits in memory that are not on disk yet; beyond it they are flushed at once.</summary>
    public const int MaxUnflushedBytes = 16 * 1024 * 1024;

    /// <summary>Revisions that a durable ceiling reserves for relaxed commits: one extra page write per so many of them.</summary>
    public const int RevisionReserve = 10_000;

    /// <summary>Crashes within one history window that are told apart; older ones are merged, which only makes more watches list again.</summary>
    public const int RevisionGaps = 16;

    /// <summary>
    /// How far a restored store's revision is from the backup's, so that no revision is given out that clients saw before: a year of
    /// 30 changes a second.
    /// </summary>
    public const long RestoreRevisionJump = 1_000_000_000;

    /// <summary>Versions that a backup writes in one transaction.</summary>
    public const int BackupChunk = 2000;

    /// <summary>Superseded versions deleted from disk in one transaction, so that compaction never holds up a commit for long.</summary>
    public const int CompactionChunk = 512;

    /// <summary>Pages given back to the file system after one compaction chunk.</summary>
    public const int VacuumPages = 256;

    /// <summary>Events in one watch batch.</summary>
    public const int WatchBatchEvents = 512;

    /// <summary>Events that one read looks at while it holds the history's lock.</summary>
    public const int WatchScanEvents = 4096;

    /// <summary>Keys of an expired lease deleted in one batch.</summary>
    public const int LeaseExpiryChunk = 256;

    /// <summary>Pages in SQLite's write-ahead log before it is moved into the database (4 MiB).</summary>
    public const int WalCheckpointPages = 1000;

    /// <summary>The write-ahead log's file is cut back to this after a checkpoint.</summary>
    public const int WalSizeLimitBytes = 8 * 1024 * 1024;
}
