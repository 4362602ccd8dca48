using static Navarch.Store.Tests.Bytes;

namespace Navarch.Store.Tests;

/// <summary>
/// What every backend promises. A backend's tests derive from this and open an empty store; the store of an external server
/// keeps its keys under <see cref="Root"/>.
/// </summary>
public abstract class StoreContract : IAsyncLifetime
{
    /// <summary>Longer than any healthy answer takes; a test that waits for it has failed.</summary>
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    protected IStore Store { get; private set; } = null!;

    protected virtual string Root => "/registry/";

    protected abstract ValueTask<IStore> OpenEmptyAsync();

    /// <summary>Lets the lease's time pass.</summary>
    protected abstract ValueTask ExpireAsync(TimeSpan timeToLive);

    protected virtual ValueTask CleanUpAsync() => ValueTask.CompletedTask;

    public async Task InitializeAsync() => Store = await OpenEmptyAsync();

    public async Task DisposeAsync()
    {
        await Store.DisposeAsync();
        await CleanUpAsync();
    }

    [Fact]
    public async Task A_created_key_is_read_back_with_its_revisions()
    {
        long before = await Store.GetRevisionAsync();
        TxnResult created = await Store.CommitAsync(Mutation.Create(Root + "a", Of("1")));
        Assert.True(created.Succeeded);
        Assert.Equal(before + 1, created.Revision);
        KeyValue? read = await Store.GetAsync(Root + "a");
        Assert.Equal("1", Text(read));
        Assert.Equal((created.Revision, created.Revision, 1L), (read!.CreateRevision, read.ModRevision, read.Version));
        Assert.Equal(created.Revision, await Store.GetRevisionAsync());
    }

    [Fact]
    public async Task Creating_a_key_that_exists_fails_with_what_is_there()
    {
        await Store.CommitAsync(Mutation.Create(Root + "a", Of("1")));
        long revision = await Store.GetRevisionAsync();
        TxnResult second = await Store.CommitAsync(Mutation.Create(Root + "a", Of("2")));
        Assert.False(second.Succeeded);
        Assert.Equal("1", Text(second.Current));
        Assert.Equal(revision, await Store.GetRevisionAsync());
    }

    [Fact]
    public async Task An_update_needs_the_expected_mod_revision()
    {
        TxnResult created = await Store.CommitAsync(Mutation.Create(Root + "a", Of("1")));
        TxnResult updated = await Store.CommitAsync(Mutation.Put(Root + "a", Of("2"), created.Revision));
        Assert.True(updated.Succeeded);
        Assert.Equal((created.Revision, 2L), (updated.Current!.CreateRevision, updated.Current.Version));
        TxnResult stale = await Store.CommitAsync(Mutation.Put(Root + "a", Of("3"), created.Revision));
        Assert.False(stale.Succeeded);
        Assert.Equal(updated.Revision, stale.Current!.ModRevision);
        TxnResult absent = await Store.CommitAsync(Mutation.Put(Root + "b", Of("3"), created.Revision));
        Assert.False(absent.Succeeded);
        Assert.Null(absent.Current);
    }

    [Fact]
    public async Task A_delete_needs_the_expected_mod_revision_and_takes_a_revision()
    {
        TxnResult created = await Store.CommitAsync(Mutation.Create(Root + "a", Of("1")));
        Assert.False((await Store.CommitAsync(Mutation.Delete(Root + "a", created.Revision + 1))).Succeeded);
        TxnResult deleted = await Store.CommitAsync(Mutation.Delete(Root + "a", created.Revision));
        Assert.True(deleted.Succeeded);
        Assert.Equal(created.Revision + 1, deleted.Revision);
        Assert.Equal("1", Text(deleted.Previous));
        Assert.Null(await Store.GetAsync(Root + "a"));
        TxnResult again = await Store.CommitAsync(Mutation.Create(Root + "a", Of("2")));
        Assert.Equal((again.Revision, 1L), (again.Current!.CreateRevision, again.Current.Version));
    }

    [Fact]
    public async Task Deleting_what_is_not_there_changes_nothing()
    {
        long revision = await Store.GetRevisionAsync();
        TxnResult deleted = await Store.CommitAsync(Mutation.Delete(Root + "none"));
        Assert.True(deleted.Succeeded);
        Assert.Null(deleted.Previous);
        Assert.Equal(revision, await Store.GetRevisionAsync());
    }

    [Fact]
    public async Task An_empty_value_is_not_a_missing_key()
    {
        await Store.CommitAsync(Mutation.Create(Root + "a", default(ReadOnlyMemory<byte>)));
        Assert.Equal(0, (await Store.GetAsync(Root + "a"))!.Value.Length);
    }

