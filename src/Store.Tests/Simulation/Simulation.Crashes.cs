using Navarch.Store.Embedded;
using static Navarch.Store.Tests.Bytes;

namespace Navarch.Store.Tests.Simulation;

/// <summary>Restarts, and what may be gone after each kind.</summary>
internal sealed partial class Simulation
{
    // Revisions that crashes took back.
    private readonly List<(long After, long Before)> _gaps = [];

    private bool InGap(long revision) => _gaps.Any(gap => revision > gap.After && revision < gap.Before);

    private void Restart(bool clean, bool power)
    {
        Note(clean ? "restart" : power ? "power cut" : "kill");
        if (clean)
        {
            _disk.Heal();
            _disk.Capacity = long.MaxValue;
            _ = _store.DisposeAsync().AsTask();
            Pump();
            Check(_store.HasStopped, "the store stops");
            _model.SyncedRevision = _model.Revision;
            _ifWritten.Clear();
        }
        else if (power)
        {
            _disk.CutPower();
            Abandon();
        }
        else
        {
            _disk.KillProcess();
            Abandon();
        }

        _disk.PowerOn();
        _disk.Capacity = long.MaxValue;
        _store = Open();
        Recover();
        foreach (Watcher watcher in _watchers)
        {
            watcher.Reopen(_store);
        }
    }

    /// <summary>The store's own threads and handles end with the process.</summary>
    private void Abandon()
    {
        _ = _store.DisposeAsync().AsTask();
        try
        {
            Pump();
        }
        catch (StoreException)
        {
            // The disk is off.
        }
    }

    /// <summary>What survived must be a prefix of what was, with everything synced in it.</summary>
    private void Recover()
    {
        long compacted = Math.Max(_store.CompactRevision, 1);
        List<(long Revision, string Key, string? Value)> found = [];
        using (Witness witness = new(_store, compacted + 1))
        {
            found.AddRange(witness.Read().Select(e => (e.KeyValue.ModRevision, e.KeyValue.Key, e.Type == StoreEventType.Delete ? null : Text(e.KeyValue))));
        }

        Model? survived = _ifWritten.Prepend(_model).Select(model => Survived(model, compacted, found)).FirstOrDefault(static m => m is not null);
        if (survived is null)
        {
            string was = string.Join("; ", _model.Changes.Where(c => c.Revision > compacted).Select(c => $"{c.Revision} {c.Key} {c.Value}"));
            string now = string.Join("; ", found);
            throw new SimulationFailureException($"not so: after {_model.SyncedRevision} only unsynced commits are lost; it was {was}; it is {now}");
        }

        foreach (Model.Change change in survived.Changes)
        {
            Model.Change? seen = _model.Changes.Find(c => c.Revision == change.Revision);
            Check(seen is null || (seen.Key, seen.Value) == (change.Key, change.Value), $"revision {change.Revision} is still what readers saw");
        }

        bool lost = survived.Changes.Count < _model.Changes.Count;
        Check(_store.Revision >= survived.Revision, "the revision is that of the last change or later");
        Check(!lost || _store.Revision > _handedOut, $"revisions up to {_handedOut} are not given out again after {_store.Revision}");
        if (_store.Revision > survived.Revision)
        {
            AddGap(survived.Revision, _store.Revision);
        }

        // What compaction hadn't removed from the disk yet may be visible again.
        survived.CompactRevision = _store.CompactRevision;
        survived.Revision = _store.Revision;
        survived.SyncedRevision = _store.Revision;
        survived.Leases.Clear();
        survived.Leases.UnionWith(_store.LeaseIds);
        _model = survived;
        _ifWritten.Clear();
        _handedOut = Math.Max(_handedOut, _store.Revision);
        Settle();
        CheckContent();
    }

    private void AddGap(long after, long before)
    {
        if (_gaps.Count > 0 && _gaps[^1].Before == after)
        {
            after = _gaps[^1].After;
            _gaps.RemoveAt(_gaps.Count - 1);
        }

        _gaps.Add((after, before));
    }

    private static Model? Survived(Model model, long compacted, List<(long Revision, string Key, string? Value)> found)
    {
        List<Model.Change> after = [.. model.Changes.Where(c => c.Revision > compacted)];
        if (found.Take(after.Count).Where((f, i) => f != (after[i].Revision, after[i].Key, after[i].Value)).Any())
        {
            return null;
        }

        Model survived = model.Copy();
        foreach ((long revision, string key, string? value) in found.Skip(after.Count))
        {
            // A turn that failed may have ended a lease.
            if (value is not null || survived.At(key, survived.Revision) is not { Lease: not 0 } || survived.Revision + 1 != revision)
            {
                return null;
            }

            survived.Apply(Mutation.Delete(key), null);
        }

        if (found.Count >= after.Count)
        {
            return survived;
        }

        Model.Change firstLost = after[found.Count];
        if (firstLost.Revision <= model.SyncedRevision)
        {
            return null;
        }

        survived.Changes.RemoveAll(c => c.Revision >= firstLost.Revision);
        survived.Revision = firstLost.Revision - 1;
        return survived;
    }

    private void CheckContent()
    {
        foreach (string key in _keys)
        {
            Same(_model.At(key, _model.Revision), _store.GetAsync(key).AsTask().GetAwaiter().GetResult());
        }
    }

    /// <summary>The planted bug of a stale read: now and then the newest version doesn't get to the disk.</summary>
    private sealed class ForgetfulLog(IDurableLog log) : IDurableLog
    {
        private int _writes;

        public LogHead Load(KeySpace keys, List<LeaseRecord> leases) => log.Load(keys, leases);

        public void Write(LogBatch batch)
        {
            if (++_writes % 10 == 0 && batch.Added.Count > 0)
            {
                batch.Added.RemoveAt(batch.Added.Count - 1);
            }

            log.Write(batch);
        }

        public bool ReturnSpace() => log.ReturnSpace();

        public void Dispose() => log.Dispose();
    }
}
