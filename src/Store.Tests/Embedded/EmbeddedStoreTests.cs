using Navarch.Store.Embedded;
using static Navarch.Store.Tests.Bytes;

namespace Navarch.Store.Tests.Embedded;

public sealed class EmbeddedStoreContractTests : StoreContract
{
    private readonly ManualTimeProvider _time = new();
    private readonly TemporaryDirectory _directory = new();

    protected override ValueTask<IStore> OpenEmptyAsync() =>
        new(EmbeddedStore.Open(new EmbeddedStoreOptions { Directory = _directory.Path }, _time));

    protected override ValueTask ExpireAsync(TimeSpan timeToLive)
    {
        _time.Advance(timeToLive);
        return ValueTask.CompletedTask;
    }

    protected override ValueTask CleanUpAsync()
    {
        _directory.Dispose();
        return ValueTask.CompletedTask;
    }
}

public sealed class MemoryStoreContractTests : StoreContract
{
    private readonly ManualTimeProvider _time = new();

    protected override ValueTask<IStore> OpenEmptyAsync() => new(EmbeddedStore.Open(new EmbeddedStoreOptions(), _time));

    protected override ValueTask ExpireAsync(TimeSpan timeToLive)
    {
        _time.Advance(timeToLive);
        return ValueTask.CompletedTask;
    }
}

public sealed class EmbeddedStoreTests : IDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task What_was_committed_is_there_after_a_restart()
    {
        long revision;
        await using (EmbeddedStore store = Open())
        {
            long lease = await store.GrantLeaseAsync(TimeSpan.FromMinutes(10));
            await store.CommitAsync(Mutation.Create("/a", Of("1")));
            await store.CommitAsync(Mutation.Put("/a", Of("2")));
            await store.CommitAsync(Mutation.Create("/b", Of("3")));
            await store.CommitAsync(Mutation.Delete("/b"));
            revision = (await store.CommitAsync(Mutation.Create("/c", Of("4")) with { Durability = Durability.Relaxed, LeaseId = lease })).Revision;
        }

        await using EmbeddedStore again = Open();
        Assert.Equal(revision, again.Revision);
        Assert.Equal("2", Text(await again.GetAsync("/a")));
        Assert.Equal("1", Text(await again.GetAsync("/a", revision - 4)));
        Assert.Null(await again.GetAsync("/b"));
        Assert.Equal("4", Text(await again.GetAsync("/c")));
        Assert.Equal(2, again.KeyCount);
        await using IStoreWatch watch = again.Watch("/", revision - 3);
        WatchBatch batch = await watch.ReadAsync();
        Assert.Equal(["/a", "/b", "/b", "/c"], batch.Events.Select(e => e.KeyValue.Key));
        _time.Advance(TimeSpan.FromMinutes(10));
        batch = await watch.ReadAsync();
        Assert.Equal(StoreEventType.Delete, Assert.Single(batch.Events).Type);
    }

    [Fact]
    public async Task A_second_process_is_told_that_the_store_is_in_use()
    {
        await using EmbeddedStore store = Open();
        StoreException error = Assert.Throws<StoreException>(() => Open());
        Assert.Equal(StoreError.InUse, error.Error);
    }

    [Fact]
    public async Task History_is_forgotten_after_the_window_and_space_is_used_again()
    {
        await using EmbeddedStore store = Open();
        await store.CommitAsync(Mutation.Create("/a", Of("0")));
        for (int i = 0; i < 100; i++)
        {
            await store.CommitAsync(Mutation.Put("/a", new byte[50_000]));
        }

        long revision = store.Revision;
        await AdvanceAsync(store, TimeSpan.FromMinutes(5));
        await AdvanceAsync(store, TimeSpan.FromMinutes(5));
        Assert.Equal(revision, store.CompactRevision);
        await store.CommitAsync(Mutation.Put("/a", Of("end")));
        await store.DisposeAsync();
        long size = new FileInfo(System.IO.Path.Combine(_directory.Path, "store.db")).Length;
        Assert.True(size < 1_000_000, $"{size} bytes for one small key");
    }

    [Fact]
    public async Task History_over_its_byte_limit_is_forgotten_early()
    {
        await using EmbeddedStore store = Open(historyMaxBytes: 1_000_000);
        for (int i = 0; i < 50; i++)
        {
            await store.CommitAsync(Mutation.Put("/a", new byte[50_000]));
        }

        Assert.True(store.CompactRevision > 1);
        Assert.True(store.Revision - store.CompactRevision >= 10, "half of the limit stays");
    }

    [Fact]
    public async Task A_watch_that_compaction_overtakes_is_told_so()
    {
        await using EmbeddedStore store = Open();
        await using IStoreWatch slow = store.Watch("/a");
        await store.CommitAsync(Mutation.Create("/a", Of("0")));
        await store.CommitAsync(Mutation.Put("/a", Of("1")));
        await store.CompactAsync(store.Revision);
        Assert.Equal(StoreError.Compacted, (await Assert.ThrowsAsync<StoreException>(async () => await slow.ReadAsync())).Error);
    }

    [Fact]
    public async Task A_waiting_watch_is_not_overtaken_by_events_that_do_not_concern_it()
    {
        await using EmbeddedStore store = Open();
        await using IStoreWatch waiting = store.Watch("/rare/");
        Task<WatchBatch> read = waiting.ReadAsync().AsTask();
        for (int i = 0; i < 10; i++)
        {
            await store.CommitAsync(Mutation.Put("/busy/a", Of("0")));
        }

        await store.CompactAsync(store.Revision);
        await store.CommitAsync(Mutation.Put("/rare/a", Of("1")));
        Assert.Equal("/rare/a", Assert.Single((await read).Events).KeyValue.Key);
    }

    private EmbeddedStore Open(long historyMaxBytes = 64 << 20) =>
        EmbeddedStore.Open(new EmbeddedStoreOptions { Directory = _directory.Path, HistoryMaxBytes = historyMaxBytes }, _time);

    /// <summary>Moves the clock and waits until the writer has done what fell due.</summary>
    private async Task AdvanceAsync(EmbeddedStore store, TimeSpan by)
    {
        _time.Advance(by);
        await store.FlushAsync();
        await store.FlushAsync();
    }
}
