namespace Navarch.Store;

public enum StoreError
{
    /// <summary>The revision is before the compacted one, or was taken back by a crash. List again.</summary>
    Compacted,

    /// <summary>The revision has not happened yet.</summary>
    FutureRevision,

    /// <summary>The lease doesn't exist or has expired.</summary>
    LeaseNotFound,

    /// <summary>The value or key is over the limit. Retrying doesn't help.</summary>
    TooLarge,

    /// <summary>The disk is full. Reads go on; commits work again when there is space.</summary>
    NoSpace,

    /// <summary>The disk failed a write or a sync. The commit's outcome is unknown; retry after reading.</summary>
    Io,

    /// <summary>The store's files are damaged; the message names what and where. Restore a backup.</summary>
    Corrupt,

    /// <summary>Another process has the store open.</summary>
    InUse,

    /// <summary>Too many commits are waiting. Retry later.</summary>
    Busy,

    /// <summary>The store can't be reached (etcd). The commit's outcome is unknown; retry after reading.</summary>
    Unavailable,

    /// <summary>The store or watch was closed.</summary>
    Closed,
}

/// <summary>A failure of the store, with its kind.</summary>
public sealed class StoreException : Exception
{
    public StoreException(StoreError error, string message, Exception? inner = null)
        : base(message, inner) => Error = error;

    public StoreError Error { get; }

    /// <summary>For <see cref="StoreError.Compacted"/>: the revision up to which history is gone.</summary>
    public long CompactRevision { get; init; }

    internal static StoreException Compacted(long asked, long compacted) =>
        new(StoreError.Compacted, $"required revision {asked} has been compacted; history begins at {compacted}") { CompactRevision = compacted };

    internal static StoreException Future(long asked, long current) =>
        new(StoreError.FutureRevision, $"required revision {asked} is a future revision; the newest is {current}");

    internal static StoreException Closed() => new(StoreError.Closed, "the store is closed");
}