    [Fact]
    public async Task A_range_is_in_order_limited_and_counted()
    {
        foreach (string name in new[] { "b/2", "b/1", "c", "a", "b/3" })
        {
            await Store.CommitAsync(Mutation.Create(Root + name, Of(name)));
        }

        RangeResult all = await Store.RangeAsync(RangeQuery.Prefix(Root));
        Assert.Equal(["a", "b/1", "b/2", "b/3", "c"], all.Items.Select(item => Text(item)));
        Assert.False(all.More);
        RangeResult page = await Store.RangeAsync(RangeQuery.Prefix(Root + "b/", limit: 2, count: true));
        Assert.Equal(["b/1", "b/2"], page.Items.Select(item => Text(item)));
        Assert.True(page.More);
        Assert.Equal(3, page.Count);
        RangeResult rest = await Store.RangeAsync(RangeQuery.Prefix(Root + "b/", after: Root + "b/2", revision: page.Revision));
        Assert.Equal(["b/3"], rest.Items.Select(item => Text(item)));
        Assert.False(rest.More);
        Assert.Empty((await Store.RangeAsync(RangeQuery.Prefix(Root + "x"))).Items);
    }

    [Fact]
    public async Task A_read_at_an_older_revision_sees_what_was_there()
    {
        TxnResult first = await Store.CommitAsync(Mutation.Create(Root + "a", Of("1")));
        await Store.CommitAsync(Mutation.Put(Root + "a", Of("2")));
        TxnResult deleted = await Store.CommitAsync(Mutation.Delete(Root + "a"));
        await Store.CommitAsync(Mutation.Create(Root + "b", Of("b")));
        Assert.Equal("1", Text(await Store.GetAsync(Root + "a", first.Revision)));
        Assert.Equal("2", Text(await Store.GetAsync(Root + "a", first.Revision + 1)));
        Assert.Null(await Store.GetAsync(Root + "a", deleted.Revision));
        RangeResult old = await Store.RangeAsync(RangeQuery.Prefix(Root, revision: first.Revision + 1));
        Assert.Equal(["2"], old.Items.Select(item => Text(item)));
        Assert.Equal(first.Revision + 1, old.Revision);
    }

    [Fact]
    public async Task A_read_at_a_future_revision_is_refused()
    {
        long revision = await Store.GetRevisionAsync();
        StoreException error = await Assert.ThrowsAsync<StoreException>(async () => await Store.RangeAsync(RangeQuery.Prefix(Root, revision: revision + 1000)));
        Assert.Equal(StoreError.FutureRevision, error.Error);
    }

    [Fact]
    public async Task Compaction_keeps_what_is_visible_at_it_and_refuses_what_is_before()
    {
        TxnResult first = await Store.CommitAsync(Mutation.Create(Root + "a", Of("1")));
        TxnResult second = await Store.CommitAsync(Mutation.Put(Root + "a", Of("2")));
        await Store.CommitAsync(Mutation.Create(Root + "gone", Of("x")));
        TxnResult third = await Store.CommitAsync(Mutation.Put(Root + "a", Of("3")));
        await Store.CommitAsync(Mutation.Delete(Root + "gone"));
        await Store.CompactAsync(second.Revision);
        Assert.Equal("2", Text(await Store.GetAsync(Root + "a", second.Revision)));
        StoreException error = await Assert.ThrowsAsync<StoreException>(async () => await Store.GetAsync(Root + "a", first.Revision));
        Assert.Equal(StoreError.Compacted, error.Error);
        long newest = await Store.GetRevisionAsync();
        await Store.CompactAsync(newest);
        Assert.Equal("3", Text(await Store.GetAsync(Root + "a")));
        Assert.Null(await Store.GetAsync(Root + "gone"));
        Assert.Equal(third.Revision, (await Store.GetAsync(Root + "a"))!.ModRevision);
        Assert.Equal(StoreError.Compacted, (await Assert.ThrowsAsync<StoreException>(async () => await Store.CompactAsync(newest))).Error);
        Assert.Equal(StoreError.FutureRevision, (await Assert.ThrowsAsync<StoreException>(async () => await Store.CompactAsync(newest + 1000))).Error);
    }

