using Navarch.Api.Core.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.Client.Informers;
using Navarch.Scheduler.Cache;
using Navarch.Scheduler.Framework;
using Navarch.Scheduler.Plugins;
using Navarch.Scheduler.Queue;

namespace Navarch.Scheduler;

/// <summary>What came of one pod's turn.</summary>
/// <param name="Queued">The pod as it was in the queue.</param>
/// <param name="Pod">The pod as it was scheduled.</param>
/// <param name="Node">Where it goes; it is assumed there, and now to be bound. Null if nowhere.</param>
/// <param name="Fit">Why it goes nowhere.</param>
/// <param name="Error">What broke.</param>
/// <param name="State">What the plugins worked out, by their index.</param>
/// <param name="Victims">Pods to be deleted, so that the pod fits on <paramref name="Nominated"/>.</param>
/// <param name="Nominated">The node that the victims are on.</param>
public sealed record ScheduleResult(
    QueuedPod Queued,
    PodInfo Pod,
    string? Node,
    FitError? Fit,
    string? Error,
    object?[] State,
    IReadOnlyList<PodInfo>? Victims = null,
    string? Nominated = null);

/// <summary>
/// The scheduler without its surroundings: events go in, decisions come out, all synchronous and under one lock, so that the same events
/// and seed give the same decisions. <see cref="Scheduler"/> feeds it from informers and carries its decisions out.
/// </summary>
public sealed class SchedulingCore
{
    private readonly Lock _gate = new();
    private readonly Profile _profile;
    private readonly SchedulerCache _cache = new();
    private readonly SchedulingQueue _queue;
    private readonly Nominator _nominator = new();
    private readonly SchedulingCycle _cycle;
    private readonly SchedulerOptions _options;

    public SchedulingCore(Profile profile, SchedulerOptions options, TimeProvider time)
    {
        _profile = profile;
        _options = options;
        _queue = new SchedulingQueue(profile, time);
        _cycle = new SchedulingCycle(profile, _cache, _nominator, options);
    }

    /// <summary>Pods that wait for a node.</summary>
    public int PendingPods
    {
        get { lock (_gate) { return _queue.Count; } }
    }

    /// <summary>When <see cref="ScheduleNext"/> may have something again without an event.</summary>
    public DateTimeOffset? NextWake
    {
        get { lock (_gate) { return _queue.NextWake; } }
    }

    /// <summary>Schedules the next pod; null when there is none whose turn it is.</summary>
    public ScheduleResult? ScheduleNext()
    {
        lock (_gate)
        {
            while (_queue.Pop() is { } queued)
            {
                if (_cache.IsAssumed(queued.Info.Key))
                {
                    continue;
                }
                var result = _cycle.Run(queued);
                if (result.Node is not null)
                {
                    _nominator.Forget(queued.Info.Key);
                }
                if (result.Error is not null)
                {
                    _queue.PutError(queued);
                }
                else if (result.Fit is not null)
                {
                    _queue.PutUnschedulable(queued, result.Fit.RejectedBy);
                }
                return result;
            }
            return null;
        }
    }

    /// <summary>The pod was bound; the API will tell of it too.</summary>
    public void Bound(ScheduleResult result)
    {
        lock (_gate)
        {
            if (ReferenceEquals(_queue.Find(result.Pod.Key), result.Queued))
            {
                _queue.Remove(result.Pod.Key);
            }
        }
    }

    /// <summary>The pod could not be bound: the node's resources are free again, and the pod is tried again after a while.</summary>
    public void Unbound(ScheduleResult result)
    {
        lock (_gate)
        {
            foreach (var (plugin, point) in _profile.Reserve)
            {
                point.Unreserve(result.State[plugin.Index], result.Pod, result.Node!);
            }
            _cache.Forget(result.Pod);
            _queue.PutError(result.Queued);
            _queue.OnEvent(new ClusterEvent(ClusterEventKind.AssignedPodDelete, _cache.FindNode(result.Node!), result.Pod));
        }
    }

    public void OnNode(Node node)
    {
        lock (_gate)
        {
            var (info, changed) = _cache.SetNode(node);
            if (changed != ClusterEventKind.None)
            {
                _queue.OnEvent(new ClusterEvent(changed, info));
            }
        }
    }

    public void OnNodeDeleted(string name)
    {
        lock (_gate)
        {
            _cache.RemoveNode(name);
        }
    }

    public void OnNamespace(string name, MapOf<string>? labels)
    {
        lock (_gate)
        {
            if (labels is { } present)
            {
                _cache.SetNamespace(name, present);
                _queue.OnEvent(new ClusterEvent(ClusterEventKind.Namespace, Name: name));
            }
            else
            {
                _cache.RemoveNamespace(name);
            }
        }
    }

    /// <summary>Something else that a plugin may ask for has changed.</summary>
    public void OnEvent(in ClusterEvent happening)
    {
        lock (_gate)
        {
            _queue.OnEvent(happening);
        }
    }

    public void OnPod(Pod? old, Pod pod)
    {
        if (pod.Status.Phase is "Succeeded" or "Failed")
        {
            OnPodDeleted(pod);
        }
        else if (pod.Spec.NodeName.Length > 0)
        {
            OnAssigned(old, pod);
        }
        else if (pod.Spec.SchedulerName == _options.SchedulerName && pod.Metadata.DeletionTimestamp is null)
        {
            var info = new PodInfo(pod);
            lock (_gate)
            {
                _nominator.Update(info);
                _queue.AddOrUpdate(info, old is null || SpecChanged(old, pod));
            }
        }
        else
        {
            lock (_gate)
            {
                _queue.Remove(ObjectKey.Of(pod));
            }
        }
    }

    public void OnPodDeleted(Pod pod)
    {
        var key = ObjectKey.Of(pod);
        lock (_gate)
        {
            _queue.Remove(key);
            _nominator.Forget(key);
            if (_cache.RemovePod(key) is { } known)
            {
                _queue.OnEvent(new ClusterEvent(ClusterEventKind.AssignedPodDelete, _cache.FindNode(pod.Spec.NodeName), known));
            }
        }
    }

    private void OnAssigned(Pod? old, Pod pod)
    {
        var key = ObjectKey.Of(pod);
        lock (_gate)
        {
            var known = _cache.FindPod(key);
            if (known is not null && !_cache.IsAssumed(key) && old is not null && !SpecChanged(old, pod))
            {
                return;
            }
            var info = new PodInfo(pod);
            _queue.Remove(key);
            _nominator.Forget(key);
            _cache.SetPod(info, pod.Spec.NodeName);
            var kind = known is null ? ClusterEventKind.AssignedPodAdd : ClusterEventKind.AssignedPodUpdate;
            _queue.OnEvent(new ClusterEvent(kind, _cache.FindNode(pod.Spec.NodeName), info));
        }
    }

    /// <summary>More has changed than the status.</summary>
    private static bool SpecChanged(Pod old, Pod pod) =>
        old.Metadata.Generation != pod.Metadata.Generation
        || (pod.Metadata.Generation == 0 && !DocNode.DeepEquals(old.Spec, pod.Spec))
        || !old.Metadata.Labels.ContentEquals(pod.Metadata.Labels);
}
