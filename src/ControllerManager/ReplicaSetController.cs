using Navarch.Api.Apps.V1;
using Navarch.Api.Core.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Errors;
using Navarch.ApiMachinery.Selectors;
using Navarch.Client;
using Navarch.Client.Informers;
using Navarch.ControllerManager.Workloads;
using Navarch.Sdk;

namespace Navarch.ControllerManager;

/// <summary>
/// Keeps as many pods of a ReplicaSet as its spec says. It owns the pods that refer to it as their controller, adopts orphans that its
/// selector matches, and never touches others. Pods that finished or are being deleted don't count.
/// </summary>
internal sealed class ReplicaSetController(ControllerContext context) : IReconciler
{
    private readonly SharedInformer<ReplicaSet> _replicaSets = context.Informers.For<ReplicaSet>();
    private readonly SharedInformer<Pod> _pods = context.Informers.For<Pod>().IndexByController();
    private readonly PodControl _podControl = new(context);

    /// <summary>What to do about the pods.</summary>
    /// <param name="Create">How many to create.</param>
    /// <param name="Delete">Which to delete.</param>
    internal sealed record Actions(int Create, IReadOnlyList<Pod> Delete);

    public void Configure(ControllerBuilder builder)
    {
        _replicaSets.IndexByController();
        builder.For<ReplicaSet>();
        builder.WatchesChanges<Pod>((old, pod) => PodStates.DiffersForOwner(old, pod) ? [.. OwnersOf(old), .. OwnersOf(pod)] : []);
    }