    [Fact]
    public async Task A_watch_delivers_every_change_in_order_with_what_was_before()
    {
        await using IStoreWatch watch = Store.Watch(Root);
        await WatchReadyAsync(watch);
        TxnResult created = await Store.CommitAsync(Mutation.Create(Root + "a", Of("1")));
        await Store.CommitAsync(Mutation.Put(Root + "a", Of("2")));
        TxnResult deleted = await Store.CommitAsync(Mutation.Delete(Root + "a"));
        await Store.CommitAsync(Mutation.Create(Root + "a", Of("3")));
        List<StoreEvent> events = await ReadAsync(watch, 4);
        Assert.Equal(["Put a 1 (none)", "Put a 2 1", "Delete a  2", "Put a 3 (none)"], events.Select(Describe));
        Assert.Equal([true, false, false, true], events.Select(e => e.IsCreate));
        Assert.Equal([created.Revision, created.Revision + 1, deleted.Revision, deleted.Revision + 1], events.Select(e => e.KeyValue.ModRevision));
    }

    [Fact]
    public async Task A_watch_from_an_older_revision_replays_history()
    {
        TxnResult first = await Store.CommitAsync(Mutation.Create(Root + "a", Of("1")));
        await Store.CommitAsync(Mutation.Put(Root + "a", Of("2")));
        await Store.CommitAsync(Mutation.Create(Root + "b", Of("3")));
        await using IStoreWatch watch = Store.Watch(Root, first.Revision + 1);
        Assert.Equal(["Put a 2 1", "Put b 3 (none)"], (await ReadAsync(watch, 2)).Select(Describe));
        await Store.CommitAsync(Mutation.Delete(Root + "b"));
        Assert.Equal(["Delete b  3"], (await ReadAsync(watch, 1)).Select(Describe));
    }

    [Fact]
    public async Task A_watch_sees_only_its_prefix()
    {
        await using IStoreWatch pods = Store.Watch(Root + "pods/");
        await using IStoreWatch odd = Store.Watch(Root + "pods/x/na");
        await WatchReadyAsync(pods);
        await WatchReadyAsync(odd);
        foreach (string name in new[] { "pods/x/name", "podsy", "services/x", "pods/y/name", "nodes/n" })
        {
            await Store.CommitAsync(Mutation.Create(Root + name, Of(name)));
        }

        Assert.Equal(["pods/x/name", "pods/y/name"], (await ReadAsync(pods, 2)).Select(e => Text(e.KeyValue)));
        Assert.Equal(["pods/x/name"], (await ReadAsync(odd, 1)).Select(e => Text(e.KeyValue)));
    }

    [Fact]
    public async Task Requested_progress_reaches_the_newest_revision_without_events()
    {
        await using IStoreWatch watch = Store.Watch(Root + "pods/");
        await WatchReadyAsync(watch);
        TxnResult other = await Store.CommitAsync(Mutation.Create(Root + "services/a", Of("1")));
        await watch.RequestProgressAsync();
        WatchBatch batch = await ReadBatchAsync(watch);
        Assert.Empty(batch.Events);
        Assert.True(batch.Revision >= other.Revision, $"{batch.Revision} >= {other.Revision}");
    }

    [Fact]
    public async Task A_watch_from_before_compaction_is_refused()
    {
        TxnResult first = await Store.CommitAsync(Mutation.Create(Root + "a", Of("1")));
        await Store.CommitAsync(Mutation.Put(Root + "a", Of("2")));
        TxnResult third = await Store.CommitAsync(Mutation.Put(Root + "a", Of("3")));
        await Store.CompactAsync(third.Revision);
        await using IStoreWatch watch = Store.Watch(Root, first.Revision + 1);
        StoreException error = await Assert.ThrowsAsync<StoreException>(async () => await ReadBatchAsync(watch));
        Assert.Equal(StoreError.Compacted, error.Error);
        Assert.True(error.CompactRevision >= third.Revision, $"{error.CompactRevision} >= {third.Revision}");
        await using IStoreWatch next = Store.Watch(Root, third.Revision + 1);
        await Store.CommitAsync(Mutation.Put(Root + "a", Of("4")));
        Assert.Equal("4", Text((await ReadAsync(next, 1))[0].KeyValue));
    }

    [Fact]
    public async Task A_closed_watch_says_so()
    {
        IStoreWatch watch = Store.Watch(Root);
        Task<WatchBatch> read = watch.ReadAsync().AsTask();
        await watch.DisposeAsync();
        Assert.Equal(StoreError.Closed, (await Assert.ThrowsAsync<StoreException>(() => read.WaitAsync(Patience))).Error);
    }

    [Fact]
    public async Task A_cancelled_read_loses_nothing()
    {
        await using IStoreWatch watch = Store.Watch(Root);
        await WatchReadyAsync(watch);
        using (CancellationTokenSource cancel = new())
        {
            Task<WatchBatch> read = watch.ReadAsync(cancel.Token).AsTask();
            await cancel.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read);
        }

