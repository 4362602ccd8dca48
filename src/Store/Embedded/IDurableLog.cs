using System.Collections.Immutable;

namespace Navarch.Store.Embedded;

/// <summary>One transaction of the log: all of it becomes durable, or nothing.</summary>
internal sealed class LogBatch
{
    /// <summary>New versions, in revision order.</summary>
    public List<KeyValue> Added { get; } = [];

    /// <summary>Versions that compaction dropped.</summary>
    public List<KeyValue> Dropped { get; } = [];

    /// <summary>Leases granted.</summary>
    public List<LeaseRecord> Granted { get; } = [];

    /// <summary>Leases revoked or expired.</summary>
    public List<long> Revoked { get; } = [];

    /// <summary>All leases that there are, needed after a failed write, which may have removed some.</summary>
    public required Func<IEnumerable<LeaseRecord>> Leases { get; init; }

    public LogHead Head { get; set; }

    public bool IsEmpty => Added.Count == 0 && Dropped.Count == 0 && Granted.Count == 0 && Revoked.Count == 0;

    public void Clear()
    {
        Added.Clear();
        Dropped.Clear();
        Granted.Clear();
        Revoked.Clear();
    }
}

/// <summary>What is written with every transaction beside the rows.</summary>
/// <param name="Revision">The newest revision.</param>
/// <param name="CompactRevision">History up to here is forgotten, though rows may still wait for their deletion.</param>
/// <param name="Ceiling">Revisions up to this may have been given to relaxed commits; 0 after a clean stop.</param>
/// <param name="Gaps">Revisions that crashes took back, oldest first.</param>
internal readonly record struct LogHead(long Revision, long CompactRevision, long Ceiling, ImmutableArray<RevisionGap> Gaps);

/// <summary>Revisions after <paramref name="After"/> and before <paramref name="Before"/> may have been seen and then lost by a crash.</summary>
internal readonly record struct RevisionGap(long After, long Before)
{
    public bool Contains(long revision) => revision > After && revision < Before;
}

/// <param name="ExpiresUnixMilliseconds">By the clock of the process that granted it.</param>
internal readonly record struct LeaseRecord(long Id, long TimeToLiveMilliseconds, long ExpiresUnixMilliseconds);

/// <summary>
/// The durable log under the embedded store. Called by one thread. A failed <see cref="Write"/> leaves the log as it was, as far
/// as later calls see.
/// </summary>
internal interface IDurableLog : IDisposable
{
    /// <summary>Reads everything, in revision order, checking it. Once, first.</summary>
    LogHead Load(KeySpace keys, List<LeaseRecord> leases);

    /// <summary>Durable when it returns; otherwise throws <see cref="StoreException"/>.</summary>
    void Write(LogBatch batch);

    /// <summary>Gives space of deleted rows back to the file system, a bounded amount of it. False when there is none left.</summary>
    bool ReturnSpace();
}
