namespace Navarch.Store;

/// <summary>One version of a key. Immutable, shared by all readers.</summary>
public sealed class KeyValue
{
    private readonly byte[] _value;
    private KeyValue? _previous;

    public KeyValue(string key, byte[] value, long createRevision, long modRevision, long version, long leaseId = 0)
        : this(key, value, createRevision, modRevision, version, leaseId, null)
    {
    }

    internal KeyValue(string key, byte[] value, long createRevision, long modRevision, long version, long leaseId, KeyValue? previous)
    {
        Key = key;
        _value = value;
        CreateRevision = createRevision;
        ModRevision = modRevision;
        Version = version;
        LeaseId = leaseId;
        _previous = previous;
    }

    public string Key { get; }

    public ReadOnlyMemory<byte> Value => _value;

    /// <summary>The revision at which the key last came into being.</summary>
    public long CreateRevision { get; }

    /// <summary>The revision of this version.</summary>
    public long ModRevision { get; }

    /// <summary>1 at creation, one more with every put.</summary>
    public long Version { get; }

    public long LeaseId { get; }

    /// <summary>A delete, kept as a version of its own until compaction (as etcd does: version 0).</summary>
    internal bool IsTombstone => Version == 0;

    internal byte[] ValueArray => _value;

    /// <summary>The version before, as long as history holds it. Cut by compaction only.</summary>
    internal KeyValue? Previous => Volatile.Read(ref _previous);

    /// <summary>The version before as a reader sees it: a tombstone is nothing.</summary>
    internal KeyValue? PreviousLive => Previous is { IsTombstone: false } previous ? previous : null;

    internal void CutPrevious() => Volatile.Write(ref _previous, null);

    public override string ToString() => $"{Key}@{ModRevision}";
}
