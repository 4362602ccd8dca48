using System.Collections.Immutable;

namespace Navarch.Store.Embedded;

/// <summary>
/// The one writer. Each turn takes what is waiting, applies it to the index, writes it in one transaction if anything in it must
/// be durable (with all relaxed changes before it, so that the log is always a prefix of the revisions), publishes it, answers.
/// When the disk refuses, the turn's changes are taken back and its callers get the error.
/// </summary>
internal sealed class Writer
{
    private readonly KeySpace _keys;
    private readonly WriteQueue _queue;
    private readonly IDurableLog _log;
    private readonly EmbeddedStoreOptions _options;
    private readonly TimeProvider _time;
    private readonly LeaseTable _leases;

    // Published (or about to be) and not in the log yet. What a failed turn added is cut off again.
    private readonly LogBatch _unwritten;
    private readonly List<WriteRequest> _requests = [];
    private readonly HashSet<long> _ended = [];
    private long _unwrittenBytes;
    private bool _mustWrite;
    private bool _compacting;
    private int _pins;
    private bool _returningSpace;
    private long _ceiling;
    private bool _reserved;
    private LogHead _opened;
    private long _mark;
    private ITimer _flushTimer = null!;
    private ITimer _compactionTimer = null!;
    private ITimer _leaseTimer = null!;
    private bool _flushArmed;
    private bool _compactionArmed;
    private long _leaseTimerAt = long.MaxValue;

    public Writer(KeySpace keys, WriteQueue queue, IDurableLog log, EmbeddedStoreOptions options, TimeProvider time)
    {
        _keys = keys;
        _queue = queue;
        _log = log;
        _options = options;
        _time = time;
        _leases = new LeaseTable(time);
        _unwritten = new LogBatch { Leases = () => _leases.Records };
    }

    /// <summary>There is work left that nobody needs to ask for.</summary>
    public bool HasBacklog => (_compacting && Volatile.Read(ref _pins) == 0) || _returningSpace;

    public IEnumerable<long> LeaseIds => _leases.Records.Select(static lease => lease.Id);

    public void Load()
    {
        List<LeaseRecord> leases = [];
        LogHead head = _log.Load(_keys, leases);
        foreach (LeaseRecord lease in leases)
        {
            _leases.Load(lease);
        }

        long revision = head.Revision;
        if (head.Ceiling > revision)
        {
            // Relaxed commits may have been lost with revisions up to the ceiling; their numbers are never used again.
            revision = head.Ceiling + 1;
            head = head with { Gaps = AddGap(head, new RevisionGap(head.Revision, revision)) };
        }

        _opened = head;
        _ceiling = 0;
        _keys.EndLoad(revision, head.Gaps);
        AttachLeases();
        _mark = revision;
        _flushTimer = Timer(Duties.Flush);
        _compactionTimer = Timer(Duties.Compaction);
        _leaseTimer = Timer(Duties.Leases);
        _compacting = _keys.HistoryCount > 0;
        ArmCompaction();
        ArmLeases();
        if (revision != head.Revision)
        {
            // Make the jump durable before anyone can see it.
            Write();
        }
    }

    public void Run()
    {
        while (Step(wait: true))
        {
        }
    }

    /// <summary>One turn. False when it was the last. Simulations call it instead of <see cref="Run"/>.</summary>
    public bool Step(bool wait)
    {
        _requests.Clear();
        Duties due = _queue.Take(_requests, wait: wait && !HasBacklog);
        Turn(due);
        if (due.HasFlag(Duties.Stop))
        {
            Stop();
            return false;
        }

        return true;
    }

    /// <summary>Writes everything that is only in memory.</summary>
    public void Flush()
    {
        if (!_unwritten.IsEmpty || _keys.Pending.Count > 0)
        {
            _mustWrite = true;
        }
    }

    internal static ImmutableArray<RevisionGap> AddGap(LogHead head, RevisionGap gap)
    {
        List<RevisionGap> gaps = [.. head.Gaps.Where(old => old.Before > head.CompactRevision)];
        if (gaps.Count > 0 && (gaps[^1].Before == gap.After || gaps.Count == Limits.RevisionGaps))
        {
            gap = gap with { After = gaps[^1].After };
            gaps.RemoveAt(gaps.Count - 1);
        }

        gaps.Add(gap);
        return [.. gaps];
    }

    /// <summary>What a backup consists of beside the versions. Until <see cref="Unpin"/> no version is cut from the index.</summary>
    public (LogHead Head, List<LeaseRecord> Leases) Pin()
    {
        Interlocked.Increment(ref _pins);
        return (_opened with { Revision = _keys.Revision, CompactRevision = _keys.CompactRevision, Ceiling = 0 }, [.. _leases.Records]);
    }

    public void Unpin()
    {
        Interlocked.Decrement(ref _pins);
        _queue.Add(Duties.Resume);
    }

    /// <summary>After <see cref="Run"/> failed: answers those whose turn it was.</summary>
    public void Abandon(StoreException error)
    {
        foreach (WriteRequest request in _requests)
        {
            request.TrySetException(error);
        }
    }