    public async Task<Result> ReconcileAsync(Request request, CancellationToken cancellationToken)
    {
        if (_replicaSets.Get(request.Namespace, request.Name) is not { } replicaSet)
        {
            return Result.Done;
        }
        var now = context.Time.GetUtcNow();
        var selector = Selector.FromDocument(replicaSet.Spec.Selector);
        var pods = await Claims.ClaimAsync(context.Client, _pods, replicaSet, selector, cancellationToken).ConfigureAwait(false);
        var error = replicaSet.IsDeleting() ? null : await ApplyAsync(replicaSet, Plan(replicaSet, pods, now), cancellationToken).ConfigureAwait(false);

        var status = Observe(replicaSet, pods, error, now);
        if (!DocNode.DeepEquals(status, replicaSet.Status))
        {
            var updated = replicaSet.Copy();
            updated.Status = status;
            await context.Client.UpdateStatusAsync(updated, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        if (error is not null)
        {
            throw error;
        }
        if (replicaSet.Spec.MinReadySeconds > 0 && status.ReadyReplicas != status.AvailableReplicas)
        {
            var next = pods.Where(p => !p.IsAvailable(replicaSet.Spec.MinReadySeconds, now))
                .Select(p => p.UntilAvailable(replicaSet.Spec.MinReadySeconds, now)).Where(d => d is not null).Min();
            return next is { } delay ? Result.After(delay > TimeSpan.Zero ? delay : TimeSpan.FromSeconds(1)) : Result.Done;
        }
        return Result.Done;
    }

    /// <summary>What is missing or too many. Of too many, those go whose end hurts least: unscheduled, pending, unready, crowded on a node, young, restarted.</summary>
    internal static Actions Plan(ReplicaSet replicaSet, IReadOnlyList<Pod> pods, DateTimeOffset now)
    {
        var active = pods.Where(PodStates.IsActive).ToList();
        var difference = (replicaSet.Spec.Replicas ?? 1) - active.Count;
        if (difference >= 0)
        {
            return new Actions(Math.Min(difference, Limits.BurstReplicas), []);
        }
        var crowd = active.GroupBy(p => p.Spec.NodeName).ToDictionary(g => g.Key, g => g.Count());
        active.Sort((a, b) => CompareForDeletion(a, b, crowd, now));
        return new Actions(0, active[..Math.Min(-difference, Limits.BurstReplicas)]);
    }

    /// <summary>The status that the pods make.</summary>
    internal static ReplicaSetStatus Observe(ReplicaSet replicaSet, IReadOnlyList<Pod> pods, Exception? error, DateTimeOffset now)
    {
        int active = 0, labelled = 0, ready = 0, available = 0, terminating = 0;
        foreach (var pod in pods)
        {
            if (pod.IsDeleting() && !pod.IsFinished())
            {
                terminating++;
            }
            if (!pod.IsActive())
            {
                continue;
            }
            active++;
            labelled += replicaSet.Spec.Template.Metadata.Labels.All(l => pod.Metadata.Labels[l.Key] == l.Value) ? 1 : 0;
            ready += pod.IsReady() ? 1 : 0;
            available += pod.IsAvailable(replicaSet.Spec.MinReadySeconds, now) ? 1 : 0;
        }
        var status = replicaSet.Status.Copy();
        status.Replicas = active;
        status.FullyLabeledReplicas = labelled;
        status.ReadyReplicas = ready;
        status.AvailableReplicas = available;
        status.TerminatingReplicas = terminating;
        status.ObservedGeneration = replicaSet.Metadata.Generation;
        var failure = status.Conditions.FirstOrDefault(c => c.Type == "ReplicaFailure");
        if (error is not null && failure is null)
        {
            status.Conditions = [.. status.Conditions, new ReplicaSetCondition
            {
                Type = "ReplicaFailure",
                Status = "True",
                Reason = active > (replicaSet.Spec.Replicas ?? 1) ? "FailedDelete" : "FailedCreate",
                Message = error.Message,
                LastTransitionTime = now,
            }];
        }
        else if (error is null && failure is not null)
        {
            status.Conditions = status.Conditions.Where(c => c.Type != "ReplicaFailure").ToListOf();
        }
        return status;
    }

    private async Task<Exception?> ApplyAsync(ReplicaSet replicaSet, Actions actions, CancellationToken cancellationToken)
    {
        if (actions.Create > 0)
        {
            var (_, error) = await SlowStart.RunAsync(actions.Create, _ =>
            {
                var pod = PodControl.FromTemplate(replicaSet.Spec.Template, replicaSet);
                pod.Metadata.GenerateName = GenerateName(replicaSet.Metadata.Name);
                return _podControl.CreateAsync(replicaSet, pod, cancellationToken);
            }).ConfigureAwait(false);
            // In a namespace that goes away nothing can be created, and nothing needs to be.
            return error is ApiException e && e.Status.HasCause("NamespaceTerminating") ? null : error;
        }
        return (await SlowStart.RunAsync(actions.Delete.Count, i => _podControl.DeleteAsync(replicaSet, actions.Delete[i], cancellationToken)).ConfigureAwait(false)).Error;
    }

    private static string GenerateName(string owner) => owner.Length > 57 ? owner[..57] + "-" : owner + "-";

    private static int CompareForDeletion(Pod a, Pod b, Dictionary<string, int> crowd, DateTimeOffset now)
    {
        static int Phase(Pod pod) => pod.Status.Phase switch { "Pending" => 0, "Unknown" => 1, _ => 2 };
        static long Cost(Pod pod) => long.TryParse(pod.Metadata.Annotations["controller.kubernetes.io/pod-deletion-cost"], out var cost) ? cost : 0;
        var order = (a.Spec.NodeName.Length > 0).CompareTo(b.Spec.NodeName.Length > 0);
        order = order != 0 ? order : Phase(a).CompareTo(Phase(b));
        order = order != 0 ? order : a.IsReady().CompareTo(b.IsReady());
        order = order != 0 ? order : Cost(a).CompareTo(Cost(b));
        order = order != 0 ? order : crowd[b.Spec.NodeName].CompareTo(crowd[a.Spec.NodeName]);
        order = order != 0 ? order : Age(a.Condition("Ready")?.LastTransitionTime, now).CompareTo(Age(b.Condition("Ready")?.LastTransitionTime, now));
        order = order != 0 ? order : b.Restarts().CompareTo(a.Restarts());
        order = order != 0 ? order : Age(a.Metadata.CreationTimestamp, now).CompareTo(Age(b.Metadata.CreationTimestamp, now));
        return order != 0 ? order : string.CompareOrdinal(a.Metadata.Name, b.Metadata.Name);
    }

    /// <summary>Ages compare by their order of magnitude (base 2), so that pods of about the same age don't all go from one place.</summary>
    private static int Age(DateTimeOffset? since, DateTimeOffset now) => since is { } time && now > time ? (int)Math.Log2((now - time).TotalSeconds + 1) : 0;

    private IEnumerable<Request> OwnersOf(Pod? pod)
    {
        if (pod is null)
        {
            return [];
        }
        if (pod.ControllerReference() is { } reference)
        {
            return reference is { Kind: "ReplicaSet", ApiVersion: "apps/v1" } ? [new Request(pod.Metadata.Namespace, reference.Name)] : [];
        }
        return pod.Metadata.Labels.Count == 0 ? [] : _replicaSets.List(pod.Metadata.Namespace)
            .Where(r => Selector.FromDocument(r.Spec.Selector).Matches(pod.Metadata.Labels))
            .Select(r => new Request(r.Metadata.Namespace, r.Metadata.Name));
    }
}
