namespace Navarch.Store.Embedded;

/// <summary>Work that is due beside commits.</summary>
[Flags]
internal enum Duties
{
    None = 0,
    Flush = 1,
    Compaction = 2,
    Leases = 4,
    Stop = 8,
    Resume = 16,
}

/// <summary>One thing asked of the writer.</summary>
internal sealed class WriteRequest()
    : TaskCompletionSource<TxnResult>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public enum Kind
    {
        Commit,
        Compact,
        Grant,
        Revoke,
        Run,
    }

    public Kind What { get; init; }

    public Mutation Mutation { get; init; }

    /// <summary>The compaction's revision, or the lease's id.</summary>
    public long Number { get; init; }

    public TimeSpan TimeToLive { get; init; }

    public Action? Action { get; init; }

    public TxnResult Outcome { get; set; }

    public int Size => Mutation.Key is null ? 0 : Mutation.Key.Length + (Mutation.Value?.Length ?? 0);
}

/// <summary>What callers leave for the one writer thread, which sleeps while there is nothing.</summary>
internal sealed class WriteQueue
{
    private readonly object _gate = new();
    private readonly Queue<WriteRequest> _requests = new();
    private Duties _duties;
    private StoreException? _closed;

    public bool IsEmpty
    {
        get
        {
            lock (_gate)
            {
                return _requests.Count == 0 && _duties == Duties.None;
            }
        }
    }

    public void Add(WriteRequest request)
    {
        lock (_gate)
        {
            if (_closed is not null)
            {
                throw new StoreException(_closed.Error, _closed.Message, _closed);
            }

            if (_requests.Count >= Limits.MaxQueuedCommits)
            {
                throw new StoreException(StoreError.Busy, $"{Limits.MaxQueuedCommits} commits are waiting for the disk");
            }

            _requests.Enqueue(request);
            Monitor.Pulse(_gate);
        }
    }

    public void Add(Duties duty)
    {
        lock (_gate)
        {
            _duties |= duty;
            if (duty == Duties.Stop)
            {
                _closed ??= StoreException.Closed();
            }

            Monitor.Pulse(_gate);
        }
    }

    /// <summary>
    /// Moves waiting requests to the batch, as many as may share one sync, and hands over duties that are due. Sleeps when there
    /// is neither, unless told not to.
    /// </summary>
    public Duties Take(List<WriteRequest> batch, bool wait)
    {
        lock (_gate)
        {
            while (true)
            {
                int bytes = 0;
                while (batch.Count < Limits.MaxBatchCommits && bytes < Limits.MaxBatchBytes && _requests.TryDequeue(out WriteRequest? request))
                {
                    batch.Add(request);
                    bytes += request.Size;
                }

                Duties duties = _duties;
                if (batch.Count > 0)
                {
                    duties &= ~Duties.Stop;
                }

                _duties &= ~duties;
                if (batch.Count > 0 || duties != Duties.None || !wait)
                {
                    return duties;
                }

                Monitor.Wait(_gate);
            }
        }
    }

    /// <summary>The writer is gone: everything waiting and everything to come fails with this.</summary>
    public void Fail(StoreException error)
    {
        List<WriteRequest> waiting;
        lock (_gate)
        {
            _closed = error;
            waiting = [.. _requests];
            _requests.Clear();
        }

        foreach (WriteRequest request in waiting)
        {
            request.TrySetException(error);
        }
    }
}
