using System.Collections.Immutable;

namespace Navarch.Store.Embedded;

/// <summary>
/// The events since compaction in revision order, held once for all watches: a ring of references to versions that the index
/// holds anyway. Each watch is a position in it. A watch that waits has seen everything, so it costs nothing until an event of
/// its prefix comes.
/// </summary>
internal sealed class WatchHub
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<EmbeddedWatch>> _byDirectory = new(StringComparer.Ordinal);
    private readonly List<EmbeddedWatch> _others = [];
    private readonly List<EmbeddedWatch> _progress = [];
    private KeyValue[] _ring = new KeyValue[1024];
    private long _first;
    private long _next;
    private long _revision;
    private ImmutableArray<RevisionGap> _gaps = [];
    private bool _closed;

    /// <summary>The newest event's revision that readers may see.</summary>
    public long Revision => Volatile.Read(ref _revision);

    /// <summary>Events up to this revision are forgotten.</summary>
    public long CompactRevision { get; private set; }

    public int EventCount
    {
        get
        {
            lock (_gate)
            {
                return (int)(_next - _first);
            }
        }
    }

    /// <summary>Sets the state after opening. A watch can't begin in a gap.</summary>
    public void Reset(long revision, long compactRevision, ImmutableArray<RevisionGap> gaps)
    {
        lock (_gate)
        {
            _revision = revision;
            CompactRevision = compactRevision;
            _gaps = gaps;
        }
    }

    /// <summary>The revision may have been given out before a crash that took it back; the first revision after the crash.</summary>
    public bool IsLost(long revision, out long before)
    {
        foreach (RevisionGap gap in _gaps)
        {
            if (gap.Contains(revision))
            {
                before = gap.Before;
                return true;
            }
        }

        before = 0;
        return false;
    }

    /// <summary>Adds loaded events without waking anyone.</summary>
    public void Load(KeyValue version) => Append(version);

    /// <summary>Makes durable versions visible, in revision order, and wakes the watches they concern.</summary>
    public void Publish(List<KeyValue> versions, long revision)
    {
        lock (_gate)
        {
            foreach (KeyValue version in versions)
            {
                Append(version);
                Wake(version.Key, _next - 1);
            }

            Volatile.Write(ref _revision, revision);
            foreach (EmbeddedWatch watch in _progress)
            {
                if (watch.Waiting)
                {
                    watch.Signal(_next);
                }
            }

            _progress.Clear();
        }
    }

    public void Compact(long revision)
    {
        lock (_gate)
        {
            CompactRevision = revision;
            while (_first < _next && At(_first).ModRevision <= revision)
            {
                _ring[(int)(_first++ & (_ring.Length - 1))] = null!;
            }

            Shrink();
        }
    }

    public EmbeddedWatch Open(string prefix, long fromRevision)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            long start = fromRevision == 0 ? _revision : fromRevision - 1;
            EmbeddedWatch watch = new(this, prefix, start);
            if (start < CompactRevision || IsLost(start, out _))
            {
                IsLost(start, out long lostBefore);
                watch.Failure = StoreException.Compacted(fromRevision, Math.Max(CompactRevision, lostBefore));
            }

            watch.Next = Seek(start + 1);
            if (prefix.EndsWith('/'))
            {
                if (!_byDirectory.TryGetValue(prefix, out List<EmbeddedWatch>? list))
                {
                    _byDirectory.Add(prefix, list = []);
                }

                list.Add(watch);
            }
            else
            {
                _others.Add(watch);
            }

            return watch;
        }
    }

    public void Close(EmbeddedWatch watch)
    {
        lock (_gate)
        {
            watch.Failure ??= new StoreException(StoreError.Closed, "the watch is closed");
            watch.Signal(_next);
            if (_byDirectory.TryGetValue(watch.Prefix, out List<EmbeddedWatch>? list))
            {
                list.Remove(watch);
                if (list.Count == 0)
                {
                    _byDirectory.Remove(watch.Prefix);
                }
            }

            _others.Remove(watch);
            _progress.Remove(watch);
        }
    }

    public void CloseAll()
    {
        lock (_gate)
        {
            _closed = true;
            foreach (EmbeddedWatch watch in _byDirectory.Values.SelectMany(static w => w).Concat(_others))
            {
                watch.Failure ??= StoreException.Closed();
                watch.Signal(_next);
            }

            _byDirectory.Clear();
            _others.Clear();
        }
    }

    public void RequestProgress(EmbeddedWatch watch)
    {
        lock (_gate)
        {
            watch.ProgressRequested = true;
            watch.Signal(_next);
        }
    }

    /// <summary>The watch's next batch; or a task to wait for before asking again.</summary>
    public bool TryRead(EmbeddedWatch watch, out WatchBatch batch, out Task? wait)
    {
        batch = default;
        wait = null;
        List<StoreEvent>? events = null;
        lock (_gate)
        {
            if (watch.Failure is { } failure)
            {
                throw new StoreException(failure.Error, failure.Message) { CompactRevision = failure.CompactRevision };
            }

            // A read that was cancelled left the watch waiting: it has seen all there is.
            watch.Signal(_next);
            if (watch.Next < _first)
            {
                watch.Failure = StoreException.Compacted(watch.LastRevision + 1, CompactRevision);
                throw watch.Failure;
            }

            long end = Math.Min(_next, watch.Next + Limits.WatchScanEvents);
            while (watch.Next < end && (events is null || events.Count < Limits.WatchBatchEvents))
            {
                KeyValue version = At(watch.Next++);
                watch.LastRevision = version.ModRevision;
                if (version.ModRevision > watch.StartRevision && version.Key.StartsWith(watch.Prefix, StringComparison.Ordinal))
                {
                    (events ??= []).Add(new StoreEvent(version.IsTombstone ? StoreEventType.Delete : StoreEventType.Put, version, version.PreviousLive));
                }
            }

            if (watch.Next == _next)
            {
                watch.LastRevision = Math.Max(watch.LastRevision, _revision);
            }

            if (events is null && watch.Next < _next)
            {
                return false;
            }

            if (events is null && !(watch.ProgressRequested && _revision >= watch.StartRevision))
            {
                if (watch.ProgressRequested)
                {
                    _progress.Add(watch);
                }

                wait = watch.Wait();
                return false;
            }

            if (watch.Next == _next)
            {
                watch.ProgressRequested = false;
            }

            batch = new WatchBatch(events ?? (IReadOnlyList<StoreEvent>)[], watch.LastRevision);
            return true;
        }
    }

    private KeyValue At(long position) => _ring[(int)(position & (_ring.Length - 1))];

    /// <summary>The position of the first event at or after a revision.</summary>
    private long Seek(long revision)
    {
        long low = _first, high = _next;
        while (low < high)
        {
            long middle = (low + high) >> 1;
            if (At(middle).ModRevision < revision)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private void Append(KeyValue version)
    {
        if (_next - _first == _ring.Length)
        {
            Resize(_ring.Length * 2);
        }

        _ring[(int)(_next++ & (_ring.Length - 1))] = version;
    }

    private void Shrink()
    {
        int length = _ring.Length;
        while (length > 1024 && _next - _first < length / 4)
        {
            length /= 2;
        }

        if (length != _ring.Length)
        {
            Resize(length);
        }
    }

    private void Resize(int length)
    {
        KeyValue[] ring = new KeyValue[length];
        for (long position = _first; position < _next; position++)
        {
            ring[(int)(position & (length - 1))] = At(position);
        }

        _ring = ring;
    }

    private void Wake(string key, long position)
    {
        var lookup = _byDirectory.GetAlternateLookup<ReadOnlySpan<char>>();
        ReadOnlySpan<char> path = key;
        for (int i = 0; i < path.Length; i++)
        {
            if (path[i] == '/' && lookup.TryGetValue(path[..(i + 1)], out List<EmbeddedWatch>? list))
            {
                foreach (EmbeddedWatch watch in list)
                {
                    watch.Signal(position);
                }
            }
        }

        foreach (EmbeddedWatch watch in _others)
        {
            if (watch.Waiting && key.StartsWith(watch.Prefix, StringComparison.Ordinal))
            {
                watch.Signal(position);
            }
        }
    }
}
