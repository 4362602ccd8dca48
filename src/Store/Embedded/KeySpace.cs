using System.Collections.Immutable;

namespace Navarch.Store.Embedded;

/// <summary>
/// The multi-version index, a synchronous state machine with one writer. <see cref="Apply"/> adds versions that no reader sees
/// yet; when they are durable (or need not be) <see cref="Publish"/> shows them, otherwise <see cref="Rollback"/> takes them
/// back. Readers run beside the writer without locks: they read at a revision and skip what is newer.
/// </summary>
internal sealed class KeySpace
{
    private readonly KeyTree _tree = new();
    private readonly Queue<KeyValue> _superseders = new();
    private readonly List<KeyValue> _pending = [];
    private long _assigned;
    private long _compactRevision;

    public WatchHub Hub { get; } = new();

    public long Revision => Hub.Revision;

    public long CompactRevision => Volatile.Read(ref _compactRevision);

    /// <summary>Applied and not yet published, in revision order.</summary>
    public List<KeyValue> Pending => _pending;

    /// <summary>The newest revision given to an applied change.</summary>
    public long AssignedRevision => _assigned;

    /// <summary>Versions that replaced or deleted another one since compaction.</summary>
    public int HistoryCount => _superseders.Count;

    /// <summary>Bytes of superseded values that history still holds.</summary>
    public long HistoryBytes { get; private set; }

    public int KeyCount { get; private set; }

    /// <summary>Checks the condition against everything applied so far and applies the change if it holds.</summary>
    public TxnResult Apply(in Mutation mutation)
    {
        KeyEntry? entry = _tree.FindLatest(mutation.Key);
        KeyValue? head = entry?.Head;
        KeyValue? current = head is { IsTombstone: false } ? head : null;
        if (mutation.ExpectedModRevision is { } expected && (current?.ModRevision ?? 0) != expected)
        {
            return new TxnResult(false, _assigned, current, null);
        }

        if (mutation.Value is not { } value)
        {
            if (current is null)
            {
                return new TxnResult(true, _assigned, null, null);
            }

            Add(entry!, new KeyValue(entry!.Key, [], 0, ++_assigned, 0, 0, head));
            return new TxnResult(true, _assigned, null, current);
        }

        if (entry is null)
        {
            entry = new KeyEntry(mutation.Key);
            _tree.Insert(entry);
        }

        long revision = ++_assigned;
        KeyValue version = new(entry.Key, Own(value), current?.CreateRevision ?? revision, revision, (current?.Version ?? 0) + 1, mutation.LeaseId, head);
        Add(entry, version);
        return new TxnResult(true, revision, version, current);
    }

    /// <summary>The newest version, published or not. Writer only.</summary>
    public KeyValue? Latest(string key) => _tree.FindLatest(key)?.Head;

    public void Publish()
    {
        foreach (KeyValue version in _pending)
        {
            Account(version);
        }

        _tree.Publish();
        Hub.Publish(_pending, _assigned);
        _pending.Clear();
    }

    public void Rollback()
    {
        for (int i = _pending.Count - 1; i >= 0; i--)
        {
            KeyValue version = _pending[i];
            KeyEntry entry = _tree.FindLatest(version.Key)!;
            entry.Head = version.Previous;
            if (entry.Head is null)
            {
                _tree.Remove(version.Key);
            }
        }

        _tree.Publish();
        _pending.Clear();
        _assigned = Revision;
    }

    /// <summary>Adds a version read from the log, in revision order, before anyone reads.</summary>
    public void Load(string key, byte[] value, long createRevision, long revision, long version, long leaseId)
    {
        KeyEntry? entry = _tree.FindLatest(key);
        if (entry is null)
        {
            entry = new KeyEntry(key);
            _tree.Insert(entry);
        }

        KeyValue loaded = new(entry.Key, value, createRevision, revision, version, leaseId, entry.Head);
        entry.Head = loaded;
        Account(loaded);
        if (revision > CompactRevision)
        {
            Hub.Load(loaded);
        }
    }

    /// <summary>Before loading.</summary>
    public void BeginLoad(long compactRevision) => _compactRevision = compactRevision;

    /// <summary>After loading.</summary>
    public void EndLoad(long revision, ImmutableArray<RevisionGap> gaps)
    {
        _assigned = revision;
        Hub.Reset(revision, CompactRevision, gaps);
        _tree.Publish();
    }

    public KeyValue? Get(string key, long revision)
    {
        if (revision == 0)
        {
            while (true)
            {
                long newest = Revision;
                KeyValue? found = _tree.Find(key)?.At(newest);
                if (CompactRevision <= newest)
                {
                    return found;
                }
            }
        }

        CheckReadable(revision);
        KeyValue? version = _tree.Find(key)?.At(revision);
        CheckReadable(revision);
        return version;
    }

