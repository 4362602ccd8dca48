using Navarch.Client.Informers;
using Navarch.Scheduler.Framework;

namespace Navarch.Scheduler.Queue;

/// <summary>Where a pod waits.</summary>
public enum QueueState
{
    /// <summary>Its turn comes by priority, then age.</summary>
    Active,

    /// <summary>It failed and something has happened that may help; it waits a little, unless nothing else is to be done.</summary>
    Backoff,

    /// <summary>Something broke; it waits its time out.</summary>
    ErrorBackoff,

    /// <summary>Until something happens that may help it.</summary>
    Unschedulable,

    /// <summary>It is being scheduled or bound.</summary>
    InFlight,
}

/// <summary>A pod that has no node yet.</summary>
public sealed class QueuedPod(PodInfo info, DateTimeOffset added)
{
    public PodInfo Info { get; internal set; } = info;
    public DateTimeOffset Added { get; } = added;
    public int Attempts { get; internal set; }
    public QueueState State { get; internal set; }

    /// <summary>The plugins that turned it down last, as bits of their index.</summary>
    public ulong RejectedBy { get; internal set; }

    internal DateTimeOffset Until { get; set; }

    /// <summary>Counts the moves between queues: an entry of an older count is void.</summary>
    internal int Moves { get; set; }
}

/// <summary>
/// The pods that wait for a node. Unschedulable ones come back by events that the plugins which turned them down ask for. Not
/// thread-safe: the core's lock guards it.
/// </summary>
public sealed class SchedulingQueue(Profile profile, TimeProvider time)
{
    private readonly Dictionary<ObjectKey, QueuedPod> _pods = [];
    private readonly HashSet<QueuedPod> _unschedulable = [];
    private readonly PriorityQueue<(QueuedPod Pod, int Moves), (int Priority, DateTimeOffset Added, long Sequence)> _active = new();
    private readonly PriorityQueue<(QueuedPod Pod, int Moves), DateTimeOffset> _backoff = new();
    private readonly PriorityQueue<(QueuedPod Pod, int Moves), DateTimeOffset> _errorBackoff = new();
    private long _sequence;
    private DateTimeOffset _nextSweep = DateTimeOffset.MinValue;

    /// <summary>Pods that wait, in flight ones too.</summary>
    public int Count => _pods.Count;

    public QueuedPod? Find(ObjectKey key) => _pods.GetValueOrDefault(key);

    /// <summary>A pod without a node has appeared or changed. <paramref name="specChanged"/>: in a way that scheduling looks at.</summary>
    public void AddOrUpdate(PodInfo info, bool specChanged)
    {
        if (_pods.TryGetValue(info.Key, out var pod) && pod.Info.Pod.Metadata.Uid == info.Pod.Metadata.Uid)
        {
            pod.Info = info;
            if (pod.State == QueueState.Unschedulable && specChanged)
            {
                Requeue(pod);
            }
            return;
        }
        if (pod is not null)
        {
            Remove(info.Key);
        }
        pod = new QueuedPod(info, time.GetUtcNow());
        _pods.Add(info.Key, pod);
        Activate(pod);
    }

    public void Remove(ObjectKey key)
    {
        if (_pods.Remove(key, out var pod))
        {
            pod.Moves++;
            _unschedulable.Remove(pod);
        }
    }

    /// <summary>The next pod to schedule, or null. It is in flight until it is removed or put back.</summary>
    public QueuedPod? Pop()
    {
        var now = time.GetUtcNow();
        Flush(now);
        if (!TryTake(_active, out var pod) && !TryTake(_backoff, out pod))
        {
            return null;
        }
        Move(pod!, QueueState.InFlight);
        pod!.Attempts++;
        return pod;
    }

    /// <summary>When <see cref="Pop"/> may have something again without an event.</summary>
    public DateTimeOffset? NextWake
    {
        get
        {
            while (_errorBackoff.TryPeek(out var entry, out _) && entry.Moves != entry.Pod.Moves)
            {
                _errorBackoff.Dequeue();
            }
            DateTimeOffset? wake = _errorBackoff.TryPeek(out _, out var until) ? until : null;
            return _unschedulable.Count > 0 && (wake is null || _nextSweep < wake) ? _nextSweep : wake;
        }
    }

