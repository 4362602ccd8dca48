using Navarch.Api.Apps.V1;
using Navarch.Api.Core.V1;
using Navarch.Api.Meta.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Errors;
using Navarch.ApiMachinery.Selectors;
using Navarch.Client;
using Navarch.Client.Informers;
using Navarch.ControllerManager.Deployments;
using Navarch.ControllerManager.Workloads;
using Navarch.Sdk;

namespace Navarch.ControllerManager;

/// <summary>
/// Rolls a Deployment's pods out: it owns one ReplicaSet for each template that the Deployment had (up to the history's limit) and
/// moves the size from the old ones to the newest, step by step as pods become available. The sizes are decided in <see cref="RolloutPlan"/>,
/// the status in <see cref="DeploymentStatusPlan"/>. A rollback is nothing special: an older template makes its ReplicaSet the newest again.
/// </summary>
internal sealed class DeploymentController(ControllerContext context) : IReconciler
{
    private readonly SharedInformer<Deployment> _deployments = context.Informers.For<Deployment>();
    private readonly SharedInformer<ReplicaSet> _replicaSets = context.Informers.For<ReplicaSet>().IndexByController();
    private readonly SharedInformer<Pod> _pods = context.Informers.For<Pod>().IndexByController();

    public void Configure(ControllerBuilder builder)
    {
        builder.For<Deployment>();
        builder.Owns<ReplicaSet>();
        // Only Recreate waits for pods to be gone.
        builder.WatchesChanges<Pod>((old, pod) => pod is null && old is not null ? RecreatingOwnerOf(old) : []);
    }

