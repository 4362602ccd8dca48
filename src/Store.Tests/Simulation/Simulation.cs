using Navarch.Store.Embedded;
using Navarch.Store.Sqlite;
using Navarch.Store.Tests.Faults;
using static Navarch.Store.Tests.Bytes;

namespace Navarch.Store.Tests.Simulation;

/// <summary>A bug to plant, so that the simulation shows that it would find it.</summary>
public enum PlantedBug
{
    None,

    /// <summary>A watch misses an event when a compaction goes by.</summary>
    EventDroppedAtCompaction,

    /// <summary>After a restart a key reads as it was before its last change.</summary>
    StaleReadAfterRestart,

    /// <summary>The disk says that it synced and didn't.</summary>
    SyncThatDoesNothing,

    /// <summary>A mod revision is not compared.</summary>
    LostUpdate,
}

/// <summary>
/// One history of an embedded store on a simulated disk, all of it from a seed: concurrent commits, reads at old revisions,
/// watches that are read late, closed and resumed, leases, compaction, clean restarts, kills, power cuts, failing and full
/// disks. After each step the store is compared with the <see cref="Model"/>.
/// </summary>
internal sealed partial class Simulation : IDisposable
{
    private static readonly string[] _keys = ["/a/1", "/a/2", "/a/3", "/b/1", "/b/2", "/c"];
    private static readonly string[] _prefixes = ["/", "/a/", "/b/", "/b/1", "/c"];

    private readonly Random _random;
    private readonly PlantedBug _bug;
    private readonly ManualTimeProvider _time = new();
    private readonly SimulatedDisk _disk;
    private readonly List<Watcher> _watchers = [];
    private readonly List<string> _trace = [];
    private EmbeddedStore _store;
    private Model _model = new();

    // What is there after a crash if a turn that failed was written after all.
    private readonly List<Model> _ifWritten = [];
    private long _handedOut = 1;
    private int _lastValue;

    public Simulation(int seed, PlantedBug bug)
    {
        _random = new Random(seed);
        _bug = bug;
        _disk = new SimulatedDisk(_random) { LiesAboutSync = bug == PlantedBug.SyncThatDoesNothing };
        _store = Open();
    }

    public IReadOnlyList<string> Trace => _trace;

    public void Run(int steps)
    {
        for (int i = 0; i < steps; i++)
        {
            Step();
        }

        Note("final restart");
        Restart(clean: true, power: false);
        CheckAll();
    }

    public void Dispose()
    {
        _disk.KillProcess();
        Abandon();
        _disk.Dispose();
    }

    private void Step()
    {
        switch (_random.Next(100))
        {
            case < 45:
                Commit(_random.Next(1, 6));
                break;
            case < 55:
                Read();
                break;
            case < 63:
                OpenWatcher();
                break;
            case < 80:
                ReadWatcher();
                break;
            case < 83:
                Lease();
                break;
            case < 87:
                Compact();
                break;
            case < 90:
                Advance();
                break;
            case < 93:
                CheckAll();
                break;
            case < 95:
                Restart(clean: true, power: false);
                break;
            case < 97:
                Restart(clean: false, power: _random.Next(2) == 0);
                break;
            default:
                Fault();
                break;
        }
    }

    private void Note(string what) => _trace.Add(Short(what));

    private EmbeddedStore Open()
    {
        IDurableLog log = new SqliteLog(_disk.PathOf("store.db"), _disk.FileSystem);
        if (_bug == PlantedBug.StaleReadAfterRestart)
        {
            log = new ForgetfulLog(log);
        }

        return EmbeddedStore.Open(
            new EmbeddedStoreOptions { Directory = "simulated", HistoryWindow = TimeSpan.FromMinutes(5), HistoryMaxVersions = 60 },
            _time,
            log,
            startThread: false);
    }