    /// <summary>No node takes the pod: it waits for an event.</summary>
    public void PutUnschedulable(QueuedPod pod, ulong rejectedBy)
    {
        if (!IsCurrent(pod))
        {
            return;
        }
        pod.RejectedBy = rejectedBy;
        pod.Until = time.GetUtcNow() + Limits.MaxInUnschedulable;
        if (_unschedulable.Count == 0)
        {
            _nextSweep = pod.Until;
        }
        Move(pod, QueueState.Unschedulable);
        _unschedulable.Add(pod);
    }

    /// <summary>Something broke: the pod is tried again after a while.</summary>
    public void PutError(QueuedPod pod)
    {
        if (IsCurrent(pod))
        {
            Move(pod, QueueState.ErrorBackoff);
            _errorBackoff.Enqueue((pod, pod.Moves), time.GetUtcNow() + BackoffOf(pod));
        }
    }

    /// <summary>Lets the pods go on that the happening may help. True if there is one.</summary>
    public bool OnEvent(in ClusterEvent happening)
    {
        List<QueuedPod>? helped = null;
        foreach (var pod in _unschedulable)
        {
            if (profile.IsHelpedBy(pod.Info, pod.RejectedBy, happening))
            {
                (helped ??= []).Add(pod);
            }
        }
        helped?.ForEach(Requeue);
        return helped is not null;
    }

    /// <summary>Tries a pod again at the next occasion: what stood in its way is being taken away.</summary>
    public void Requeue(QueuedPod pod)
    {
        _unschedulable.Remove(pod);
        var backoff = BackoffOf(pod);
        var until = pod.Until - Limits.MaxInUnschedulable + backoff;
        if (until <= time.GetUtcNow())
        {
            Activate(pod);
            return;
        }
        Move(pod, QueueState.Backoff);
        _backoff.Enqueue((pod, pod.Moves), until);
    }

    private static TimeSpan BackoffOf(QueuedPod pod)
    {
        if (pod.Attempts == 0)
        {
            return TimeSpan.Zero;
        }
        var backoff = Limits.InitialBackoff * Math.Pow(2, Math.Min(pod.Attempts - 1, 10));
        return backoff < Limits.MaxBackoff ? backoff : Limits.MaxBackoff;
    }

    private static bool TryTake<T>(PriorityQueue<(QueuedPod Pod, int Moves), T> queue, out QueuedPod? pod)
    {
        while (queue.TryDequeue(out var entry, out _))
        {
            if (entry.Moves == entry.Pod.Moves)
            {
                pod = entry.Pod;
                return true;
            }
        }
        pod = null;
        return false;
    }

    private bool IsCurrent(QueuedPod pod) => _pods.TryGetValue(pod.Info.Key, out var known) && ReferenceEquals(known, pod);

    private void Activate(QueuedPod pod)
    {
        foreach (var (plugin, point) in profile.PreEnqueue)
        {
            if (point.PreEnqueue(pod.Info) is not null)
            {
                PutUnschedulable(pod, 1UL << plugin.Index);
                return;
            }
        }
        Move(pod, QueueState.Active);
        _active.Enqueue((pod, pod.Moves), (-pod.Info.Priority, pod.Added, _sequence++));
    }

    private static void Move(QueuedPod pod, QueueState state)
    {
        pod.State = state;
        pod.Moves++;
    }

    private void Flush(DateTimeOffset now)
    {
        Release(_backoff, now);
        Release(_errorBackoff, now);
        if (_unschedulable.Count > 0 && now >= _nextSweep)
        {
            foreach (var pod in _unschedulable.Where(p => p.Until <= now).ToList())
            {
                Requeue(pod);
            }
            _nextSweep = _unschedulable.Count > 0 ? _unschedulable.Min(p => p.Until) : DateTimeOffset.MaxValue;
        }
    }

    private void Release(PriorityQueue<(QueuedPod Pod, int Moves), DateTimeOffset> queue, DateTimeOffset now)
    {
        while (queue.TryPeek(out var entry, out var until) && (until <= now || entry.Moves != entry.Pod.Moves))
        {
            queue.Dequeue();
            if (entry.Moves == entry.Pod.Moves)
            {
                Activate(entry.Pod);
            }
        }
    }
}
