namespace Navarch.Store.Embedded;

/// <summary>A position in the <see cref="WatchHub"/>, which guards all its state.</summary>
internal sealed class EmbeddedWatch(WatchHub hub, string prefix, long startRevision) : IStoreWatch
{
    private TaskCompletionSource? _signal;

    public string Prefix => prefix;

    public long StartRevision { get; } = startRevision;

    /// <summary>The next position to look at. Stale while waiting.</summary>
    public long Next { get; set; }

    public long LastRevision { get; set; } = startRevision;

    public bool ProgressRequested { get; set; }

    public StoreException? Failure { get; set; }

    public bool Waiting => _signal is not null;

    /// <summary>Called with everything up to the newest event seen.</summary>
    public Task Wait()
    {
        _signal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _signal.Task;
    }

    /// <summary>Wakes a waiting watch; no event before this position concerns it.</summary>
    public void Signal(long position)
    {
        if (_signal is { } signal)
        {
            _signal = null;
            Next = position;
            signal.SetResult();
        }
    }

    /// <summary>The next batch if there is one now. For simulations.</summary>
    public bool TryRead(out WatchBatch batch)
    {
        while (true)
        {
            if (hub.TryRead(this, out batch, out Task? wait))
            {
                return true;
            }

            if (wait is not null)
            {
                return false;
            }
        }
    }

    public async ValueTask<WatchBatch> ReadAsync(CancellationToken cancellationToken = default)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (hub.TryRead(this, out WatchBatch batch, out Task? wait))
            {
                return batch;
            }

            if (wait is not null)
            {
                await wait.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public ValueTask RequestProgressAsync(CancellationToken cancellationToken = default)
    {
        hub.RequestProgress(this);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        hub.Close(this);
        return ValueTask.CompletedTask;
    }
}
