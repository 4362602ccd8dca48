namespace Navarch.Store.Embedded;

/// <summary>Leases and the keys that go with them. Owned by the writer; keys are attached when their version is published.</summary>
internal sealed class LeaseTable(TimeProvider time)
{
    private readonly Dictionary<long, Lease> _leases = [];
    private readonly PriorityQueue<long, long> _expiries = new();
    private long _lastId;

    /// <summary>When the next lease expires; null if there is none. It may name a lease that was revoked since.</summary>
    public long? NextExpiryUnixMilliseconds => _expiries.TryPeek(out _, out long expires) ? expires : null;

    public int Count => _leases.Count;

    public IEnumerable<LeaseRecord> Records => _leases.Values.Select(static lease => lease.Record);

    public bool Contains(long id) => _leases.ContainsKey(id);

    public LeaseRecord Grant(TimeSpan timeToLive)
    {
        long now = Now();
        long milliseconds = Math.Max(1000, (long)timeToLive.TotalMilliseconds);

        // By time, so that an id that a crash took back is not given out again.
        _lastId = Math.Max(_lastId + 1, now << 10);
        LeaseRecord record = new(_lastId, milliseconds, now + milliseconds);
        Add(record);
        return record;
    }

    /// <summary>Adds a lease read from the log. A clock that went backward can't stretch it beyond its time to live.</summary>
    public void Load(LeaseRecord record)
    {
        _lastId = Math.Max(_lastId, record.Id);
        Add(record with { ExpiresUnixMilliseconds = Math.Min(record.ExpiresUnixMilliseconds, Now() + record.TimeToLiveMilliseconds) });
    }

    public void Published(KeyValue version)
    {
        if (version.Previous is { LeaseId: not 0 } previous && _leases.TryGetValue(previous.LeaseId, out Lease? old))
        {
            old.Keys.Remove(version.Key);
        }

        if (version.LeaseId != 0 && _leases.TryGetValue(version.LeaseId, out Lease? lease))
        {
            lease.Keys.Add(version.Key);
        }
    }

    public bool TryGetKeys(long id, out IReadOnlyCollection<string> keys)
    {
        bool found = _leases.TryGetValue(id, out Lease? lease);
        keys = lease?.Keys ?? (IReadOnlyCollection<string>)[];
        return found;
    }

    public void Remove(long id) => _leases.Remove(id);

    /// <summary>A lease whose time is over, or 0. It stays until <see cref="Remove"/>.</summary>
    public long Expired()
    {
        while (_expiries.TryPeek(out long id, out long expires))
        {
            if (_leases.ContainsKey(id))
            {
                return expires <= Now() ? id : 0;
            }

            _expiries.Dequeue();
        }

        return 0;
    }

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();

    private void Add(LeaseRecord record)
    {
        _leases.Add(record.Id, new Lease(record));
        _expiries.Enqueue(record.Id, record.ExpiresUnixMilliseconds);
    }

    private sealed class Lease(LeaseRecord record)
    {
        public LeaseRecord Record { get; } = record;

        public HashSet<string> Keys { get; } = new(StringComparer.Ordinal);
    }
}