    private void Commit(int count)
    {
        List<(Mutation Mutation, string? Value, Task<TxnResult> Task)> asked = [];
        for (int i = 0; i < count; i++)
        {
            (Mutation mutation, string? value) = RandomMutation();
            Mutation sent = _bug == PlantedBug.LostUpdate && _random.Next(20) == 0 ? mutation with { ExpectedModRevision = null } : mutation;
            asked.Add((mutation, value, _store.CommitAsync(sent).AsTask()));
        }

        Model before = _model.Copy();
        Pump();
        if (asked.Any(static a => a.Task.IsFaulted))
        {
            Failed(before, asked);
            return;
        }

        bool synced = false;
        foreach ((Mutation mutation, string? value, Task<TxnResult> task) in asked)
        {
            Check(task.IsCompletedSuccessfully, "a commit is answered");
            TxnResult result = task.GetAwaiter().GetResult();
            Note($"{(value is null ? "delete" : "put")} {mutation.Key} {(value is null ? "" : value.Length > 20 ? value[..8] : value)} if {mutation.ExpectedModRevision?.ToString() ?? "any"} {mutation.Durability} lease {mutation.LeaseId} -> {result.Succeeded} {result.Revision}");
            (bool succeeded, Model.Change? change) = _model.Apply(mutation, value);
            Check(succeeded == result.Succeeded, $"the condition {(succeeded ? "holds" : "doesn't hold")}");
            Check(_model.Revision == result.Revision, $"revision {result.Revision} is {_model.Revision}");
            if (!succeeded)
            {
                Same(_model.At(mutation.Key, _model.Revision), result.Current);
            }
            else if (change is not null)
            {
                Same(change.Live, result.Current);
                Same(change.Previous, result.Previous);
                synced |= change.Synced;
            }
        }

        if (synced)
        {
            _model.SyncedRevision = _model.Changes.FindLast(static c => c.Synced)!.Revision;
            _ifWritten.Clear();
        }

        Settle();
    }

    /// <summary>The disk refused the turn: nothing of it is visible. After a crash it may turn out to have been written.</summary>
    private void Failed(Model before, List<(Mutation Mutation, string? Value, Task<TxnResult> Task)> asked)
    {
        Note($"{asked.Count} commits fail: {asked[0].Task.Exception?.InnerException?.Message}");
        Check(asked.All(static a => a.Task.IsFaulted), "a turn fails as a whole");
        Model written = before.Copy();
        foreach ((Mutation mutation, string? value, _) in asked)
        {
            written.Apply(mutation, value);
        }

        _ifWritten.Add(written);
        Settle();
    }

    private (Mutation Mutation, string? Value) RandomMutation()
    {
        string key = Pick(_keys);
        long? expected = _random.Next(4) switch
        {
            0 => null,
            1 => _model.At(key, _model.Revision)?.Revision ?? 0,
            2 => 0,
            _ => _random.NextInt64(_model.Revision + 2),
        };
        string? value = _random.Next(4) == 0 ? null : $"{++_lastValue}" + (_random.Next(10) == 0 ? new string('x', _random.Next(9000)) : "");
        long lease = value is not null && _random.Next(6) == 0 && _model.Leases.Count > 0 ? _model.Leases.ElementAt(_random.Next(_model.Leases.Count)) : 0;
        Durability durability = _random.Next(3) == 0 ? Durability.Relaxed : Durability.Synced;
        return (new Mutation { Key = key, Value = value is null ? (ReadOnlyMemory<byte>?)null : Of(value), ExpectedModRevision = expected, LeaseId = lease, Durability = durability }, value);
    }

    private void Read()
    {
        long revision = _random.Next(2) == 0 ? 0 : _random.NextInt64(1, _model.Revision + 2);
        Note($"read at {revision}");
        ReadAt(revision);
    }

    private void ReadAt(long revision)
    {
        string prefix = Pick(_prefixes);
        int limit = _random.Next(4);
        try
        {
            RangeResult result = _store.RangeAsync(RangeQuery.Prefix(prefix, limit, revision, count: true)).AsTask().GetAwaiter().GetResult();
            long at = revision == 0 ? _model.Revision : revision;
            Check(at <= _model.Revision && at >= _model.CompactRevision && !InGap(at), $"revision {at} can be read");
            List<Model.Change> expected = _model.Range(prefix, at);
            Check(result.Revision == at, "the range says its revision");
            Check(result.Count == expected.Count, $"{result.Count} keys are {expected.Count}");
            Check(result.More == (limit > 0 && expected.Count > limit), "the range says whether there is more");
            Check(result.Items.Count == Math.Min(expected.Count, limit == 0 ? int.MaxValue : limit), "the range has the keys asked for");
            for (int i = 0; i < result.Items.Count; i++)
            {
                Same(expected[i], result.Items[i]);
            }

            string key = Pick(_keys);
            Same(_model.At(key, at), _store.GetAsync(key, revision).AsTask().GetAwaiter().GetResult());
        }
        catch (StoreException error)
        {
            bool right = error.Error == StoreError.FutureRevision ? revision > _model.Revision : error.Error == StoreError.Compacted && (revision < _model.CompactRevision || InGap(revision));
            Check(right, $"reading at {revision} is refused: {error.Message}");
        }
    }

    private void Lease()
    {
        if (_model.Leases.Count > 0 && _random.Next(3) == 0)
        {
            long id = Pick(_model.Leases.ToArray());
            Task revoked = Pump(_store.RevokeLeaseAsync(id).AsTask());
            Note($"revoke {id} -> {revoked.Status}");
            if (revoked.IsCompletedSuccessfully)
            {
                EndLease(id, synced: true);
            }

            Settle();
            return;
        }

        Task<long> granted = Pump(_store.GrantLeaseAsync(TimeSpan.FromMinutes(_random.Next(1, 30))).AsTask());
        if (granted.IsCompletedSuccessfully)
        {
            long id = granted.GetAwaiter().GetResult();
            Note($"grant {id}");
            _model.Leases.Add(id);
        }

        Settle();
    }

    private void EndLease(long id, bool synced)
    {
        // The store deletes them in the order of its set; the events tell it.
        HashSet<string> keys = [.. _model.Range("/", _model.Revision).Where(c => c.Lease == id).Select(c => c.Key)];
        using Witness witness = new(_store, _model.Revision + 1);
        foreach (StoreEvent change in witness.Read())
        {
            if (keys.Remove(change.KeyValue.Key))
            {
                _model.Apply(Mutation.Delete(change.KeyValue.Key) with { Durability = synced ? Durability.Synced : Durability.Relaxed }, null);
            }
        }

        Check(keys.Count == 0, "all keys of an ended lease are deleted");
        _model.Leases.Remove(id);
        if (synced)
        {
            _model.SyncedRevision = _model.Revision;
            _ifWritten.Clear();
        }
    }

    private void Compact()
    {
        long revision = _random.NextInt64(1, _model.Revision + 2);
        Task compacted = Pump(_store.CompactAsync(revision).AsTask());
        Note($"compact {revision} -> {compacted.Status}");
        if (revision <= _model.CompactRevision || revision > _model.Revision)
        {
            Check(compacted.IsFaulted, "compacting at that revision is refused");
        }

        if (_bug == PlantedBug.EventDroppedAtCompaction && compacted.IsCompletedSuccessfully && _watchers.Count > 0)
        {
            Pick(_watchers).Drop = true;
        }

        Settle();
    }

    private void Advance()
    {
        TimeSpan by = TimeSpan.FromSeconds(Pick<int>([1, 10, 11, 60, 301, 900]));
        Note($"{by} pass");
        _time.Advance(by);
        Pump();
        Settle();
    }

    private void Fault()
    {
        switch (_random.Next(4))
        {
            case 0:
                _disk.FailAfter(_random.Next(30), sticky: false);
                Note("the disk will fail once");
                break;
            case 1:
                _disk.FailAfter(_random.Next(30), sticky: true);
                Note("the disk will fail");
                break;
            case 2:
                _disk.Capacity = _disk.Used + _random.Next(20_000);
                Note("the disk will be full");
                break;
            default:
                _disk.Heal();
                _disk.Capacity = long.MaxValue;
                Note("the disk is well");
                break;
        }
    }

    private void Pump() => _store.Pump();

    /// <summary>The answer is there; what passes it on runs on another thread.</summary>
    private T Pump<T>(T task)
        where T : Task
    {
        Pump();
        Check(((IAsyncResult)task).AsyncWaitHandle.WaitOne(TimeSpan.FromSeconds(30)), "what was asked is answered");
        return task;
    }

    private T Pick<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];

    private void Check(bool holds, string what)
    {
        if (!holds)
        {
            throw new SimulationFailureException($"not so: {what}");
        }
    }

    private void Same(Model.Change? expected, KeyValue? actual)
    {
        string left = expected?.ToString() ?? "(none)";
        string right = actual is null ? "(none)" : $"{actual.ModRevision} {actual.Key} {Text(actual)} c{actual.CreateRevision} v{actual.Version} l{actual.LeaseId}";
        Check(left == right, $"{Short(right)} is {Short(left)}");
    }

    private static string Short(string text) => text.Length > 150 ? text[..150] + "..." : text;
}

public sealed class SimulationFailureException(string message) : Exception(message);
