using Navarch.Store.Embedded;
using static Navarch.Store.Tests.Bytes;

namespace Navarch.Store.Tests.Embedded;

public sealed class StoreBackupTests : IDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly TemporaryDirectory _directory = new();

    private string File => Path.Combine(_directory.Path, "backup.db");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_backup_taken_while_writing_is_the_store_at_one_revision()
    {
        await using EmbeddedStore store = Open("live");
        using CancellationTokenSource stop = new();
        Task writing = Task.Run(async () =>
        {
            for (int i = 0; !stop.IsCancellationRequested; i++)
            {
                await store.CommitAsync(Mutation.Put($"/k{i % 100}", Of($"{i}")));
            }
        });
        await store.CommitAsync(Mutation.Create("/first", Of("1")));
        long backedUp = await store.BackupAsync(File);
        await stop.CancelAsync();
        await writing;
        Assert.Equal(backedUp, StoreBackup.Restore(File, Path.Combine(_directory.Path, "restored"), _time));
        await using EmbeddedStore restored = Open("restored");
        RangeResult expected = await store.RangeAsync(RangeQuery.Prefix("/", revision: backedUp));
        RangeResult actual = await restored.RangeAsync(RangeQuery.Prefix("/"));
        Assert.Equal(expected.Items.Select(i => $"{i} {Text(i)}"), actual.Items.Select(i => $"{i} {Text(i)}"));
        Assert.True(restored.Revision > store.Revision, "no revision that clients saw is given out again");
        await using IStoreWatch seenLater = restored.Watch("/", store.Revision + 1);
        Assert.Equal(StoreError.Compacted, (await Assert.ThrowsAsync<StoreException>(async () => await seenLater.ReadAsync())).Error);
        Assert.True((await restored.CommitAsync(Mutation.Create("/new", Of("1")))).Succeeded);
    }

    [Fact]
    public async Task A_backup_is_restored_to_any_revision_in_its_history()
    {
        long lease, middle;
        await using (EmbeddedStore store = Open("live"))
        {
            lease = await store.GrantLeaseAsync(TimeSpan.FromHours(1));
            await store.CommitAsync(Mutation.Create("/a", Of("1")));
            await store.CommitAsync(Mutation.Create("/leased", Of("1")) with { LeaseId = lease });
            await store.CompactAsync(store.Revision);
            await store.CommitAsync(Mutation.Put("/a", Of("2")));
            middle = store.Revision;
            await store.CommitAsync(Mutation.Delete("/a"));
            await store.RevokeLeaseAsync(lease);
            await store.BackupAsync(File);
        }

        StoreException tooEarly = Assert.Throws<StoreException>(() => StoreBackup.Restore(File, Path.Combine(_directory.Path, "early"), _time, middle - 2));
        Assert.Equal(StoreError.Compacted, tooEarly.Error);
        StoreBackup.Restore(File, Path.Combine(_directory.Path, "restored"), _time, middle);
        await using EmbeddedStore restored = Open("restored");
        Assert.Equal("2", Text(await restored.GetAsync("/a")));
        Assert.Equal("1", Text(await restored.GetAsync("/leased")));
        Assert.Throws<IOException>(() => StoreBackup.Restore(File, Path.Combine(_directory.Path, "restored"), _time));
        await using IStoreWatch watch = restored.Watch("/");
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("/leased", Assert.Single((await watch.ReadAsync()).Events).KeyValue.Key);
    }

    [Fact]
    public async Task A_damaged_backup_is_not_restored()
    {
        await using (EmbeddedStore store = Open("live"))
        {
            await store.CommitAsync(Mutation.Create("/a", new byte[3000]));
            await store.BackupAsync(File);
        }

        byte[] bytes = await System.IO.File.ReadAllBytesAsync(File);
        int at = bytes.AsSpan().IndexOf(new byte[1000]) + 500;
        bytes[bytes.Length > 3 * 4096 ? bytes.AsSpan().LastIndexOf("/a"u8) + 100 : at] ^= 4;
        await System.IO.File.WriteAllBytesAsync(File, bytes);
        Assert.Equal(StoreError.Corrupt, Assert.Throws<StoreException>(() => StoreBackup.Restore(File, Path.Combine(_directory.Path, "restored"), _time)).Error);
    }

    private EmbeddedStore Open(string name) => EmbeddedStore.Open(new EmbeddedStoreOptions { Directory = Path.Combine(_directory.Path, name) }, _time);
}
