using System.Globalization;
using Navarch.Store.Embedded;

namespace Navarch.Store.Tests.Kill;

/// <summary>The process that is killed: concurrent writers that say on standard output what was acknowledged, after it was.</summary>
internal static class Victim
{
    public const int Writers = 8;

    public static async Task<int> Main(string[] args)
    {
        if (args is not ["victim", string directory, string round])
        {
            await Console.Error.WriteLineAsync("usage: victim DIRECTORY ROUND");
            return 2;
        }

        await using EmbeddedStore store = EmbeddedStore.Open(new EmbeddedStoreOptions { Directory = directory, HistoryMaxVersions = 500 }, TimeProvider.System);
        Lock gate = new();
        Say($"open {store.Revision}");
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            Random random = new(writer + (1000 * int.Parse(round, CultureInfo.InvariantCulture)));
            for (int i = 0; ; i++)
            {
                string key = $"/w{writer}/{random.Next(50)}";
                string value = $"{round}-{i}";
                Durability durability = random.Next(5) == 0 ? Durability.Relaxed : Durability.Synced;
                Mutation mutation = random.Next(5) == 0 ? Mutation.Delete(key) : Mutation.Put(key, Bytes.Of(value + new string('x', random.Next(2000))));
                TxnResult result = await store.CommitAsync(mutation with { Durability = durability });
                if (mutation.Value is not null || result.Previous is not null)
                {
                    Say($"ack {result.Revision} {(durability == Durability.Synced ? "synced" : "relaxed")} {key} {(mutation.Value is null ? "-" : value)}");
                }
            }
        })));
        return 0;

        void Say(string line)
        {
            lock (gate)
            {
                Console.Out.WriteLine(line);
                Console.Out.Flush();
            }
        }
    }
}
