using Navarch.Store.Tests;

namespace Navarch.Store.Etcd.Tests;

public sealed class EtcdClusterTests
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task It_speaks_TLS_with_client_certificates()
    {
        await using EtcdCluster cluster = await EtcdCluster.StartAsync(tls: true);
        await using EtcdStore store = new(cluster.Options, TimeProvider.System);
        Assert.True((await store.CommitAsync(Mutation.Create("/registry/a", Bytes.Of("1")))).Succeeded);
        await using EtcdStore stranger = new(cluster.Options with { CertFile = null, KeyFile = null, RetryTime = TimeSpan.Zero }, TimeProvider.System);
        StoreException error = await Assert.ThrowsAsync<StoreException>(async () => await stranger.GetAsync("/registry/a"));
        Assert.Equal(StoreError.Unavailable, error.Error);
        await using EtcdStore distrustful = new(cluster.Options with { CaFile = null, RetryTime = TimeSpan.Zero }, TimeProvider.System);
        Assert.Equal(StoreError.Unavailable, (await Assert.ThrowsAsync<StoreException>(async () => await distrustful.GetAsync("/registry/a"))).Error);
    }

    [Fact]
    public async Task Members_may_die_one_after_the_other_and_nothing_acknowledged_is_lost_nor_seen_twice()
    {
        await using EtcdCluster cluster = await EtcdCluster.StartAsync(members: 3);
        await using EtcdStore store = new(cluster.Options, TimeProvider.System);
        await using IStoreWatch watch = store.Watch("/registry/", await store.GetRevisionAsync() + 1);
        Dictionary<long, string> acknowledged = [];
        HashSet<string> unknown = [];
        using CancellationTokenSource stop = new();
        Task writing = Task.Run(async () =>
        {
            for (int i = 0; !stop.IsCancellationRequested; i++)
            {
                string key = $"/registry/{i % 20}";
                string value = $"{i}";
                try
                {
                    TxnResult result = await store.CommitAsync(Mutation.Put(key, Bytes.Of(value)));
                    acknowledged.Add(result.Revision, value);
                }
                catch (StoreException error) when (error.Error == StoreError.Unavailable)
                {
                    unknown.Add(value);
                }
            }
        });

        for (int member = 0; member < cluster.Count; member++)
        {
            await WaitForWritesAsync(acknowledged, 50);
            await cluster.KillAsync(member);
            await WaitForWritesAsync(acknowledged, 50);
            cluster.Start(member);
            await WaitForWritesAsync(acknowledged, 50);
        }

        await stop.CancelAsync();
        await writing.WaitAsync(_patience);
        long end = acknowledged.Keys.Max();
        Dictionary<long, string> seen = [];
        long last = 0;
        while (last < end)
        {
            WatchBatch batch = await watch.ReadAsync().AsTask().WaitAsync(_patience);
            foreach (StoreEvent change in batch.Events)
            {
                Assert.True(change.KeyValue.ModRevision > last, $"{change.KeyValue} after {last}");
                last = change.KeyValue.ModRevision;
                seen.Add(last, Bytes.Text(change.KeyValue));
            }
        }

        Assert.All(acknowledged, a => Assert.Equal(a.Value, seen.GetValueOrDefault(a.Key)));
        Assert.All(seen.Where(s => !acknowledged.ContainsKey(s.Key)), s => Assert.Contains(s.Value, unknown));
    }

    private static async Task WaitForWritesAsync(Dictionary<long, string> acknowledged, int more)
    {
        int goal = acknowledged.Count + more;
        using PeriodicTimer timer = new(TimeSpan.FromMilliseconds(20));
        using CancellationTokenSource patience = new(_patience);
        while (acknowledged.Count < goal)
        {
            await timer.WaitForNextTickAsync(patience.Token);
        }
    }
}
