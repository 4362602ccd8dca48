using Navarch.Store.Embedded;
using static Navarch.Store.Tests.Bytes;

namespace Navarch.Store.Tests.Simulation;

/// <summary>Watches: ordered, unique, reliable, resumable, bookmarkable.</summary>
internal sealed partial class Simulation
{
    private void OpenWatcher()
    {
        if (_watchers.Count >= 6)
        {
            Pick(_watchers).Close();
            _watchers.RemoveAll(static w => w.Closed);
        }

        string prefix = Pick(_prefixes);
        long from = _random.Next(3) == 0 ? 0 : _random.NextInt64(1, _model.Revision + 1);
        Note($"watch {prefix} from {from}");
        Watcher watcher = new(_store.Watch(prefix, from), prefix);
        Check(watcher.Bookmark == (from == 0 ? _model.Revision : from - 1), "the watch says where it starts");
        _watchers.Add(watcher);
    }

    private void ReadWatcher()
    {
        if (_watchers.Count == 0)
        {
            return;
        }

        Watcher watcher = Pick(_watchers);
        if (_random.Next(4) == 0)
        {
            watcher.RequestProgress();
        }

        ReadWatcher(watcher, _random.Next(1, 4));
        if (!watcher.Closed && _random.Next(5) == 0)
        {
            Note($"resume watch of {watcher.Prefix} after {watcher.Bookmark}");
            watcher.Reopen(_store);
        }

        _watchers.RemoveAll(static w => w.Closed);
    }

    private void ReadWatcher(Watcher watcher, int batches)
    {
        try
        {
            for (int i = 0; i < batches && watcher.TryRead(out WatchBatch batch); i++)
            {
                Note($"watch of {watcher.Prefix} after {watcher.Bookmark}: {batch.Events.Count} events, now at {batch.Revision}");
                Model.Change[] expected = [.. _model.After(watcher.Prefix, watcher.Bookmark).TakeWhile(c => c.Revision <= batch.Revision)];
                Check(expected.Length == batch.Events.Count, $"{batch.Events.Count} events up to {batch.Revision} are {expected.Length}");
                for (int e = 0; e < expected.Length; e++)
                {
                    SameEvent(expected[e], batch.Events[e]);
                }

                Check(batch.Revision >= watcher.Bookmark, "bookmarks never go back");
                Check(batch.Events.Count > 0 || watcher.ProgressRequested, "an empty batch was asked for");
                Check(!watcher.ProgressRequested || batch.Events.Count > 0 || batch.Revision >= watcher.ProgressRevision, "progress reaches the revision of its request");
                watcher.ProgressRequested &= batch.Events.Count > 0;
                watcher.Bookmark = batch.Revision;
            }
        }
        catch (StoreException error) when (error.Error == StoreError.Compacted)
        {
            Check(watcher.Bookmark < _model.CompactRevision || InGap(watcher.Bookmark), $"the watch after {watcher.Bookmark} is refused: {error.Message}");
            Note($"watch of {watcher.Prefix} after {watcher.Bookmark} is compacted");
            watcher.Close();
        }
    }

    private void SameEvent(Model.Change expected, StoreEvent actual)
    {
        Check(expected.Revision == actual.KeyValue.ModRevision && expected.Key == actual.KeyValue.Key, $"event {actual.KeyValue} is {expected}");
        Check((actual.Type == StoreEventType.Delete) == (expected.Value is null), "the event has its type");
        if (expected.Value is not null)
        {
            Same(expected, actual.KeyValue);
        }

        Same(expected.Previous, actual.Previous);
    }