        await Store.CommitAsync(Mutation.Create(Root + "a", Of("1")));
        Assert.Equal(["Put a 1 (none)"], (await ReadAsync(watch, 1)).Select(Describe));
    }

    [Fact]
    public async Task Of_concurrent_updates_from_the_same_revision_one_wins()
    {
        TxnResult created = await Store.CommitAsync(Mutation.Create(Root + "a", Of("0")));
        TxnResult[] results = await Task.WhenAll(Enumerable.Range(0, 20).Select(async i =>
            await Store.CommitAsync(Mutation.Put(Root + "a", Of($"{i}"), created.Revision))));
        TxnResult won = Assert.Single(results, result => result.Succeeded);
        Assert.All(results.Where(result => !result.Succeeded), result => Assert.Equal(won.Revision, result.Current!.ModRevision));
    }

    [Fact]
    public async Task Keys_of_a_lease_go_when_it_is_revoked()
    {
        long lease = await Store.GrantLeaseAsync(TimeSpan.FromHours(1));
        await Store.CommitAsync(Mutation.Create(Root + "a", Of("1")) with { LeaseId = lease });
        await Store.CommitAsync(Mutation.Create(Root + "b", Of("2")) with { LeaseId = lease });
        await Store.CommitAsync(Mutation.Put(Root + "b", Of("3")));
        Assert.Equal(lease, (await Store.GetAsync(Root + "a"))!.LeaseId);
        await using IStoreWatch watch = Store.Watch(Root);
        await WatchReadyAsync(watch);
        await Store.RevokeLeaseAsync(lease);
        Assert.Equal(["Delete a  1"], (await ReadAsync(watch, 1)).Select(Describe));
        Assert.Null(await Store.GetAsync(Root + "a"));
        Assert.Equal("3", Text(await Store.GetAsync(Root + "b")));
        Assert.Equal(StoreError.LeaseNotFound, (await Assert.ThrowsAsync<StoreException>(async () => await Store.RevokeLeaseAsync(lease))).Error);
    }

    [Fact]
    public async Task Keys_of_a_lease_go_when_it_expires()
    {
        TimeSpan timeToLive = TimeSpan.FromSeconds(5);
        long lease = await Store.GrantLeaseAsync(timeToLive);
        await Store.CommitAsync(Mutation.Create(Root + "a", Of("1")) with { LeaseId = lease, Durability = Durability.Relaxed });
        await using IStoreWatch watch = Store.Watch(Root);
        await WatchReadyAsync(watch);
        await ExpireAsync(timeToLive);
        Assert.Equal(["Delete a  1"], (await ReadAsync(watch, 1)).Select(Describe));
        Assert.Null(await Store.GetAsync(Root + "a"));
    }

    [Fact]
    public async Task A_put_with_an_unknown_lease_is_refused()
    {
        StoreException error = await Assert.ThrowsAsync<StoreException>(async () =>
            await Store.CommitAsync(Mutation.Create(Root + "a", Of("1")) with { LeaseId = 4711 }));
        Assert.Equal(StoreError.LeaseNotFound, error.Error);
        Assert.Null(await Store.GetAsync(Root + "a"));
    }

    [Fact]
    public async Task A_value_over_the_limit_is_refused()
    {
        StoreException error = await Assert.ThrowsAsync<StoreException>(async () =>
            await Store.CommitAsync(Mutation.Create(Root + "a", new byte[Limits.MaxValueBytes + 1])));
        Assert.Equal(StoreError.TooLarge, error.Error);
    }

    /// <summary>Waits until the backend has started the watch, so that the test knows what comes after it.</summary>
    protected static async Task WatchReadyAsync(IStoreWatch watch)
    {
        await watch.RequestProgressAsync();
        Assert.Empty((await ReadBatchAsync(watch)).Events);
    }

    protected static async Task<WatchBatch> ReadBatchAsync(IStoreWatch watch) => await watch.ReadAsync().AsTask().WaitAsync(Patience);

    protected static async Task<List<StoreEvent>> ReadAsync(IStoreWatch watch, int count)
    {
        List<StoreEvent> events = [];
        long revision = 0;
        while (events.Count < count)
        {
            WatchBatch batch = await ReadBatchAsync(watch);
            Assert.True(batch.Revision >= revision, "bookmarks never go back");
            revision = batch.Revision;
            events.AddRange(batch.Events);
        }

        Assert.Equal(count, events.Count);
        return events;
    }

    protected string Describe(StoreEvent change) =>
        $"{change.Type} {change.KeyValue.Key[Root.Length..]} {Text(change.KeyValue)} {Text(change.Previous)}";
}
