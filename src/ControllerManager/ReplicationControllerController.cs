using Navarch.Api.Core.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Errors;
using Navarch.ApiMachinery.Selectors;
using Navarch.Client;
using Navarch.Client.Informers;
using Navarch.ControllerManager.Workloads;
using Navarch.Sdk;

namespace Navarch.ControllerManager;

/// <summary>Keeps as many pods of a ReplicationController as its spec says: the ReplicaSet's forerunner, with a selector of labels only.</summary>
internal sealed class ReplicationControllerController(ControllerContext context) : IReconciler
{
    private readonly SharedInformer<ReplicationController> _controllers = context.Informers.For<ReplicationController>();
    private readonly SharedInformer<Pod> _pods = context.Informers.For<Pod>().IndexByController();
    private readonly PodControl _podControl = new(context);

    public void Configure(ControllerBuilder builder)
    {
        builder.For<ReplicationController>();
        builder.WatchesChanges<Pod>((old, pod) => PodStates.DiffersForOwner(old, pod) ? [.. OwnersOf(old), .. OwnersOf(pod)] : []);
    }

    public async Task<Result> ReconcileAsync(Request request, CancellationToken cancellationToken)
    {
        if (_controllers.Get(request.Namespace, request.Name) is not { } controller || controller.Spec.Template is not { } template)
        {
            return Result.Done;
        }
        var now = context.Time.GetUtcNow();
        var pods = await Claims.ClaimAsync(context.Client, _pods, controller, Selector.FromLabels(controller.Spec.Selector), cancellationToken).ConfigureAwait(false);
        var active = pods.Where(PodStates.IsActive).OrderBy(p => p.Spec.NodeName.Length > 0).ThenBy(p => p.IsReady()).ThenByDescending(p => p.Metadata.CreationTimestamp).ToList();
        var difference = (controller.Spec.Replicas ?? 1) - active.Count;
        Exception? error = null;
        if (!controller.IsDeleting())
        {
            (_, error) = difference > 0
                ? await SlowStart.RunAsync(Math.Min(difference, Limits.BurstReplicas), _ =>
                {
                    var pod = PodControl.FromTemplate(template, controller);
                    pod.Metadata.GenerateName = controller.Metadata.Name + "-";
                    return _podControl.CreateAsync(controller, pod, cancellationToken);
                }).ConfigureAwait(false)
                : await SlowStart.RunAsync(Math.Min(-difference, Limits.BurstReplicas), i => _podControl.DeleteAsync(controller, active[i], cancellationToken)).ConfigureAwait(false);
        }
        var updated = controller.Copy();
        updated.Status.Replicas = active.Count;
        updated.Status.FullyLabeledReplicas = active.Count(p => template.Metadata.Labels.All(l => p.Metadata.Labels[l.Key] == l.Value));
        updated.Status.ReadyReplicas = active.Count(PodStates.IsReady);
        updated.Status.AvailableReplicas = active.Count(p => p.IsAvailable(controller.Spec.MinReadySeconds, now));
        updated.Status.ObservedGeneration = controller.Metadata.Generation;
        var failed = updated.Status.Conditions.Any(c => c.Type == "ReplicaFailure");
        if (error is not null && !failed)
        {
            updated.Status.Conditions = [.. updated.Status.Conditions, new ReplicationControllerCondition
            {
                Type = "ReplicaFailure",
                Status = "True",
                Reason = difference > 0 ? "FailedCreate" : "FailedDelete",
                Message = error.Message,
                LastTransitionTime = now,
            }];
        }
        else if (error is null && failed)
        {
            updated.Status.Conditions = updated.Status.Conditions.Where(c => c.Type != "ReplicaFailure").ToListOf();
        }
        if (!DocNode.DeepEquals(updated.Status, controller.Status))
        {
            await context.Client.UpdateStatusAsync(updated, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        if (error is not null && !(error is ApiException e && e.Status.HasCause("NamespaceTerminating")))
        {
            throw error;
        }
        return controller.Spec.MinReadySeconds > 0 && updated.Status.ReadyReplicas != updated.Status.AvailableReplicas ? Result.After(TimeSpan.FromSeconds(controller.Spec.MinReadySeconds)) : Result.Done;
    }

    private IEnumerable<Request> OwnersOf(Pod? pod)
    {
        if (pod is null)
        {
            return [];
        }
        if (pod.ControllerReference() is { } reference)
        {
            return reference is { Kind: "ReplicationController", ApiVersion: "v1" } ? [new Request(pod.Metadata.Namespace, reference.Name)] : [];
        }
        return pod.Metadata.Labels.Count == 0 ? [] : _controllers.List(pod.Metadata.Namespace)
            .Where(c => c.Spec.Selector.Count > 0 && Selector.FromLabels(c.Spec.Selector).Matches(pod.Metadata.Labels))
            .Select(c => new Request(c.Metadata.Namespace, c.Metadata.Name));
    }
}