    public async Task<Result> ReconcileAsync(Request request, CancellationToken cancellationToken)
    {
        if (_deployments.Get(request.Namespace, request.Name) is not { } deployment)
        {
            return Result.Done;
        }
        var now = context.Time.GetUtcNow();
        var selector = Selector.FromDocument(deployment.Spec.Selector);
        if (selector.IsEmpty)
        {
            context.Events.Warning(deployment, "SelectingAll", "This deployment is selecting all pods. A non-empty selector is required.");
            return Result.Done;
        }
        var all = await Claims.ClaimAsync(context.Client, _replicaSets, deployment, selector, cancellationToken).ConfigureAwait(false);
        var newest = all.Where(r => DeploymentAnnotations.SameTemplate(r.Spec.Template, deployment.Spec.Template))
            .OrderBy(r => r.Metadata.CreationTimestamp).ThenBy(r => r.Metadata.Name, StringComparer.Ordinal).FirstOrDefault();
        if (deployment.IsDeleting())
        {
            await WriteStatusAsync(deployment, DeploymentStatusPlan.Count(deployment, newest, all, now), cancellationToken).ConfigureAwait(false);
            return Result.Done;
        }
        deployment = await NotePauseAsync(deployment, now, cancellationToken).ConfigureAwait(false);
        var old = all.Where(r => !ReferenceEquals(r, newest)).ToList();

        if (deployment.Spec.Paused || RolloutPlan.IsScalingEvent(deployment, all))
        {
            newest = newest is null ? null : await KeepNewestAsync(deployment, newest, old, cancellationToken).ConfigureAwait(false);
            await ScaleAsync(deployment, RolloutPlan.Scale(deployment, newest, old), all, cancellationToken).ConfigureAwait(false);
            if (deployment.Spec.Paused)
            {
                await CleanUpAsync(deployment, old, cancellationToken).ConfigureAwait(false);
            }
            all = Current(all, newest);
            await WriteStatusAsync(deployment, DeploymentStatusPlan.Count(deployment, newest, all, now), cancellationToken).ConfigureAwait(false);
            return Result.Done;
        }

        if (!RolloutPlan.IsRollingUpdate(deployment))
        {
            var down = old.Where(r => RolloutPlan.Size(r) > 0).Select(r => new Scaling(r, 0)).ToList();
            if (down.Count > 0 || (newest is null || RolloutPlan.Size(newest) < RolloutPlan.Desired(deployment)) && OldPodsRun(old))
            {
                await ScaleAsync(deployment, down, all, cancellationToken).ConfigureAwait(false);
                return await FinishAsync(deployment, newest, old, all, now, cancellationToken).ConfigureAwait(false);
            }
        }
        if (newest is null)
        {
            (deployment, newest) = await CreateNewestAsync(deployment, old, now, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            newest = await KeepNewestAsync(deployment, newest, old, cancellationToken).ConfigureAwait(false);
            deployment = await NoteRevisionAsync(deployment, newest, now, cancellationToken).ConfigureAwait(false);
        }
        var steps = RolloutPlan.IsRollingUpdate(deployment)
            ? RolloutPlan.RollingUpdate(deployment, newest, old)
            : RolloutPlan.Size(newest) == RolloutPlan.Desired(deployment) ? [] : [new Scaling(newest, RolloutPlan.Desired(deployment))];
        await ScaleAsync(deployment, steps, [.. old, newest], cancellationToken).ConfigureAwait(false);
        return await FinishAsync(deployment, newest, old, [.. old, newest], now, cancellationToken).ConfigureAwait(false);
    }

    private async Task<Result> FinishAsync(Deployment deployment, ReplicaSet? newest, List<ReplicaSet> old, List<ReplicaSet> all, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var status = DeploymentStatusPlan.Rollout(deployment, newest, all, now);
        if (DeploymentStatusPlan.IsComplete(deployment, status))
        {
            await CleanUpAsync(deployment, old, cancellationToken).ConfigureAwait(false);
        }
        await WriteStatusAsync(deployment, status, cancellationToken).ConfigureAwait(false);
        return new Result(DeploymentStatusPlan.UntilDeadline(deployment, status, now));
    }

    private async Task<(Deployment, ReplicaSet)> CreateNewestAsync(Deployment deployment, List<ReplicaSet> old, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var hash = TemplateHash.Of(deployment.Spec.Template, deployment.Status.CollisionCount);
        var made = new ReplicaSet();
        made.Metadata.Name = deployment.Metadata.Name + "-" + hash;
        made.Metadata.Namespace = deployment.Metadata.Namespace;
        made.Metadata.OwnerReferences = [deployment.AsController()];
        made.Spec.Template = deployment.Spec.Template.Copy();
        made.Spec.Template.Metadata.Labels = made.Spec.Template.Metadata.Labels.With(DeploymentAnnotations.PodTemplateHash, hash);
        made.Metadata.Labels = made.Spec.Template.Metadata.Labels;
        var selector = deployment.Spec.Selector!.Copy();
        selector.MatchLabels = selector.MatchLabels.With(DeploymentAnnotations.PodTemplateHash, hash);
        made.Spec.Selector = selector;
        made.Spec.MinReadySeconds = deployment.Spec.MinReadySeconds;
        made.Spec.Replicas = RolloutPlan.NewReplicas(deployment, null, old);
        DeploymentAnnotations.SetRevision(deployment, made, NextRevision(old), exists: false);
        DeploymentAnnotations.SetSizes(made, RolloutPlan.Desired(deployment), RolloutPlan.Desired(deployment) + RolloutPlan.MaxSurge(deployment));
        var name = made.Metadata.Name;
        try
        {
            made = await context.Client.CreateAsync(made, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch (ApiException e) when (e.IsAlreadyExists)
        {
            var present = await context.Client.GetAsync<ReplicaSet>(deployment.Metadata.Namespace, name, cancellationToken).ConfigureAwait(false);
            if (present.IsControlledBy(deployment) && DeploymentAnnotations.SameTemplate(present.Spec.Template, deployment.Spec.Template))
            {
                return (deployment, present);
            }
            var changed = deployment.Copy();
            changed.Status.CollisionCount = (deployment.Status.CollisionCount ?? 0) + 1;
            await context.Client.UpdateStatusAsync(changed, cancellationToken: cancellationToken).ConfigureAwait(false);
            throw;
        }
        catch (ApiException e) when (!e.Status.HasCause("NamespaceTerminating"))
        {
            context.Events.Warning(deployment, "ReplicaSetCreateError", $"Failed to create new replica set \"{name}\": {e.Message}");
            var status = deployment.Status.Copy();
            DeploymentStatusPlan.Set(status, "Progressing", false, "ReplicaSetCreateError", $"Failed to create new replica set \"{name}\": {e.Message}", now);
            await WriteStatusAsync(deployment, status, cancellationToken).ConfigureAwait(false);
            throw;
        }
        if (RolloutPlan.Size(made) > 0)
        {
            context.Events.Normal(deployment, "ScalingReplicaSet", $"Scaled up replica set {made.Metadata.Name} from 0 to {RolloutPlan.Size(made)}");
        }
        deployment = await NoteRevisionAsync(deployment, made, now, cancellationToken, created: true).ConfigureAwait(false);
        return (deployment, made);
    }

    /// <summary>Sees to the newest ReplicaSet's revision, annotations and minReadySeconds.</summary>
    private async Task<ReplicaSet> KeepNewestAsync(Deployment deployment, ReplicaSet newest, List<ReplicaSet> old, CancellationToken cancellationToken)
    {
        var kept = newest.Copy();
        DeploymentAnnotations.SetRevision(deployment, kept, NextRevision(old), exists: true);
        kept.Spec.MinReadySeconds = deployment.Spec.MinReadySeconds;
        return DocNode.DeepEquals(kept, newest) ? newest : await context.Client.UpdateAsync(kept, cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The Deployment carries the newest revision's number, and says once that it found or made the ReplicaSet.</summary>
    private async Task<Deployment> NoteRevisionAsync(Deployment deployment, ReplicaSet newest, DateTimeOffset now, CancellationToken cancellationToken, bool created = false)
    {
        var revision = newest.Metadata.Annotations[DeploymentAnnotations.Revision];
        if (revision is not null && deployment.Metadata.Annotations[DeploymentAnnotations.Revision] != revision)
        {
            var changed = deployment.Copy();
            changed.Metadata.Annotations = changed.Metadata.Annotations.With(DeploymentAnnotations.Revision, revision);
            deployment = await context.Client.UpdateAsync(changed, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        if (DeploymentStatusPlan.HasDeadline(deployment) && (created || DeploymentStatusPlan.Find(deployment.Status, "Progressing") is null))
        {
            var changed = deployment.Copy();
            DeploymentStatusPlan.Set(changed.Status, "Progressing", true, created ? "NewReplicaSetCreated" : "FoundNewReplicaSet",
                created ? $"Created new replica set \"{newest.Metadata.Name}\"" : $"Found new replica set \"{newest.Metadata.Name}\"", now);
            deployment = await context.Client.UpdateStatusAsync(changed, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        return deployment;
    }

    private async Task<Deployment> NotePauseAsync(Deployment deployment, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var condition = DeploymentStatusPlan.Find(deployment.Status, "Progressing");
        if (!DeploymentStatusPlan.HasDeadline(deployment) || condition?.Reason == "ProgressDeadlineExceeded" || deployment.Spec.Paused == (condition?.Reason == "DeploymentPaused"))
        {
            return deployment;
        }
        var changed = deployment.Copy();
        if (deployment.Spec.Paused)
        {
            DeploymentStatusPlan.Set(changed.Status, "Progressing", null, "DeploymentPaused", "Deployment is paused", now);
        }
        else
        {
            DeploymentStatusPlan.Set(changed.Status, "Progressing", null, "DeploymentResumed", "Deployment is resumed", now);
        }
        return await context.Client.UpdateStatusAsync(changed, cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    private async Task ScaleAsync(Deployment deployment, IReadOnlyList<Scaling> steps, List<ReplicaSet> all, CancellationToken cancellationToken)
    {
        var desired = RolloutPlan.Desired(deployment);
        var max = desired + RolloutPlan.MaxSurge(deployment);
        foreach (var replicaSet in all.Where(r => RolloutPlan.Size(r) > 0 || steps.Any(s => ReferenceEquals(s.ReplicaSet, r))).ToList())
        {
            var step = steps.FirstOrDefault(s => s.ReplicaSet.Metadata.Uid == replicaSet.Metadata.Uid);
            var before = RolloutPlan.Size(replicaSet);
            var after = step.ReplicaSet is null ? before : step.Replicas;
            var scaled = replicaSet.Copy();
            if (!DeploymentAnnotations.SetSizes(scaled, desired, max) && before == after)
            {
                continue;
            }
            scaled.Spec.Replicas = after;
            var updated = await context.Client.UpdateAsync(scaled, cancellationToken: cancellationToken).ConfigureAwait(false);
            all[all.IndexOf(replicaSet)] = updated;
            if (before != after)
            {
                context.Events.Normal(deployment, "ScalingReplicaSet", $"Scaled {(after > before ? "up" : "down")} replica set {replicaSet.Metadata.Name} from {before} to {after}");
            }
        }
    }

    private async Task CleanUpAsync(Deployment deployment, List<ReplicaSet> old, CancellationToken cancellationToken)
    {
        if (deployment.Spec.RevisionHistoryLimit is not { } limit || limit == int.MaxValue)
        {
            return;
        }
        var cleanable = old.Where(r => !r.IsDeleting()).OrderBy(DeploymentAnnotations.RevisionOf).ToList();
        foreach (var replicaSet in cleanable.Take(Math.Max(0, cleanable.Count - limit)))
        {
            if (replicaSet.Status.Replicas == 0 && RolloutPlan.Size(replicaSet) == 0 && replicaSet.Metadata.Generation <= replicaSet.Status.ObservedGeneration)
            {
                try
                {
                    await context.Client.DeleteAsync<ReplicaSet>(replicaSet.Metadata.Namespace, replicaSet.Metadata.Name,
                        new DeleteOptions { Preconditions = new Preconditions { Uid = replicaSet.Metadata.Uid } }, cancellationToken).ConfigureAwait(false);
                }
                catch (ApiException e) when (e.IsNotFound)
                {
                }
            }
        }
    }

    private async Task WriteStatusAsync(Deployment deployment, DeploymentStatus status, CancellationToken cancellationToken)
    {
        if (!DocNode.DeepEquals(status, deployment.Status))
        {
            var updated = deployment.Copy();
            updated.Status = status;
            await context.Client.UpdateStatusAsync(updated, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
    }

    private static long NextRevision(IEnumerable<ReplicaSet> old) => old.Select(DeploymentAnnotations.RevisionOf).DefaultIfEmpty(0).Max() + 1;

    private static List<ReplicaSet> Current(List<ReplicaSet> all, ReplicaSet? newest) =>
        newest is null ? all : [.. all.Select(r => r.Metadata.Uid == newest.Metadata.Uid && r.Metadata.Generation < newest.Metadata.Generation ? newest : r)];

    private bool OldPodsRun(List<ReplicaSet> old) => old.Any(r => _pods.OwnedBy(r).Any(p => !p.IsFinished()));

    private IEnumerable<Request> RecreatingOwnerOf(Pod pod)
    {
        if (pod.ControllerReference() is { Kind: "ReplicaSet" } reference
            && _replicaSets.Get(pod.Metadata.Namespace, reference.Name)?.ControllerReference() is { Kind: "Deployment" } owner
            && _deployments.Get(pod.Metadata.Namespace, owner.Name) is { } deployment && !RolloutPlan.IsRollingUpdate(deployment))
        {
            yield return new Request(pod.Metadata.Namespace, owner.Name);
        }
    }
}
