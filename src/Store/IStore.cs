namespace Navarch.Store;

/// <summary>
/// A revisioned key space with etcd's model. Every change of a key gets the next revision; reads can ask for any revision that
/// has not been compacted; a watch delivers every change from a revision on, in order, once.
/// </summary>
/// <remarks>
/// Keys are ordered ordinally. Values are bytes that the store never looks into. All members may be called from any thread.
/// Failures are <see cref="StoreException"/>; after <see cref="StoreError.Io"/>, <see cref="StoreError.NoSpace"/> or
/// <see cref="StoreError.Unavailable"/> on a commit its outcome is unknown and the caller reads before it retries.
/// </remarks>
public interface IStore : IAsyncDisposable
{
    /// <summary>The newest revision this process has seen. Embedded: the newest there is. etcd: others may have gone on, see <see cref="GetRevisionAsync"/>.</summary>
    long Revision { get; }

    /// <summary>Everything before this revision is forgotten, as far as this process has seen. 0 if nothing was compacted.</summary>
    long CompactRevision { get; }

    /// <summary>The newest revision at some moment after the call (linearizable): what a consistent read must have reached.</summary>
    ValueTask<long> GetRevisionAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Txn(mod revision == expected ? Put/Delete : Range). Returns when the change is visible to reads and, with
    /// <see cref="Durability.Synced"/>, on disk.
    /// </summary>
    ValueTask<TxnResult> CommitAsync(Mutation mutation, CancellationToken cancellationToken = default);

    /// <summary>One key, or null if it doesn't exist at that revision. 0 reads the newest revision.</summary>
    ValueTask<KeyValue?> GetAsync(string key, long revision = 0, CancellationToken cancellationToken = default);

    /// <summary>Keys in order, all of one revision.</summary>
    ValueTask<RangeResult> RangeAsync(RangeQuery query, CancellationToken cancellationToken = default);

    /// <summary>
    /// Starts a watch of all keys with this prefix. <paramref name="fromRevision"/> is the first revision whose events are
    /// wanted; 0 means those after the current one, which is <see cref="IStoreWatch.StartRevision"/>.
    /// </summary>
    IStoreWatch Watch(string prefix, long fromRevision = 0);

    /// <summary>Forgets versions that were superseded at or before this revision. Reads and watches from before it fail with <see cref="StoreError.Compacted"/>.</summary>
    ValueTask CompactAsync(long revision, CancellationToken cancellationToken = default);

    /// <summary>Creates a lease; keys put with it are deleted when it expires. The time to live is at least one second.</summary>
    ValueTask<long> GrantLeaseAsync(TimeSpan timeToLive, CancellationToken cancellationToken = default);

    /// <summary>Deletes the lease and its keys. <see cref="StoreError.LeaseNotFound"/> if it doesn't exist.</summary>
    ValueTask RevokeLeaseAsync(long leaseId, CancellationToken cancellationToken = default);
}

/// <summary>
/// A cursor over the changes of a prefix. One reader at a time. A reader that falls behind loses nothing until compaction passes
/// it; then <see cref="ReadAsync"/> fails with <see cref="StoreError.Compacted"/> and the reader lists again.
/// </summary>
public interface IStoreWatch : IAsyncDisposable
{
    /// <summary>The revision before the first that this watch delivers.</summary>
    long StartRevision { get; }

    /// <summary>
    /// Waits for events or a requested progress notification. All events of one revision are in one batch. A batch is immutable
    /// and stays valid after the next read.
    /// </summary>
    ValueTask<WatchBatch> ReadAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Makes a batch arrive soon, even without events, whose <see cref="WatchBatch.Revision"/> is at least what
    /// <see cref="IStore.GetRevisionAsync"/> would have returned at the time of the call.
    /// </summary>
    ValueTask RequestProgressAsync(CancellationToken cancellationToken = default);
}