    private ITimer Timer(Duties duty) =>
        _time.CreateTimer(_ => _queue.Add(duty), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    private void Turn(Duties due)
    {
        int added = _unwritten.Added.Count, granted = _unwritten.Granted.Count, revoked = _unwritten.Revoked.Count;
        List<(WriteRequest Request, Exception Error)>? refused = null;
        _mustWrite = false;
        _ended.Clear();
        foreach (WriteRequest request in _requests)
        {
            try
            {
                request.Outcome = Apply(request);
            }
            catch (StoreException error)
            {
                (refused ??= []).Add((request, error));
            }
        }

        RunDuties(due);
        foreach (KeyValue version in _keys.Pending)
        {
            _unwritten.Added.Add(version);
            _unwrittenBytes += version.ValueArray.Length;
        }

        try
        {
            if (_mustWrite || IsUnwrittenFull())
            {
                Write();
            }
        }
        catch (StoreException error)
        {
            Fail(error, added, granted, revoked);
            return;
        }

        foreach (KeyValue version in _keys.Pending)
        {
            _leases.Published(version);
        }

        foreach (long id in _ended)
        {
            _leases.Remove(id);
        }

        _keys.Publish();
        Answer(refused);
        Arm();
        if (_returningSpace)
        {
            ReturnSpace();
        }
    }

    private TxnResult Apply(WriteRequest request)
    {
        switch (request.What)
        {
            case WriteRequest.Kind.Commit:
                if (request.Mutation.LeaseId != 0 && !LeaseExists(request.Mutation.LeaseId))
                {
                    throw LeaseNotFound(request.Mutation.LeaseId);
                }

                long before = _keys.AssignedRevision;
                TxnResult result = _keys.Apply(request.Mutation);
                _mustWrite |= _keys.AssignedRevision != before && request.Mutation.Durability == Durability.Synced;
                return result;
            case WriteRequest.Kind.Compact:
                Compact(request.Number);
                return default;
            case WriteRequest.Kind.Grant:
                LeaseRecord lease = _leases.Grant(request.TimeToLive);
                _unwritten.Granted.Add(lease);
                return new TxnResult(true, lease.Id, null, null);
            case WriteRequest.Kind.Revoke:
                if (!LeaseExists(request.Number))
                {
                    throw LeaseNotFound(request.Number);
                }

                EndLease(request.Number, int.MaxValue);
                _mustWrite = true;
                return default;
            default:
                request.Action!();
                return default;
        }
    }

    private bool LeaseExists(long id) => _leases.Contains(id) && !_ended.Contains(id);

    private void RunDuties(Duties due)
    {
        if (due.HasFlag(Duties.Flush))
        {
            _flushArmed = false;
            Flush();
        }

        if (due.HasFlag(Duties.Compaction))
        {
            _compactionArmed = false;
            if (_mark > _keys.CompactRevision)
            {
                StartCompaction(_mark);
            }

            _mark = _keys.Revision;
            _compacting = _keys.HistoryCount > 0;
        }

        if (_keys.HistoryBytes > _options.HistoryMaxBytes)
        {
            StartCompaction(_keys.RevisionFreeing(_options.HistoryMaxBytes / 2));
        }

        if (_keys.HistoryCount > _options.HistoryMaxVersions)
        {
            StartCompaction(_keys.RevisionFreeing(_keys.HistoryBytes / 2));
        }

        if (_compacting && Volatile.Read(ref _pins) == 0)
        {
            _compacting = _keys.TakeSuperseded(_unwritten.Dropped.Count + Limits.CompactionChunk, _unwritten.Dropped);
            _mustWrite |= _unwritten.Dropped.Count > 0;
        }

        if (due.HasFlag(Duties.Leases))
        {
            _leaseTimerAt = long.MaxValue;
        }

        if (_leases.Expired() is var expired and not 0 && !_ended.Contains(expired))
        {
            EndLease(expired, Limits.LeaseExpiryChunk);
        }
    }

    private void Write()
    {
        // Reserve revisions for relaxed commits to come, in the same transaction.
        long ceiling = _ceiling - _keys.AssignedRevision < Limits.RevisionReserve / 2 ? _keys.AssignedRevision + Limits.RevisionReserve : _ceiling;
        _reserved = true;
        _unwritten.Head = Head(ceiling);
        _log.Write(_unwritten);
        _returningSpace |= _unwritten.Dropped.Count > 0;
        _ceiling = ceiling;
        _unwritten.Clear();
        _unwrittenBytes = 0;
    }

    private LogHead Head(long ceiling) => _opened with { Revision = _keys.AssignedRevision, CompactRevision = _keys.CompactRevision, Ceiling = ceiling };

    private void ReturnSpace()
    {
        try
        {
            _returningSpace = _log.ReturnSpace();
        }
        catch (StoreException)
        {
            _returningSpace = false;

            // The space stays in the file and is used again or given back after the next compaction.
        }
    }

    private bool IsUnwrittenFull() =>
        _unwritten.Added.Count > Limits.MaxUnflushedCommits
        || _unwrittenBytes > Limits.MaxUnflushedBytes
        || (_keys.Pending.Count > 0 && _keys.AssignedRevision > _ceiling);

    private void Fail(StoreException error, int added, int granted, int revoked)
    {
        _keys.Rollback();
        _unwritten.Added.RemoveRange(added, _unwritten.Added.Count - added);
        foreach (LeaseRecord lease in _unwritten.Granted.Skip(granted))
        {
            _leases.Remove(lease.Id);
        }

        _unwritten.Granted.RemoveRange(granted, _unwritten.Granted.Count - granted);
        _unwritten.Revoked.RemoveRange(revoked, _unwritten.Revoked.Count - revoked);
        _unwrittenBytes = _unwritten.Added.Sum(static version => (long)version.ValueArray.Length);

        // The transaction may be on the disk after all, so its revisions must not go to commits that don't replace it there.
        _ceiling = 0;

        // Not in a tight loop: the next commit or the flush timer tries the disk again.
        _compacting = false;
        _returningSpace = false;
        foreach (WriteRequest request in _requests)
        {
            request.TrySetException(new StoreException(error.Error, error.Message, error));
        }

        Arm();
    }

    private void Answer(List<(WriteRequest Request, Exception Error)>? refused)
    {
        if (refused is not null)
        {
            foreach ((WriteRequest request, Exception error) in refused)
            {
                request.TrySetException(error);
            }
        }

        foreach (WriteRequest request in _requests)
        {
            request.TrySetResult(request.Outcome);
        }
    }

    private void Compact(long revision)
    {
        if (revision > _keys.Revision)
        {
            throw StoreException.Future(revision, _keys.Revision);
        }

        if (revision <= _keys.CompactRevision)
        {
            throw StoreException.Compacted(revision, _keys.CompactRevision);
        }

        StartCompaction(revision);
        _mustWrite = true;
    }

    private void StartCompaction(long revision)
    {
        if (revision > _keys.CompactRevision && revision <= _keys.Revision)
        {
            _keys.Compact(revision);
            _compacting = true;
        }
    }

    /// <summary>Deletes up to so many keys of a lease, and the lease when none is left.</summary>
    private void EndLease(long id, int limit)
    {
        _leases.TryGetKeys(id, out IReadOnlyCollection<string> attached);
        int deleted = 0;
        foreach (string key in attached)
        {
            if (deleted++ == limit)
            {
                _queue.Add(Duties.Leases);
                return;
            }

            if (_keys.Latest(key)?.LeaseId == id)
            {
                _keys.Apply(Mutation.Delete(key));
            }
        }

        // Keys put with it earlier in this turn go too.
        foreach (KeyValue version in _keys.Pending.Where(version => version.LeaseId == id && !version.IsTombstone).ToArray())
        {
            _keys.Apply(Mutation.Delete(version.Key, version.ModRevision));
        }

        _ended.Add(id);
        _unwritten.Revoked.Add(id);
    }

    private void Arm()
    {
        if (!_flushArmed && !_unwritten.IsEmpty)
        {
            _flushArmed = true;
            _flushTimer.Change(_options.RelaxedFlushInterval, Timeout.InfiniteTimeSpan);
        }

        ArmCompaction();
        ArmLeases();
    }

    private void ArmCompaction()
    {
        if (!_compactionArmed && _keys.HistoryCount > 0 && _options.HistoryWindow > TimeSpan.Zero)
        {
            _compactionArmed = true;
            _compactionTimer.Change(_options.HistoryWindow, Timeout.InfiniteTimeSpan);
        }
    }

    private void ArmLeases()
    {
        if (_leases.NextExpiryUnixMilliseconds is { } next && next < _leaseTimerAt)
        {
            _leaseTimerAt = next;
            long wait = Math.Max(1, next - _time.GetUtcNow().ToUnixTimeMilliseconds());
            _leaseTimer.Change(TimeSpan.FromMilliseconds(Math.Min(wait, int.MaxValue)), Timeout.InfiniteTimeSpan);
        }
    }

    private void AttachLeases()
    {
        KeyTreeWalk(version =>
        {
            if (version.LeaseId == 0)
            {
                return;
            }

            if (!_leases.Contains(version.LeaseId))
            {
                throw new StoreException(StoreError.Corrupt, $"the store is damaged: lease {version.LeaseId} of {version.Key} is missing; restore a backup");
            }

            _leases.Published(version);
        });
    }

    private void KeyTreeWalk(Action<KeyValue> visit)
    {
        foreach (KeyValue version in _keys.Range(new RangeQuery { Start = "", End = "" }).Items)
        {
            visit(version);
        }
    }

    private void Stop()
    {
        _flushTimer.Dispose();
        _compactionTimer.Dispose();
        _leaseTimer.Dispose();
        try
        {
            if (_reserved || !_unwritten.IsEmpty)
            {
                // A clean stop: nothing can be lost, so no revisions need to be skipped.
                _unwritten.Head = Head(0);
                _log.Write(_unwritten);
            }
        }
        finally
        {
            _log.Dispose();
        }
    }

    private static StoreException LeaseNotFound(long id) => new(StoreError.LeaseNotFound, $"lease {id} does not exist or has expired");
}
