using Navarch.Api.Apps.V1;
using Navarch.Api.Core.V1;
using Navarch.Api.Meta.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Errors;
using Navarch.ApiMachinery.Selectors;
using Navarch.Client;
using Navarch.Client.Informers;
using Navarch.ControllerManager.StatefulSets;
using Navarch.ControllerManager.Workloads;
using Navarch.Sdk;
using Status = Navarch.ApiMachinery.Errors.Status;

namespace Navarch.ControllerManager;

/// <summary>
/// Keeps a StatefulSet's members, each with a name, an ordinal and claims that stay its own. It owns the members' pods and the
/// ControllerRevisions of the set's templates; claims are created, and deleted only when the set's retention policy says so. There are
/// never two pods of one ordinal. What comes next is decided in <see cref="StatefulSetPlan"/>.
/// </summary>
internal sealed class StatefulSetController(ControllerContext context) : IReconciler
{
    private readonly SharedInformer<StatefulSet> _sets = context.Informers.For<StatefulSet>();
    private readonly SharedInformer<Pod> _pods = context.Informers.For<Pod>().IndexByController();
    private readonly SharedInformer<PersistentVolumeClaim> _claims = context.Informers.For<PersistentVolumeClaim>();
    private readonly SharedInformer<ControllerRevision> _revisions = context.Informers.For<ControllerRevision>().IndexByController();

    public void Configure(ControllerBuilder builder)
    {
        builder.For<StatefulSet>();
        builder.Reads<PersistentVolumeClaim>();
        builder.Reads<ControllerRevision>();
        builder.WatchesChanges<Pod>((old, pod) => PodStates.DiffersForOwner(old, pod) ? [.. OwnersOf(old), .. OwnersOf(pod)] : []);
    }

    public async Task<Result> ReconcileAsync(Request request, CancellationToken cancellationToken)
    {
        if (_sets.Get(request.Namespace, request.Name) is not { } set)
        {
            return Result.Done;
        }
        var now = context.Time.GetUtcNow();
        var selector = Selector.FromDocument(set.Spec.Selector);
        var pods = await Claims.ClaimAsync(context.Client, _pods, set, selector, cancellationToken).ConfigureAwait(false);
        if (set.IsDeleting())
        {
            return Result.Done;
        }
        var collisions = set.Status.CollisionCount ?? 0;
        var (update, revisions) = await Revisions.SyncAsync(context.Client, _revisions, set, set.Spec.Template, collisions, cancellationToken).ConfigureAwait(false);
        var current = revisions.FirstOrDefault(r => r.Metadata.Name == set.Status.CurrentRevision) ?? update;

        foreach (var step in StatefulSetPlan.Next(set, pods, current.Metadata.Name, update.Metadata.Name, now))
        {
            if (step.Delete is { } condemned)
            {
                await DeleteAsync(set, condemned, cancellationToken).ConfigureAwait(false);
                if (!condemned.IsFinished())
                {
                    continue;
                }
            }
            else
            {
                var template = step.Revision == update.Metadata.Name ? set.Spec.Template : Revisions.TemplateOf(current);
                pods.Add(await CreateAsync(set, StatefulSetPods.Make(set, template, step.Revision, step.Ordinal), step.Ordinal, cancellationToken).ConfigureAwait(false));
            }
        }

        var status = StatefulSetPlan.Observe(set, pods, current.Metadata.Name, update.Metadata.Name, collisions, now);
        if (!DocNode.DeepEquals(status, set.Status))
        {
            var updated = set.Copy();
            updated.Status = status;
            await context.Client.UpdateStatusAsync(updated, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        await Revisions.TruncateAsync(context.Client, revisions,
            r => r.Metadata.Name == status.CurrentRevision || r.Metadata.Name == status.UpdateRevision || pods.Any(p => p.Metadata.Labels[Revisions.PodLabel] == r.Metadata.Name),
            set.Spec.RevisionHistoryLimit ?? 10, cancellationToken).ConfigureAwait(false);
        return set.Spec.MinReadySeconds > 0 && status.ReadyReplicas != status.AvailableReplicas ? Result.After(TimeSpan.FromSeconds(set.Spec.MinReadySeconds)) : Result.Done;
    }

    private async Task<Pod> CreateAsync(StatefulSet set, Pod pod, int ordinal, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var claim in StatefulSetPods.Claims(set, ordinal))
            {
                await EnsureClaimAsync(set, claim, pod.Metadata.Name, cancellationToken).ConfigureAwait(false);
            }
            var created = await context.Client.CreateAsync(pod, cancellationToken: cancellationToken).ConfigureAwait(false);
            context.Events.Normal(set, "SuccessfulCreate", $"create Pod {created.Metadata.Name} in StatefulSet {set.Metadata.Name} successful");
            return created;
        }
        catch (ApiException e) when (!e.IsAlreadyExists && !e.Status.HasCause("NamespaceTerminating"))
        {
            context.Events.Warning(set, "FailedCreate", $"create Pod {pod.Metadata.Name} in StatefulSet {set.Metadata.Name} failed error: {e.Message}");
            throw;
        }
    }

    private async Task EnsureClaimAsync(StatefulSet set, PersistentVolumeClaim claim, string pod, CancellationToken cancellationToken)
    {
        if (_claims.Get(claim.Metadata.Namespace, claim.Metadata.Name) is { } present)
        {
            if (present.IsDeleting())
            {
                throw Status.Conflict(new ApiMachinery.GroupResource("", "persistentvolumeclaims"), claim.Metadata.Name, "it is being deleted").ToException();
            }
            return;
        }
        if (set.Spec.PersistentVolumeClaimRetentionPolicy?.WhenDeleted == "Delete")
        {
            var owner = set.AsController();
            owner.Controller = null;
            owner.BlockOwnerDeletion = null;
            claim.Metadata.OwnerReferences = [owner];
        }
        var name = claim.Metadata.Name;
        try
        {
            await context.Client.CreateAsync(claim, cancellationToken: cancellationToken).ConfigureAwait(false);
            context.Events.Normal(set, "SuccessfulCreate", $"create Claim {name} Pod {pod} in StatefulSet {set.Metadata.Name} success");
        }
        catch (ApiException e) when (e.IsAlreadyExists)
        {
        }
    }

    private async Task DeleteAsync(StatefulSet set, Pod pod, CancellationToken cancellationToken)
    {
        try
        {
            await context.Client.DeleteAsync<Pod>(pod.Metadata.Namespace, pod.Metadata.Name,
                new DeleteOptions { Preconditions = new Preconditions { Uid = pod.Metadata.Uid } }, cancellationToken).ConfigureAwait(false);
            context.Events.Normal(set, "SuccessfulDelete", $"delete Pod {pod.Metadata.Name} in StatefulSet {set.Metadata.Name} successful");
        }
        catch (ApiException e) when (e.IsNotFound || e.IsConflict)
        {
        }
    }

    private IEnumerable<Request> OwnersOf(Pod? pod)
    {
        if (pod is null)
        {
            return [];
        }
        if (pod.ControllerReference() is { } reference)
        {
            return reference is { Kind: "StatefulSet", ApiVersion: "apps/v1" } ? [new Request(pod.Metadata.Namespace, reference.Name)] : [];
        }
        return pod.Metadata.Labels.Count == 0 ? [] : _sets.List(pod.Metadata.Namespace)
            .Where(s => Selector.FromDocument(s.Spec.Selector).Matches(pod.Metadata.Labels))
            .Select(s => new Request(s.Metadata.Namespace, s.Metadata.Name));
    }
}
