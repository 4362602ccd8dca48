namespace Navarch.Store;

/// <summary>What an acknowledged commit promises.</summary>
public enum Durability
{
    /// <summary>On disk (fsync) before the commit returns: survives a kill and a power cut.</summary>
    Synced,

    /// <summary>
    /// Visible when the commit returns; on disk with the next synced commit or after
    /// <c>EmbeddedStoreOptions.RelaxedFlushInterval</c>, whichever is first, and at a clean stop. A kill or a power cut before
    /// that takes back a suffix of the revisions, in which every commit is a relaxed one: never one before a synced commit that
    /// was acknowledged. Revisions that were taken back are not given out again; reading or watching from one of them fails with
    /// <see cref="StoreError.Compacted"/>. For what is renewed all the time or only informs: node leases, events.
    /// etcd treats it as <see cref="Synced"/>.
    /// </summary>
    Relaxed,
}

/// <summary>One conditional change of one key.</summary>
public readonly record struct Mutation
{
    public required string Key { get; init; }

    /// <summary>The new value, or null to delete (a null array converts to an empty value, not to null). The array behind it belongs to the store from then on and must not be changed.</summary>
    public ReadOnlyMemory<byte>? Value { get; init; }

    /// <summary>The mod revision the key must have; 0: must not exist; null: any.</summary>
    public long? ExpectedModRevision { get; init; }

    /// <summary>The lease that the key goes with, or 0.</summary>
    public long LeaseId { get; init; }

    public Durability Durability { get; init; }

    public static Mutation Create(string key, ReadOnlyMemory<byte> value) => new() { Key = key, Value = value, ExpectedModRevision = 0 };

    public static Mutation Put(string key, ReadOnlyMemory<byte> value, long? expectedModRevision = null) =>
        new() { Key = key, Value = value, ExpectedModRevision = expectedModRevision };

    public static Mutation Delete(string key, long? expectedModRevision = null) => new() { Key = key, ExpectedModRevision = expectedModRevision };
}

/// <summary>The outcome of a commit.</summary>
/// <param name="Succeeded">The condition held. (Deleting a key that doesn't exist succeeds and changes nothing.)</param>
/// <param name="Revision">The revision of the change; when nothing was changed, the newest revision.</param>
/// <param name="Current">
/// After success of a put the new version; when the condition did not hold the key's current version; null if the key doesn't
/// exist (any more).
/// </param>
/// <param name="Previous">After success, the version that was replaced or deleted, if there was one (etcd: only for deletes).</param>
public readonly record struct TxnResult(bool Succeeded, long Revision, KeyValue? Current, KeyValue? Previous);

/// <summary>A range of keys at a revision.</summary>
public readonly record struct RangeQuery
{
    /// <summary>The first key, inclusive.</summary>
    public required string Start { get; init; }

    /// <summary>The end, exclusive. Empty: to the last key.</summary>
    public required string End { get; init; }

    /// <summary>At most so many keys; 0: all.</summary>
    public int Limit { get; init; }

    /// <summary>0: the newest.</summary>
    public long Revision { get; init; }

    /// <summary>Also counts all keys of the range (it costs a walk over them), for a list's remainingItemCount.</summary>
    public bool Count { get; init; }

    /// <summary>All keys with a prefix; <paramref name="after"/> skips those up to and including this key.</summary>
    public static RangeQuery Prefix(string prefix, int limit = 0, long revision = 0, bool count = false, string? after = null) => new()
    {
        Start = after is null ? prefix : after + "\0",
        End = PrefixEnd(prefix),
        Limit = limit,
        Revision = revision,
        Count = count,
    };

    /// <summary>The first key after all that have the prefix; empty if there is none.</summary>
    public static string PrefixEnd(string prefix)
    {
        for (int i = prefix.Length - 1; i >= 0; i--)
        {
            if (prefix[i] != char.MaxValue)
            {
                return string.Concat(prefix.AsSpan(0, i), [(char)(prefix[i] + 1)]);
            }
        }

        return "";
    }
}

/// <param name="Items">In key order.</param>
/// <param name="Revision">The revision that was read: the query's, or the newest.</param>
/// <param name="More">The limit cut the range short.</param>
/// <param name="Count">All keys of the range, if the query asked; otherwise the number of items.</param>
public readonly record struct RangeResult(IReadOnlyList<KeyValue> Items, long Revision, bool More, long Count);

public enum StoreEventType
{
    Put,
    Delete,
}

/// <summary>One change of one key.</summary>
/// <param name="KeyValue">The new version; for a delete an empty value whose ModRevision is the delete's.</param>
/// <param name="Previous">The version before, null for a create.</param>
public readonly record struct StoreEvent(StoreEventType Type, KeyValue KeyValue, KeyValue? Previous)
{
    public bool IsCreate => Type == StoreEventType.Put && KeyValue.CreateRevision == KeyValue.ModRevision;
}

/// <param name="Events">In revision order; empty in a pure progress notification.</param>
/// <param name="Revision">Every event of the watch up to this revision has now been delivered: a bookmark.</param>
public readonly record struct WatchBatch(IReadOnlyList<StoreEvent> Events, long Revision);
