using Navarch.Api.Apps.V1;
using Navarch.Api.Core.V1;
using Navarch.ControllerManager.Workloads;
using Navarch.Sdk;

namespace Navarch.ControllerManager.StatefulSets;

/// <summary>One step: a pod to create (when <paramref name="Delete"/> is null) or to delete.</summary>
/// <param name="Ordinal">Whose.</param>
/// <param name="Revision">Of which revision the created pod is.</param>
/// <param name="Delete">The pod to delete.</param>
internal sealed record StatefulSetStep(int Ordinal, string Revision, Pod? Delete);

/// <summary>
/// What a StatefulSet does next. Pure. With OrderedReady one step at a time: a member is created only when all before it run and are
/// ready, and removed or updated only from the last one down while the others are well. With Parallel, creation and removal wait for nobody.
/// </summary>
internal static class StatefulSetPlan
{
    public static IReadOnlyList<StatefulSetStep> Next(StatefulSet set, IReadOnlyList<Pod> pods, string currentRevision, string updateRevision, DateTimeOffset now)
    {
        var start = set.Spec.Ordinals?.Start ?? 0;
        var end = start + (set.Spec.Replicas ?? 1);
        var ordered = set.Spec.PodManagementPolicy != "Parallel";
        var members = new Dictionary<int, Pod>();
        foreach (var pod in pods)
        {
            members[StatefulSetPods.OrdinalOf(set, pod)] = pod;
        }
        members.Remove(-1);
        var steps = new List<StatefulSetStep>();

        for (var ordinal = start; ordinal < end; ordinal++)
        {
            var revision = RevisionFor(set, ordinal - start, currentRevision, updateRevision);
            var pod = members.GetValueOrDefault(ordinal);
            if (pod is null)
            {
                steps.Add(new StatefulSetStep(ordinal, revision, null));
            }
            else if (pod.IsFinished() && !pod.IsDeleting())
            {
                steps.Add(new StatefulSetStep(ordinal, revision, pod));
            }
            else if (ordered && !IsHealthy(set, pod, now))
            {
                return steps;
            }
            if (ordered && steps.Count > 0)
            {
                return steps;
            }
        }

        var condemned = members.Where(m => m.Key < start || m.Key >= end).OrderByDescending(m => m.Key).ToList();
        foreach (var (ordinal, pod) in condemned)
        {
            if (pod.IsDeleting())
            {
                if (ordered)
                {
                    return steps;
                }
                continue;
            }
            steps.Add(new StatefulSetStep(ordinal, "", pod));
            if (ordered)
            {
                return steps;
            }
        }
        if (steps.Count > 0 || set.Spec.UpdateStrategy.Type == "OnDelete")
        {
            return steps;
        }

        for (var ordinal = end - 1; ordinal >= start + (set.Spec.UpdateStrategy.RollingUpdate?.Partition ?? 0); ordinal--)
        {
            if (!members.TryGetValue(ordinal, out var pod))
            {
                continue;
            }
            if (pod.Metadata.Labels[Revisions.PodLabel] != updateRevision && !pod.IsDeleting())
            {
                return [new StatefulSetStep(ordinal, updateRevision, pod)];
            }
            if (!IsHealthy(set, pod, now))
            {
                return steps;
            }
        }
        return steps;
    }

    /// <summary>The numbers, and the revision that all have once an update is through.</summary>
    public static StatefulSetStatus Observe(StatefulSet set, IReadOnlyList<Pod> pods, string currentRevision, string updateRevision, int collisionCount, DateTimeOffset now)
    {
        var status = set.Status.Copy();
        int replicas = 0, ready = 0, available = 0, current = 0, updated = 0;
        foreach (var pod in pods)
        {
            if (StatefulSetPods.OrdinalOf(set, pod) < 0)
            {
                continue;
            }
            replicas++;
            if (pod.IsRunningAndReady())
            {
                ready++;
                available += pod.IsAvailable(set.Spec.MinReadySeconds, now) ? 1 : 0;
            }
            if (!pod.IsDeleting())
            {
                var revision = pod.Metadata.Labels[Revisions.PodLabel];
                current += revision == currentRevision ? 1 : 0;
                updated += revision == updateRevision ? 1 : 0;
            }
        }
        status.ObservedGeneration = set.Metadata.Generation;
        status.Replicas = replicas;
        status.ReadyReplicas = ready;
        status.AvailableReplicas = available;
        status.CurrentReplicas = current;
        status.UpdatedReplicas = updated;
        status.CurrentRevision = currentRevision;
        status.UpdateRevision = updateRevision;
        status.CollisionCount = collisionCount;
        if (set.Spec.UpdateStrategy.Type != "OnDelete" && updated == replicas && ready == replicas && replicas == (set.Spec.Replicas ?? 1))
        {
            status.CurrentReplicas = updated;
            status.CurrentRevision = updateRevision;
        }
        return status;
    }

    private static string RevisionFor(StatefulSet set, int index, string currentRevision, string updateRevision) =>
        set.Spec.UpdateStrategy.RollingUpdate?.Partition is { } partition
            ? index < partition ? currentRevision : updateRevision
            : index < set.Status.CurrentReplicas ? currentRevision : updateRevision;

    private static bool IsHealthy(StatefulSet set, Pod pod, DateTimeOffset now) =>
        pod.IsRunningAndReady() && !pod.IsDeleting() && pod.IsAvailable(set.Spec.MinReadySeconds, now);
}
