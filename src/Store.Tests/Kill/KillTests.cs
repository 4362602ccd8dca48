using System.Diagnostics;
using System.Globalization;
using Navarch.Store.Embedded;

namespace Navarch.Store.Tests.Kill;

public sealed class KillTests
{
    /// <summary>More: NAVARCH_KILL_CYCLES=500. Other seeds: NAVARCH_KILL_SEED.</summary>
    private static readonly int _cycles = Setting("NAVARCH_KILL_CYCLES", 12);

    private static readonly int _seed = Setting("NAVARCH_KILL_SEED", 1);

    [Fact]
    public async Task What_was_acknowledged_survives_SIGKILL_under_concurrent_writers()
    {
        using TemporaryDirectory directory = new();
        Random random = new(_seed);
        string path = Path.Combine(directory.Path, "store");
        Acknowledged acknowledged = new();
        for (int cycle = 0; cycle < _cycles; cycle++)
        {
            await RunAndKillAsync(path, cycle, random.Next(1, 1500), acknowledged);
            string copy = Path.Combine(directory.Path, "copy");
            Directory.CreateDirectory(copy);
            foreach (string file in Directory.GetFiles(path))
            {
                File.Copy(file, Path.Combine(copy, Path.GetFileName(file)), overwrite: true);
            }

            await acknowledged.CheckAsync(copy, $"seed {_seed}, cycle {cycle}");
            Directory.Delete(copy, recursive: true);
        }
    }

    /// <summary>Kills the process after so many acknowledgements, wherever it is then.</summary>
    private static async Task RunAndKillAsync(string path, int cycle, int acknowledgements, Acknowledged acknowledged)
    {
        using Process victim = Process.Start(new ProcessStartInfo("dotnet")
        {
            ArgumentList = { typeof(Victim).Assembly.Location, "victim", path, cycle.ToString(CultureInfo.InvariantCulture) },
            RedirectStandardOutput = true,
        })!;
        int seen = 0;
        while (await victim.StandardOutput.ReadLineAsync() is { } line)
        {
            acknowledged.Add(line);
            if (++seen == acknowledgements)
            {
                victim.Kill();
            }
        }

        await victim.WaitForExitAsync();
        Assert.True(seen >= acknowledgements, $"cycle {cycle}: the process ended by itself after {seen} acknowledgements");
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out int value) ? value : otherwise;

    /// <summary>What the killed processes said.</summary>
    private sealed class Acknowledged
    {
        // By key, the newest synced change; a relaxed one after it may or may not be there.
        private readonly Dictionary<string, (long Revision, string Value)> _synced = [];
        private readonly Dictionary<long, (string Key, string Value)> _all = [];
        private long _newest;

        public void Add(string line)
        {
            string[] parts = line.Split(' ');
            if (parts is ["open", _])
            {
                long opened = long.Parse(parts[1], CultureInfo.InvariantCulture);
                Assert.True(opened >= _newest, $"opened at {opened} after {_newest} was given out");
                return;
            }

            // A line that the kill cut short was not said.
            if (parts is not ["ack", _, _, _, _])
            {
                return;
            }

            long revision = long.Parse(parts[1], CultureInfo.InvariantCulture);
            Assert.True(_all.TryAdd(revision, (parts[3], parts[4])), $"revision {revision} was given out twice");
            if (parts[2] == "synced" && (!_synced.TryGetValue(parts[3], out (long Revision, string) old) || old.Revision < revision))
            {
                _synced[parts[3]] = (revision, parts[4]);
            }

            _newest = Math.Max(_newest, revision);
        }

        public async Task CheckAsync(string directory, string when)
        {
            await using EmbeddedStore store = EmbeddedStore.Open(new EmbeddedStoreOptions { Directory = directory }, TimeProvider.System);
            foreach ((string key, (long revision, string value)) in _synced)
            {
                KeyValue? found = await store.GetAsync(key);
                bool there = value == "-" ? found is null : found?.ModRevision == revision && Bytes.Text(found).TrimEnd('x') == value;
                Assert.True(there || await ChangedSinceAsync(store, key, revision), $"{when}: {key} was acknowledged as {value} at {revision}; it is {found}");
            }

            long last = 0;
            await using IStoreWatch watch = store.Watch("", store.CompactRevision + 1);
            await watch.RequestProgressAsync();
            for (WatchBatch batch = await watch.ReadAsync(); batch.Events.Count > 0; batch = await watch.ReadAsync())
            {
                foreach (StoreEvent change in batch.Events)
                {
                    Assert.True(change.KeyValue.ModRevision > last, $"{when}: {change.KeyValue} comes after {last}");
                    last = change.KeyValue.ModRevision;
                    if (_all.TryGetValue(last, out (string Key, string Value) said))
                    {
                        Assert.Equal(said.Key, change.KeyValue.Key);
                    }
                }

                if (batch.Revision >= store.Revision)
                {
                    break;
                }
            }
        }

        /// <summary>A later change of the key, relaxed or not acknowledged in time to be said, explains the difference.</summary>
        private static async Task<bool> ChangedSinceAsync(EmbeddedStore store, string key, long revision)
        {
            KeyValue? found = await store.GetAsync(key);
            if (found is not null)
            {
                return found.ModRevision > revision;
            }

            await using IStoreWatch watch = store.Watch(key, Math.Max(revision, store.CompactRevision) + 1);
            await watch.RequestProgressAsync();
            WatchBatch batch = await watch.ReadAsync();
            return batch.Events.Any(e => e.KeyValue.Key == key) || store.CompactRevision > revision;
        }
    }
}
