using Navarch.Store.Sqlite;

namespace Navarch.Store.Embedded;

/// <summary>
/// The store of a single server: memory serves reads and watches, SQLite is the durable log. Open with <see cref="Open"/>;
/// disposing it writes what is still in memory and marks the stop as clean. One writer thread turns the waiting commits into one
/// transaction with one sync; readers and watchers see a change when it is durable (or, if relaxed, when it is applied).
/// </summary>
/// <remarks>
/// A commit that fails because of the disk changes nothing that readers see; the store goes on and tries the disk again with the
/// next commit.
/// </remarks>
public sealed class EmbeddedStore : IStore
{
    /// <summary>The database in the store's directory.</summary>
    internal const string FileName = "store.db";

    private readonly KeySpace _keys = new();
    private readonly WriteQueue _queue = new();
    private readonly Writer _writer;
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _disposed;

    private EmbeddedStore(IDurableLog log, EmbeddedStoreOptions options, TimeProvider time)
    {
        _writer = new Writer(_keys, _queue, log, options, time);
    }

    public long Revision => _keys.Revision;

    public long CompactRevision => _keys.CompactRevision;

    /// <summary>Number of keys that exist, for metrics.</summary>
    public int KeyCount => _keys.KeyCount;

    /// <summary>
    /// Opens the store, reading and checking all of it. Throws <see cref="StoreException"/>: <see cref="StoreError.InUse"/>,
    /// <see cref="StoreError.Corrupt"/> (which names what is damaged), <see cref="StoreError.Io"/>.
    /// </summary>
    public static EmbeddedStore Open(EmbeddedStoreOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Open(options, time, options.Directory is { } directory ? OpenLog(directory) : new NullLog());
    }

    public ValueTask<long> GetRevisionAsync(CancellationToken cancellationToken = default) => new(Revision);

    public ValueTask<TxnResult> CommitAsync(Mutation mutation, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(mutation.Key);
        if (mutation.Key.Length > Limits.MaxKeyLength || mutation.Value?.Length > Limits.MaxValueBytes)
        {
            throw new StoreException(
                StoreError.TooLarge,
                $"{mutation.Key[..Math.Min(200, mutation.Key.Length)]}: {mutation.Value?.Length} bytes; at most {Limits.MaxValueBytes} are stored under a key of {Limits.MaxKeyLength}");
        }

        return Ask(new WriteRequest { What = WriteRequest.Kind.Commit, Mutation = mutation }, cancellationToken);
    }

    public ValueTask<KeyValue?> GetAsync(string key, long revision = 0, CancellationToken cancellationToken = default) => new(_keys.Get(key, revision));

    public ValueTask<RangeResult> RangeAsync(RangeQuery query, CancellationToken cancellationToken = default) => new(_keys.Range(query));

    public IStoreWatch Watch(string prefix, long fromRevision = 0)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        ArgumentOutOfRangeException.ThrowIfNegative(fromRevision);
        return _keys.Hub.Open(prefix, fromRevision);
    }

    public async ValueTask CompactAsync(long revision, CancellationToken cancellationToken = default) =>
        await Ask(new WriteRequest { What = WriteRequest.Kind.Compact, Number = revision }, cancellationToken).ConfigureAwait(false);

    public async ValueTask<long> GrantLeaseAsync(TimeSpan timeToLive, CancellationToken cancellationToken = default) =>
        (await Ask(new WriteRequest { What = WriteRequest.Kind.Grant, TimeToLive = timeToLive }, cancellationToken).ConfigureAwait(false)).Revision;

    public async ValueTask RevokeLeaseAsync(long leaseId, CancellationToken cancellationToken = default) =>
        await Ask(new WriteRequest { What = WriteRequest.Kind.Revoke, Number = leaseId }, cancellationToken).ConfigureAwait(false);

    /// <summary>Writes relaxed commits to disk now.</summary>
    public async ValueTask FlushAsync(CancellationToken cancellationToken = default) =>
        await Ask(new WriteRequest { What = WriteRequest.Kind.Run, Action = _writer.Flush }, cancellationToken).ConfigureAwait(false);

    /// <summary>
    /// Writes everything up to the current revision, with its history, to a new file while the store goes on. The file is whole or
    /// not there. Returns the revision. <see cref="StoreBackup.Restore"/> makes a store of it.
    /// </summary>
    public async ValueTask<long> BackupAsync(string path, CancellationToken cancellationToken = default)
    {
        (LogHead Head, List<LeaseRecord> Leases) pinned = (default, []);
        await Ask(new WriteRequest { What = WriteRequest.Kind.Run, Action = () => pinned = _writer.Pin() }, CancellationToken.None).ConfigureAwait(false);
        try
        {
            await Task.Run(() => StoreBackup.Write(path, pinned.Head, _keys.VersionsUpTo(pinned.Head.Revision), pinned.Leases, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _writer.Unpin();
        }

        return pinned.Head.Revision;
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            _queue.Add(Duties.Stop);
        }

        await _stopped.Task.ConfigureAwait(false);
    }

    internal IEnumerable<long> LeaseIds => _writer.LeaseIds;

    internal bool HasStopped => _stopped.Task.IsCompleted;

    /// <summary>Runs the writer on the caller's thread until nothing is left to do. For a store opened without a thread.</summary>
    internal void Pump()
    {
        do
        {
            if (!_writer.Step(wait: false))
            {
                Stopped();
                return;
            }
        }
        while (_writer.HasBacklog || !_queue.IsEmpty);
    }

    internal static EmbeddedStore Open(EmbeddedStoreOptions options, TimeProvider time, IDurableLog log, bool startThread = true)
    {
        EmbeddedStore store = new(log, options, time);
        try
        {
            store._writer.Load();
        }
        catch
        {
            log.Dispose();
            throw;
        }

        if (startThread)
        {
            new Thread(store.Run) { IsBackground = true, Name = "navarch-store" }.Start();
        }

        return store;
    }

    internal static SqliteLog OpenLog(string directory)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(directory);
        }
        else
        {
            Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return new SqliteLog(Path.Combine(directory, FileName));
    }

    private void Run()
    {
        try
        {
            _writer.Run();
            Stopped();
        }
        catch (Exception error)
        {
            StoreException failure = error as StoreException ?? new StoreException(StoreError.Closed, $"the store's writer failed: {error.Message}", error);
            _queue.Fail(failure);
            _writer.Abandon(failure);
            _keys.Hub.CloseAll();
            _stopped.SetException(error);
        }
    }

    private void Stopped()
    {
        _keys.Hub.CloseAll();
        _stopped.SetResult();
    }

    private ValueTask<TxnResult> Ask(WriteRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _queue.Add(request);
        return new ValueTask<TxnResult>(cancellationToken.CanBeCanceled ? request.Task.WaitAsync(cancellationToken) : request.Task);
    }
}