    /// <summary>Everything that was asked is done, and what the store did by itself (leases, compaction) is taken over.</summary>
    private void Settle()
    {
        _model.CompactRevision = Math.Max(_model.CompactRevision, _store.CompactRevision);
        using (Witness witness = new(_store, Math.Max(_model.Revision, _model.CompactRevision) + 1))
        {
            foreach (StoreEvent change in witness.Read())
            {
                // Only an expired lease deletes by itself.
                Model.Change? current = _model.At(change.KeyValue.Key, _model.Revision);
                Check(change.Type == StoreEventType.Delete && current is { Lease: not 0 }, $"{change.Type} of {change.KeyValue} was asked for");
                Note($"lease {current!.Lease} expired: {change.KeyValue}");
                _model.Apply(Mutation.Delete(change.KeyValue.Key) with { Durability = Durability.Relaxed }, null);
                _model.Leases.Remove(current.Lease);
            }
        }

        _model.Leases.IntersectWith(_store.LeaseIds);

        Check(_store.Revision == _model.Revision, $"the store's revision {_store.Revision} is {_model.Revision}");
        _handedOut = Math.Max(_handedOut, _model.Revision);
    }

    private void CheckAll()
    {
        Note("check all");
        foreach (Model.Change change in _model.Range("/", _model.Revision))
        {
            Same(change, _store.GetAsync(change.Key).AsTask().GetAwaiter().GetResult());
        }

        RangeResult all = _store.RangeAsync(RangeQuery.Prefix("/")).AsTask().GetAwaiter().GetResult();
        Check(all.Items.Count == _model.Range("/", _model.Revision).Count, "the store has the model's keys");
        Check(all.Items.Count == _store.KeyCount, "the store counts its keys");
        foreach (long revision in _model.Changes.Select(static c => c.Revision).Where(r => r >= _model.CompactRevision))
        {
            ReadAt(revision);
        }

        foreach (Watcher watcher in _watchers)
        {
            watcher.RequestProgress();
            ReadWatcher(watcher, int.MaxValue);
            Check(watcher.Closed || watcher.Bookmark == _model.Revision, "progress reaches the newest revision");
        }

        _watchers.RemoveAll(static w => w.Closed);
    }

    private sealed class Watcher(IStoreWatch watch, string prefix)
    {
        private EmbeddedWatch _watch = (EmbeddedWatch)watch;

        public string Prefix => prefix;

        public long Bookmark { get; set; } = watch.StartRevision;

        public bool Closed { get; private set; }

        public bool Drop { get; set; }

        public bool ProgressRequested { get; set; }

        public long ProgressRevision { get; private set; }

        public bool TryRead(out WatchBatch batch)
        {
            if (!_watch.TryRead(out batch))
            {
                return false;
            }

            if (Drop && batch.Events.Count > 0)
            {
                Drop = false;
                batch = batch with { Events = [.. batch.Events.Skip(1)] };
            }

            return true;
        }

        public void RequestProgress()
        {
            ProgressRequested = true;
            ProgressRevision = Bookmark;
            Ready(_watch.RequestProgressAsync());
        }

        public void Reopen(EmbeddedStore store)
        {
            Ready(_watch.DisposeAsync());
            _watch = (EmbeddedWatch)store.Watch(prefix, Bookmark + 1);
            ProgressRequested = false;
        }

        public void Close()
        {
            Ready(_watch.DisposeAsync());
            Closed = true;
        }

        private static void Ready(ValueTask task) => Assert.True(task.IsCompletedSuccessfully);
    }

    /// <summary>Reads all there is from a revision on.</summary>
    private sealed class Witness(EmbeddedStore store, long from) : IDisposable
    {
        private EmbeddedWatch _watch = (EmbeddedWatch)store.Watch("", from);

        public List<StoreEvent> Read()
        {
            List<StoreEvent> events = [];
            try
            {
                while (_watch.TryRead(out WatchBatch batch))
                {
                    events.AddRange(batch.Events);
                }
            }
            catch (StoreException error) when (error.Error == StoreError.Compacted)
            {
                // Revisions that a crash took back: there is nothing in them.
                Dispose();
                _watch = (EmbeddedWatch)store.Watch("", error.CompactRevision + 1);
                return Read();
            }

            return events;
        }

        public void Dispose() => Assert.True(_watch.DisposeAsync().AsTask().IsCompletedSuccessfully);
    }
}