    public RangeResult Range(in RangeQuery query)
    {
        if (query.Revision == 0)
        {
            while (true)
            {
                long newest = Revision;
                RangeResult result = RangeAt(query, newest);
                if (CompactRevision <= newest)
                {
                    return result;
                }
            }
        }

        CheckReadable(query.Revision);
        RangeResult old = RangeAt(query, query.Revision);
        CheckReadable(query.Revision);
        return old;
    }

    /// <summary>Every version that a backup as of this revision consists of, in revision order.</summary>
    public List<KeyValue> VersionsUpTo(long revision)
    {
        List<KeyValue> versions = [];
        KeyTree.Cursor cursor = _tree.Seek("", "");
        while (cursor.MoveNext())
        {
            for (KeyValue? version = cursor.Current.Head; version is not null; version = version.Previous)
            {
                if (version.ModRevision <= revision)
                {
                    versions.Add(version);
                }
            }
        }

        versions.Sort(static (a, b) => a.ModRevision.CompareTo(b.ModRevision));
        return versions;
    }

    /// <summary>Forgets what readers could see before this revision. <see cref="TakeSuperseded"/> then frees it.</summary>
    public void Compact(long revision)
    {
        Volatile.Write(ref _compactRevision, revision);
        Hub.Compact(revision);
    }

    /// <summary>
    /// Cuts up to so many versions that compaction made unreachable from the index and adds them to the list, in an order that
    /// may be stopped anywhere. False when none is left.
    /// </summary>
    public bool TakeSuperseded(int limit, List<KeyValue> dropped)
    {
        while (dropped.Count < limit && _superseders.TryPeek(out KeyValue? superseder) && superseder.ModRevision <= CompactRevision)
        {
            _superseders.Dequeue();
            if (superseder.Previous is { } previous)
            {
                if (!previous.IsTombstone)
                {
                    // A tombstone went when it was taken itself.
                    dropped.Add(previous);
                }

                HistoryBytes -= Size(previous);
                superseder.CutPrevious();
            }

            if (superseder.IsTombstone)
            {
                dropped.Add(superseder);
                KeyEntry? entry = _tree.FindLatest(superseder.Key);
                if (entry is not null && ReferenceEquals(entry.Head, superseder))
                {
                    _tree.Remove(superseder.Key);
                }
            }
        }

        return _superseders.TryPeek(out KeyValue? next) && next.ModRevision <= CompactRevision;
    }

    /// <summary>The revision whose compaction frees about this many bytes of history.</summary>
    public long RevisionFreeing(long bytes)
    {
        long revision = CompactRevision;
        foreach (KeyValue superseder in _superseders)
        {
            if (bytes <= 0)
            {
                break;
            }

            revision = superseder.ModRevision;
            bytes -= superseder.Previous is { } previous ? Size(previous) : 0;
        }

        return revision;
    }

    public void CheckReadable(long revision)
    {
        if (revision > Revision)
        {
            throw StoreException.Future(revision, Revision);
        }

        if (revision < CompactRevision || Hub.IsLost(revision, out _))
        {
            Hub.IsLost(revision, out long lostBefore);
            throw StoreException.Compacted(revision, Math.Max(CompactRevision, lostBefore));
        }
    }

    private static long Size(KeyValue version) => version.ValueArray.Length + 96;

    private static byte[] Own(ReadOnlyMemory<byte> value) =>
        System.Runtime.InteropServices.MemoryMarshal.TryGetArray(value, out ArraySegment<byte> segment)
            && segment.Offset == 0 && segment.Count == segment.Array!.Length
            ? segment.Array
            : value.ToArray();

    private void Add(KeyEntry entry, KeyValue version)
    {
        entry.Head = version;
        _pending.Add(version);
    }

    private void Account(KeyValue version)
    {
        KeyValue? previous = version.Previous;
        if (previous is not null || version.IsTombstone)
        {
            _superseders.Enqueue(version);
            HistoryBytes += previous is null ? 0 : Size(previous);
        }

        KeyCount += (version.IsTombstone ? 0 : 1) - (version.PreviousLive is null ? 0 : 1);
    }

    private RangeResult RangeAt(in RangeQuery query, long revision)
    {
        List<KeyValue> items = query.Limit > 0 ? new List<KeyValue>(Math.Min(query.Limit, 1024)) : [];
        long count = 0;
        bool more = false;
        KeyTree.Cursor cursor = _tree.Seek(query.Start, query.End);
        while (cursor.MoveNext())
        {
            if (cursor.Current.At(revision) is not { } version)
            {
                continue;
            }

            count++;
            if (query.Limit == 0 || items.Count < query.Limit)
            {
                items.Add(version);
                continue;
            }

            more = true;
            if (!query.Count)
            {
                break;
            }
        }

        return new RangeResult(items, revision, more, query.Count ? count : items.Count);
    }
}
