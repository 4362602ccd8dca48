using System.Diagnostics.Metrics;

namespace Navarch.Client;

/// <summary>
/// Keys that wait to be worked on. A key that is added twice is worked on once; a key that is added while it is worked on comes
/// again when that is done, so that no key is worked on twice at the same time. Life cycle of a key: <see cref="Add"/> (or later,
/// by <see cref="AddAfter"/> or <see cref="AddRateLimited"/>), <see cref="GetAsync"/>, <see cref="Done"/>. It holds each key at
/// most twice (waiting and delayed), which bounds it by the number of objects.
/// </summary>
public sealed class WorkQueue<TKey> : IDisposable where TKey : notnull
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly WorkQueueMetrics _metrics;
    private readonly SemaphoreSlim _ready = new(0);
    private readonly Queue<TKey> _queue = new();
    private readonly Dictionary<TKey, long> _dirty = [];
    private readonly Dictionary<TKey, long> _processing = [];
    private readonly Dictionary<TKey, int> _failures = [];
    private readonly PriorityQueue<(TKey Key, long Due), long> _delayed = new();
    private readonly Dictionary<TKey, long> _dueOf = [];
    private readonly ITimer _timer;
    private long _timerDue = long.MaxValue;
    private bool _shutDown;

    /// <summary>An empty queue; the name stands in its metrics.</summary>
    public WorkQueue(string name, TimeProvider time)
    {
        _time = time;
        _metrics = new WorkQueueMetrics(name);
        _timer = time.CreateTimer(static q => ((WorkQueue<TKey>)q!).MoveDue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>How many keys wait, without the delayed ones.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _queue.Count;
            }
        }
    }

    /// <summary>How many keys wait for their time.</summary>
    public int DelayedCount
    {
        get
        {
            lock (_lock)
            {
                return _dueOf.Count;
            }
        }
    }

    /// <summary>Adds a key, unless it waits already.</summary>
    public void Add(TKey key)
    {
        lock (_lock)
        {
            AddLocked(key);
        }
    }

    /// <summary>Adds a key after a delay; of several delays of one key the shortest counts.</summary>
    public void AddAfter(TKey key, TimeSpan delay)
    {
        lock (_lock)
        {
            if (delay <= TimeSpan.Zero)
            {
                AddLocked(key);
                return;
            }
            if (_shutDown)
            {
                return;
            }
            var due = _time.GetTimestamp() + (long)(delay.TotalSeconds * _time.TimestampFrequency);
            if (_dueOf.TryGetValue(key, out var present) && present <= due)
            {
                return;
            }
            _dueOf[key] = due;
            _delayed.Enqueue((key, due), due);
            SetTimer();
        }
    }

    /// <summary>Adds a key that failed, after a delay that doubles with each failure: 5 ms to 1000 s.</summary>
    public void AddRateLimited(TKey key)
    {
        int failures;
        lock (_lock)
        {
            failures = _failures.GetValueOrDefault(key);
            _failures[key] = failures + 1;
        }
        _metrics.Retries();
        var delay = failures >= 18 ? Limits.WorkQueueLongestDelay : Limits.WorkQueueFirstDelay * (1L << failures);
        AddAfter(key, delay < Limits.WorkQueueLongestDelay ? delay : Limits.WorkQueueLongestDelay);
    }

    /// <summary>Forgets a key's failures.</summary>
    public void Forget(TKey key)
    {
        lock (_lock)
        {
            _failures.Remove(key);
        }
    }

    /// <summary>How often a key failed since it was forgotten.</summary>
    public int NumRequeues(TKey key)
    {
        lock (_lock)
        {
            return _failures.GetValueOrDefault(key);
        }
    }

    /// <summary>Waits for the next key. Call <see cref="Done"/> for it. Throws when cancelled.</summary>
    public async ValueTask<TKey> GetAsync(CancellationToken cancellationToken)
    {
        await _ready.WaitAsync(cancellationToken).ConfigureAwait(false);
        lock (_lock)
        {
            var key = _queue.Dequeue();
            _dirty.Remove(key, out var added);
            _processing[key] = _time.GetTimestamp();
            _metrics.Got(_time.GetElapsedTime(added));
            return key;
        }
    }

    /// <summary>Says that a key's work is done; when it was added meanwhile, it waits again.</summary>
    public void Done(TKey key)
    {
        lock (_lock)
        {
            if (_processing.Remove(key, out var began))
            {
                _metrics.Worked(_time.GetElapsedTime(began));
            }
            if (_dirty.ContainsKey(key))
            {
                Enqueue(key);
            }
        }
    }

    /// <summary>Takes no more keys.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _shutDown = true;
            _dueOf.Clear();
            _delayed.Clear();
        }
        _timer.Dispose();
    }

    private void AddLocked(TKey key)
    {
        if (_shutDown || !_dirty.TryAdd(key, _time.GetTimestamp()))
        {
            return;
        }
        _metrics.Added();
        if (!_processing.ContainsKey(key))
        {
            Enqueue(key);
        }
    }

    private void Enqueue(TKey key)
    {
        _queue.Enqueue(key);
        _ready.Release();
    }

    private void MoveDue()
    {
        lock (_lock)
        {
            _timerDue = long.MaxValue;
            var now = _time.GetTimestamp();
            while (_delayed.TryPeek(out var entry, out var due) && (due <= now || !IsCurrent(entry)))
            {
                _delayed.Dequeue();
                if (IsCurrent(entry))
                {
                    _dueOf.Remove(entry.Key);
                    AddLocked(entry.Key);
                }
            }
            SetTimer();
        }
    }

    private bool IsCurrent((TKey Key, long Due) entry) => _dueOf.TryGetValue(entry.Key, out var due) && due == entry.Due;

    private void SetTimer()
    {
        if (_shutDown || !_delayed.TryPeek(out _, out var due) || due >= _timerDue)
        {
            return;
        }
        _timerDue = due;
        var wait = TimeSpan.FromSeconds((due - _time.GetTimestamp()) / (double)_time.TimestampFrequency);
        // Timers count whole milliseconds: round up, so that it is never early.
        _timer.Change(TimeSpan.FromMilliseconds(Math.Max(0, Math.Ceiling(wait.TotalMilliseconds))), Timeout.InfiniteTimeSpan);
    }
}

/// <summary>Upstream's metrics of a work queue; they cost nothing while nobody listens.</summary>
internal sealed class WorkQueueMetrics(string name)
{
    private static readonly Meter Meter = new("Navarch.WorkQueue");
    private static readonly Counter<long> AddsTotal = Meter.CreateCounter<long>("workqueue_adds_total");
    private static readonly Counter<long> RetriesTotal = Meter.CreateCounter<long>("workqueue_retries_total");
    private static readonly UpDownCounter<long> Depth = Meter.CreateUpDownCounter<long>("workqueue_depth");
    private static readonly Histogram<double> QueueDuration = Meter.CreateHistogram<double>("workqueue_queue_duration_seconds");
    private static readonly Histogram<double> WorkDuration = Meter.CreateHistogram<double>("workqueue_work_duration_seconds");
    private readonly KeyValuePair<string, object?> _name = new("name", name);

    public void Added()
    {
        AddsTotal.Add(1, _name);
        Depth.Add(1, _name);
    }

    public void Retries() => RetriesTotal.Add(1, _name);

    public void Got(TimeSpan waited)
    {
        Depth.Add(-1, _name);
        QueueDuration.Record(waited.TotalSeconds, _name);
    }

    public void Worked(TimeSpan worked) => WorkDuration.Record(worked.TotalSeconds, _name);
}
