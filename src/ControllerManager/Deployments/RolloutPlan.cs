using Navarch.Api.Apps.V1;

namespace Navarch.ControllerManager.Deployments;

/// <summary>The size that a ReplicaSet gets next.</summary>
/// <param name="ReplicaSet">Which.</param>
/// <param name="Replicas">Its new size.</param>
internal readonly record struct Scaling(ReplicaSet ReplicaSet, int Replicas);

/// <summary>
/// How a Deployment's ReplicaSets are sized on the way from old to new. Pure: from what the ReplicaSets say to the next step. During a
/// rolling update there are never more pods than replicas + maxSurge, nor fewer available ones than replicas - maxUnavailable.
/// </summary>
internal static class RolloutPlan
{
    public static int Desired(Deployment deployment) => deployment.Spec.Replicas ?? 1;

    public static bool IsRollingUpdate(Deployment deployment) => deployment.Spec.Strategy.Type != "Recreate";

    public static int Size(ReplicaSet replicaSet) => replicaSet.Spec.Replicas ?? 1;

    public static int MaxSurge(Deployment deployment) =>
        IsRollingUpdate(deployment) ? deployment.Spec.Strategy.RollingUpdate?.MaxSurge?.Scaled(Desired(deployment), roundUp: true) ?? 1 : 0;

    public static int MaxUnavailable(Deployment deployment)
    {
        if (!IsRollingUpdate(deployment) || Desired(deployment) == 0)
        {
            return 0;
        }
        var unavailable = deployment.Spec.Strategy.RollingUpdate?.MaxUnavailable?.Scaled(Desired(deployment), roundUp: false) ?? 0;
        // Both may round to zero, and then nothing would ever move.
        return Math.Min(Desired(deployment), unavailable == 0 && MaxSurge(deployment) == 0 ? 1 : unavailable);
    }

    /// <summary>The size of the new ReplicaSet beside the others.</summary>
    public static int NewReplicas(Deployment deployment, ReplicaSet? newest, IReadOnlyList<ReplicaSet> all)
    {
        var present = newest is null ? 0 : Size(newest);
        if (!IsRollingUpdate(deployment))
        {
            return Desired(deployment);
        }
        var room = Desired(deployment) + MaxSurge(deployment) - all.Sum(Size);
        return room <= 0 ? present : present + Math.Min(room, Desired(deployment) - present);
    }

    /// <summary>The next step of a rolling update; empty when there is nothing to do now.</summary>
    public static IReadOnlyList<Scaling> RollingUpdate(Deployment deployment, ReplicaSet newest, IReadOnlyList<ReplicaSet> old)
    {
        IReadOnlyList<ReplicaSet> all = [.. old, newest];
        var desired = Desired(deployment);
        var next = Size(newest) > desired ? desired : Size(newest) == desired ? desired : NewReplicas(deployment, newest, all);
        if (next != Size(newest))
        {
            return [new Scaling(newest, next)];
        }
        if (old.Sum(Size) == 0)
        {
            return [];
        }
        var minAvailable = desired - MaxUnavailable(deployment);
        var newUnavailable = Size(newest) - newest.Status.AvailableReplicas;
        var budget = all.Sum(Size) - minAvailable - newUnavailable;
        if (budget <= 0)
        {
            return [];
        }
        // First those that serve nobody.
        var oldest = old.OrderBy(r => r.Metadata.CreationTimestamp).ThenBy(r => r.Metadata.Name, StringComparer.Ordinal).ToList();
        var sizes = oldest.ToDictionary(r => r.Metadata.Name, Size);
        foreach (var replicaSet in oldest)
        {
            var unhealthy = Math.Min(budget, sizes[replicaSet.Metadata.Name] - replicaSet.Status.AvailableReplicas);
            if (unhealthy > 0)
            {
                sizes[replicaSet.Metadata.Name] -= unhealthy;
                budget -= unhealthy;
            }
        }
        var surplus = all.Sum(r => r.Status.AvailableReplicas) - minAvailable;
        foreach (var replicaSet in oldest)
        {
            var less = Math.Min(surplus, sizes[replicaSet.Metadata.Name]);
            if (less > 0)
            {
                sizes[replicaSet.Metadata.Name] -= less;
                surplus -= less;
            }
        }
        return [.. oldest.Where(r => sizes[r.Metadata.Name] != Size(r)).Select(r => new Scaling(r, sizes[r.Metadata.Name]))];
    }

    /// <summary>True when the Deployment's own size changed since its ReplicaSets were sized.</summary>
    public static bool IsScalingEvent(Deployment deployment, IEnumerable<ReplicaSet> all) =>
        all.Any(r => Size(r) > 0 && DeploymentAnnotations.DesiredReplicasOf(r) is { } desired && desired != Desired(deployment));

    /// <summary>How a changed size is shared out: to the one that is active, or in proportion while a rollout is under way.</summary>
    public static IReadOnlyList<Scaling> Scale(Deployment deployment, ReplicaSet? newest, IReadOnlyList<ReplicaSet> old)
    {
        var desired = Desired(deployment);
        var active = old.Concat(newest is null ? [] : [newest]).Where(r => Size(r) > 0).ToList();
        var only = active.Count switch
        {
            0 => newest ?? old.OrderByDescending(DeploymentAnnotations.RevisionOf).FirstOrDefault(),
            1 => active[0],
            _ => null,
        };
        if (only is not null)
        {
            return [new Scaling(only, desired)];
        }
        if (newest is not null && Size(newest) == desired && DeploymentAnnotations.DesiredReplicasOf(newest) == desired && newest.Status.AvailableReplicas == desired)
        {
            return [.. old.Where(r => Size(r) > 0).Select(r => new Scaling(r, 0))];
        }
        return IsRollingUpdate(deployment) ? Proportionally(deployment, active) : [];
    }

    private static List<Scaling> Proportionally(Deployment deployment, List<ReplicaSet> active)
    {
        var allowed = Desired(deployment) > 0 ? Desired(deployment) + MaxSurge(deployment) : 0;
        var toAdd = allowed - active.Sum(Size);
        var ordered = toAdd > 0
            ? active.OrderByDescending(Size).ThenByDescending(r => r.Metadata.CreationTimestamp).ToList()
            : active.OrderByDescending(Size).ThenBy(r => r.Metadata.CreationTimestamp).ToList();
        var sizes = new List<Scaling>();
        var added = 0;
        foreach (var replicaSet in ordered)
        {
            var share = 0;
            if (toAdd != 0)
            {
                var before = DeploymentAnnotations.MaxReplicasOf(replicaSet) ?? active.Sum(Size);
                share = before == 0 ? 0 : (int)Math.Round(Size(replicaSet) * (double)allowed / before, MidpointRounding.AwayFromZero) - Size(replicaSet);
                var left = toAdd - added;
                share = toAdd > 0 ? Math.Min(Math.Max(share, 0), left) : Math.Max(Math.Min(share, 0), left);
            }
            added += share;
            sizes.Add(new Scaling(replicaSet, Size(replicaSet) + share));
        }
        if (sizes.Count > 0)
        {
            // What rounding left goes to the largest.
            sizes[0] = sizes[0] with { Replicas = Math.Max(0, sizes[0].Replicas + (toAdd - added)) };
        }
        return sizes;
    }
}
