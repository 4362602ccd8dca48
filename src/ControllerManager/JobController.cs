using Navarch.Api.Batch.V1;
using Navarch.Api.Core.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Errors;
using Navarch.ApiMachinery.Selectors;
using Navarch.Client;
using Navarch.Client.Informers;
using Navarch.ControllerManager.Jobs;
using Navarch.ControllerManager.Workloads;
using Navarch.Sdk;

namespace Navarch.ControllerManager;

/// <summary>
/// Runs a Job's pods until enough of them succeeded, too many failed, or its time is over. It owns the pods, each of which carries a finalizer
/// until its end is counted in the status, so that no end is missed or counted twice. What comes next is decided in <see cref="JobPlan"/>.
/// </summary>
internal sealed class JobController(ControllerContext context) : IReconciler
{
    private readonly SharedInformer<Job> _jobs = context.Informers.For<Job>();
    private readonly SharedInformer<Pod> _pods = context.Informers.For<Pod>().IndexByController();
    private readonly PodControl _podControl = new(context);

    public void Configure(ControllerBuilder builder)
    {
        builder.For<Job>();
        builder.WatchesChanges<Pod>((old, pod) => PodStates.DiffersForOwner(old, pod) ? [.. OwnersOf(old), .. OwnersOf(pod)] : []);
    }

    public async Task<Result> ReconcileAsync(Request request, CancellationToken cancellationToken)
    {
        if (_jobs.Get(request.Namespace, request.Name) is not { } job || job.Spec.ManagedBy is { Length: > 0 } and not "kubernetes.io/job-controller")
        {
            return Result.Done;
        }
        var now = context.Time.GetUtcNow();
        var pods = await Claims.ClaimAsync(context.Client, _pods, job, Selector.FromDocument(job.Spec.Selector), cancellationToken).ConfigureAwait(false);
        if (job.IsDeleting() || JobPlan.IsFinished(job))
        {
            await LetGoAsync(pods.Where(p => p.IsFinished() || p.IsDeleting() || job.IsDeleting()), cancellationToken).ConfigureAwait(false);
            foreach (var pod in job.IsDeleting() ? [] : pods.Where(p => p.IsActive()))
            {
                await _podControl.DeleteAsync(job, pod, cancellationToken).ConfigureAwait(false);
            }
            return Result.Done;
        }
        var plan = JobPlan.Next(job, pods, now);
        // First the count, and only then the finalizers: what stands in the status may be forgotten by the pods.
        if (!DocNode.DeepEquals(plan.Status, job.Status))
        {
            var updated = job.Copy();
            updated.Status = plan.Status;
            job = await context.Client.UpdateStatusAsync(updated, cancellationToken: cancellationToken).ConfigureAwait(false);
            foreach (var (type, reason, message) in plan.Events)
            {
                context.Events.Record(EventRecorder.ReferenceTo(job), type, reason, message);
            }
        }
        await LetGoAsync(plan.Counted, cancellationToken).ConfigureAwait(false);
        await SlowStart.RunAsync(plan.Delete.Count, i => _podControl.DeleteAsync(job, plan.Delete[i], cancellationToken)).ConfigureAwait(false);
        var (_, error) = await SlowStart.RunAsync(Math.Min(plan.Create.Count, Limits.BurstReplicas),
            i => _podControl.CreateAsync(job, JobPlan.Make(job, plan.Create[i]), cancellationToken)).ConfigureAwait(false);
        if (error is not null && !(error is ApiException e && e.Status.HasCause("NamespaceTerminating")))
        {
            throw error;
        }
        return new Result(plan.Again);
    }

    private async Task LetGoAsync(IEnumerable<Pod> pods, CancellationToken cancellationToken)
    {
        foreach (var pod in pods.Where(p => p.HasFinalizer(JobPlan.TrackingFinalizer)))
        {
            try
            {
                await context.Client.UpdateAsync(pod.WithoutFinalizer(JobPlan.TrackingFinalizer), cancellationToken: cancellationToken).ConfigureAwait(false);
            }
            catch (ApiException e) when (e.IsNotFound)
            {
            }
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
            return reference is { Kind: "Job", ApiVersion: "batch/v1" } ? [new Request(pod.Metadata.Namespace, reference.Name)] : [];
        }
        return pod.Metadata.Labels.Count == 0 ? [] : _jobs.List(pod.Metadata.Namespace)
            .Where(j => Selector.FromDocument(j.Spec.Selector).Matches(pod.Metadata.Labels))
            .Select(j => new Request(j.Metadata.Namespace, j.Metadata.Name));
    }
}
