namespace Navarch.Testing;

/// <summary>
/// A clock that stands still until a test moves it. <see cref="Advance"/> fires the timers that come due, each at its own time and in
/// the order of their times (then of their making), before it returns; the continuations of a <c>Task.Delay</c> run where the task
/// machinery puts them, so await them. It starts at 2026-01-01T00:00:00Z.
/// </summary>
public sealed class ManualTimeProvider : TimeProvider
{
    private readonly Lock gate = new();
    private readonly SortedSet<ManualTimer> due = [];
    private DateTimeOffset now;
    private long made;
    private TaskCompletionSource timersChanged = NewSignal();

    public ManualTimeProvider(DateTimeOffset? start = null) => now = start ?? new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>How many timers (delays, time-outs) wait.</summary>
    public int PendingTimers
    {
        get
        {
            lock (gate)
            {
                return due.Count;
            }
        }
    }

    /// <summary>When the next timer comes due, or null when none waits.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            lock (gate)
            {
                return due.Min?.DueAt;
            }
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    /// <summary>Moves the clock forward, firing what comes due on the way.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        DateTimeOffset target;
        lock (gate)
        {
            target = now + by;
        }

        while (true)
        {
            ManualTimer? timer;
            lock (gate)
            {
                timer = due.Min;
                if (timer is null || timer.DueAt > target)
                {
                    now = target > now ? target : now;
                    return;
                }

                now = timer.DueAt > now ? timer.DueAt : now;
                due.Remove(timer);
                timer.Rearm();
                Signal();
            }

            timer.Fire();
        }
    }

    /// <summary>Moves the clock to the next timer and fires it. False when no timer waits.</summary>
    public bool AdvanceToNext()
    {
        if (NextDue is not { } next)
        {
            return false;
        }

        var by = next - GetUtcNow();
        Advance(by > TimeSpan.Zero ? by : TimeSpan.Zero);
        return true;
    }

    /// <summary>Returns when at least so many timers wait: the way to know that the code under test has reached its delay.</summary>
    public async Task WaitForTimersAsync(int count, CancellationToken ct = default)
    {
        while (true)
        {
            Task changed;
            lock (gate)
            {
                if (due.Count >= count)
                {
                    return;
                }

                changed = timersChanged.Task;
            }

            await changed.WaitAsync(ct);
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new ManualTimer(this, callback, state, Interlocked.Increment(ref made));
        timer.Change(dueTime, period);
        return timer;
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Signal()
    {
        timersChanged.SetResult();
        timersChanged = NewSignal();
    }

    private sealed class ManualTimer(ManualTimeProvider clock, TimerCallback callback, object? state, long order) : ITimer, IComparable<ManualTimer>
    {
        private TimeSpan period = Timeout.InfiniteTimeSpan;
        private bool disposed;

        public DateTimeOffset DueAt { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            bool fireNow;
            lock (clock.gate)
            {
                if (disposed)
                {
                    return false;
                }

                clock.due.Remove(this);
                this.period = period;
                fireNow = dueTime == TimeSpan.Zero;
                if (!fireNow && dueTime != Timeout.InfiniteTimeSpan)
                {
                    DueAt = clock.now + dueTime;
                    clock.due.Add(this);
                }
                else if (fireNow)
                {
                    DueAt = clock.now;
                    Rearm();
                }

                clock.Signal();
            }

            if (fireNow)
            {
                ThreadPool.QueueUserWorkItem(static timer => timer.Fire(), this, preferLocal: false);
            }

            return true;
        }

        /// <summary>Puts a periodic timer back in line. Under the clock's lock.</summary>
        public void Rearm()
        {
            if (!disposed && period != Timeout.InfiniteTimeSpan && period > TimeSpan.Zero)
            {
                DueAt += period;
                clock.due.Add(this);
            }
        }

        public void Fire() => callback(state);

        public int CompareTo(ManualTimer? other) => other is null ? 1 : (DueAt, order).CompareTo((other.DueAt, other.Order));

        private long Order => order;

        public void Dispose()
        {
            lock (clock.gate)
            {
                disposed = true;
                if (clock.due.Remove(this))
                {
                    clock.Signal();
                }
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
