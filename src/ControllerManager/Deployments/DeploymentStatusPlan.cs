using Navarch.Api.Apps.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.Sdk;

namespace Navarch.ControllerManager.Deployments;

/// <summary>A Deployment's status and conditions from those of its ReplicaSets, in upstream's words. Pure.</summary>
internal static class DeploymentStatusPlan
{
    private const string Progressing = "Progressing";
    private const string NewReplicaSetAvailable = "NewReplicaSetAvailable";

    /// <summary>The numbers, and the conditions that follow from them alone.</summary>
    public static DeploymentStatus Count(Deployment deployment, ReplicaSet? newest, IReadOnlyList<ReplicaSet> all, DateTimeOffset now)
    {
        var status = deployment.Status.Copy();
        var replicas = all.Sum(r => r.Status.Replicas);
        var available = all.Sum(r => r.Status.AvailableReplicas);
        status.ObservedGeneration = deployment.Metadata.Generation;
        status.Replicas = replicas;
        status.UpdatedReplicas = newest?.Status.Replicas ?? 0;
        status.ReadyReplicas = all.Sum(r => r.Status.ReadyReplicas);
        status.AvailableReplicas = available;
        status.UnavailableReplicas = Math.Max(0, all.Sum(RolloutPlan.Size) - available);
        status.TerminatingReplicas = all.Sum(r => r.Status.TerminatingReplicas ?? 0);
        var enough = available >= RolloutPlan.Desired(deployment) - RolloutPlan.MaxUnavailable(deployment);
        Set(status, "Available", enough, enough ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
            enough ? "Deployment has minimum availability." : "Deployment does not have minimum availability.", now);
        return status;
    }

    /// <summary>The numbers, and how the rollout goes.</summary>
    public static DeploymentStatus Rollout(Deployment deployment, ReplicaSet? newest, IReadOnlyList<ReplicaSet> all, DateTimeOffset now)
    {
        var status = Count(deployment, newest, all, now);
        var current = Find(deployment.Status, Progressing);
        var finishedBefore = status.Replicas == status.UpdatedReplicas && current?.Reason == NewReplicaSetAvailable;
        if (HasDeadline(deployment) && !finishedBefore)
        {
            var subject = newest is null ? $"Deployment \"{deployment.Metadata.Name}\"" : $"ReplicaSet \"{newest.Metadata.Name}\"";
            if (IsComplete(deployment, status))
            {
                Set(status, Progressing, true, NewReplicaSetAvailable, subject + " has successfully progressed.", now);
            }
            else if (IsProgressing(deployment.Status, status))
            {
                Set(status, Progressing, true, "ReplicaSetUpdated", subject + " is progressing.", now, refresh: true);
            }
            else if (HasTimedOut(deployment, now))
            {
                Set(status, Progressing, false, "ProgressDeadlineExceeded", subject + " has timed out progressing.", now);
            }
        }
        var failure = all.SelectMany(r => r.Status.Conditions).FirstOrDefault(c => c.Type == "ReplicaFailure");
        if (failure is not null)
        {
            Set(status, "ReplicaFailure", failure.Status == "True", failure.Reason, failure.Message, now);
        }
        else
        {
            Remove(status, "ReplicaFailure");
        }
        return status;
    }

    public static bool IsComplete(Deployment deployment, DeploymentStatus status) =>
        status.UpdatedReplicas == RolloutPlan.Desired(deployment) && status.Replicas == RolloutPlan.Desired(deployment)
        && status.AvailableReplicas == RolloutPlan.Desired(deployment) && status.ObservedGeneration >= deployment.Metadata.Generation;

    public static bool HasDeadline(Deployment deployment) => deployment.Spec.ProgressDeadlineSeconds is { } seconds && seconds != int.MaxValue;

    /// <summary>When the deadline passes, if nothing moves until then; null when nothing is awaited.</summary>
    public static TimeSpan? UntilDeadline(Deployment deployment, DeploymentStatus status, DateTimeOffset now)
    {
        if (!HasDeadline(deployment) || deployment.Spec.Paused || IsComplete(deployment, status)
            || Find(status, Progressing) is not { LastUpdateTime: { } since } condition || condition.Reason is NewReplicaSetAvailable or "ProgressDeadlineExceeded")
        {
            return null;
        }
        var left = since.AddSeconds(deployment.Spec.ProgressDeadlineSeconds!.Value + 1) - now;
        return left > TimeSpan.FromSeconds(1) ? left : TimeSpan.FromSeconds(1);
    }

    public static DeploymentCondition? Find(DeploymentStatus status, string type)
    {
        foreach (var condition in status.Conditions)
        {
            if (condition.Type == type)
            {
                return condition;
            }
        }
        return null;
    }

    /// <summary>Sets a condition; one that says the same already stays untouched unless it is to be refreshed.</summary>
    public static void Set(DeploymentStatus status, string type, bool? value, string reason, string message, DateTimeOffset now, bool refresh = false)
    {
        var text = value switch { true => "True", false => "False", null => "Unknown" };
        var present = Find(status, type);
        if (present is not null && present.Status == text && present.Reason == reason && !refresh)
        {
            return;
        }
        var condition = new DeploymentCondition
        {
            Type = type,
            Status = text,
            Reason = reason,
            Message = message,
            LastUpdateTime = now,
            LastTransitionTime = present?.Status == text ? present.LastTransitionTime : now,
        };
        status.Conditions = [.. status.Conditions.Where(c => c.Type != type), condition];
    }

    private static void Remove(DeploymentStatus status, string type)
    {
        if (Find(status, type) is not null)
        {
            status.Conditions = status.Conditions.Where(c => c.Type != type).ToListOf();
        }
    }

    private static bool IsProgressing(DeploymentStatus before, DeploymentStatus after) =>
        after.UpdatedReplicas > before.UpdatedReplicas
        || after.Replicas - after.UpdatedReplicas < before.Replicas - before.UpdatedReplicas
        || after.ReadyReplicas > before.ReadyReplicas
        || after.AvailableReplicas > before.AvailableReplicas;

    private static bool HasTimedOut(Deployment deployment, DateTimeOffset now) => Find(deployment.Status, Progressing) switch
    {
        null or { Reason: NewReplicaSetAvailable } => false,
        { Reason: "ProgressDeadlineExceeded" } => true,
        var condition => condition.LastUpdateTime is { } since && since.AddSeconds(deployment.Spec.ProgressDeadlineSeconds!.Value) < now,
    };
}
