using Navarch.Store.Embedded;
using Navarch.Store.Sqlite;
using static Navarch.Store.Tests.Bytes;

namespace Navarch.Store.Tests.Faults;

public sealed class FaultTests
{
    /// <summary>Under this key: the value of a commit that failed last, and may be there after a crash.</summary>
    private const string Unknown = "unknown";

    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void An_error_at_the_nth_call_loses_nothing_acknowledged_for_every_n()
    {
        for (int n = 0; ; n++)
        {
            using SimulatedDisk disk = new(new Random(n));
            Dictionary<string, string> acknowledged = [];
            disk.FailAfter(n, sticky: false);
            EmbeddedStore? store = TryOpen(disk);
            for (int i = 0; store is not null && i < 25; i++)
            {
                Write(store, $"/k{i % 7}", $"{i}" + new string('x', i * 100), acknowledged);
            }

            bool failed = disk.Calls > n;
            disk.KillProcess();
            disk.PowerOn();
            Check(TryOpen(disk) ?? throw new InvalidOperationException("a disk that is well again opens"), acknowledged, $"n = {n}");
            if (!failed)
            {
                Assert.True(n > 100, $"the scenario makes {n} calls");
                return;
            }
        }
    }

    [Fact]
    public void A_full_disk_fails_commits_and_works_again_with_space()
    {
        using SimulatedDisk disk = new(new Random(1));
        EmbeddedStore store = TryOpen(disk)!;
        Dictionary<string, string> acknowledged = [];
        Write(store, "/a", "1", acknowledged);
        disk.Capacity = disk.Used;
        for (int i = 0; i < 20; i++)
        {
            Write(store, "/b", new string('x', 50_000), acknowledged);
        }

        Assert.False(acknowledged.ContainsKey("/b"));
        Assert.Equal(acknowledged["/a"], Text(Get(store, "/a")));
        disk.Capacity = long.MaxValue;
        Write(store, "/b", "2", acknowledged);
        Assert.Equal("2", acknowledged["/b"]);
        disk.CutPower();
        disk.PowerOn();
        Check(TryOpen(disk)!, acknowledged, "after the power cut");
    }

    [Theory]
    [InlineData("store.db")]
    [InlineData("store.db-wal")]
    public void A_flipped_bit_is_reported_or_without_effect(string name)
    {
        Random random = new(1);
        List<string> silent = [];
        int reported = 0;
        const int tries = 200;
        for (int i = 0; i < tries; i++)
        {
            using SimulatedDisk disk = new(new Random(1));
            Dictionary<string, string> acknowledged = [];
            EmbeddedStore store = TryOpen(disk)!;
            for (int k = 0; k < 25; k++)
            {
                Write(store, $"/k{k % 9}", $"{k}" + new string('x', k * 40), acknowledged);
            }

            disk.KillProcess();
            disk.PowerOn();
            if (name == "store.db")
            {
                // What was written comes into the database file when it is opened again.
                store = TryOpen(disk)!;
                Write(store, "/last", "1", acknowledged);
                disk.KillProcess();
                disk.PowerOn();
            }

            SimulatedFile file = disk.Files[disk.PathOf(name)];
            long bit = random.NextInt64(file.Length * 8L);
            file.Flip(bit);
            try
            {
                if (TryOpen(disk) is { } opened)
                {
                    Check(opened, acknowledged, $"bit {bit}");
                }
                else
                {
                    reported++;
                }
            }
            catch (Exception error) when (error is not StoreException)
            {
                silent.Add($"bit {bit} (byte {bit / 8}): {error.Message}");
            }
        }

        Assert.True(silent.Count == 0, $"{silent.Count} of {tries} are silent, {reported} reported: {string.Join("; ", silent.Take(5))}");
        Assert.True(reported > tries / 10, $"{reported} of {tries} are reported");
    }

    private EmbeddedStore? TryOpen(SimulatedDisk disk)
    {
        try
        {
            return EmbeddedStore.Open(new EmbeddedStoreOptions { Directory = "simulated" }, _time, new SqliteLog(disk.PathOf("store.db"), disk.FileSystem), startThread: false);
        }
        catch (StoreException)
        {
            return null;
        }
    }

    private static void Write(EmbeddedStore store, string key, string value, Dictionary<string, string> acknowledged)
    {
        Task<TxnResult> commit = store.CommitAsync(Mutation.Put(key, Of(value))).AsTask();
        store.Pump();
        if (commit.IsCompletedSuccessfully)
        {
            acknowledged[key] = value;
            acknowledged.Remove(Unknown);
        }
        else
        {
            acknowledged[Unknown] = value;
        }
    }

    private static KeyValue? Get(EmbeddedStore store, string key) => store.GetAsync(key).AsTask().GetAwaiter().GetResult();

    private static void Check(EmbeddedStore store, Dictionary<string, string> acknowledged, string when)
    {
        foreach ((string key, string value) in acknowledged)
        {
            string found = Text(Get(store, key));
            Assert.True(key == Unknown || found == value || found == acknowledged.GetValueOrDefault(Unknown), $"{when}: {key}");
        }
    }
}
