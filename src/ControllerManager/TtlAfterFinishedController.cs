using Navarch.Api.Batch.V1;
using Navarch.Api.Meta.V1;
using Navarch.ApiMachinery.Errors;
using Navarch.Client;
using Navarch.Client.Informers;
using Navarch.ControllerManager.Jobs;
using Navarch.Sdk;

namespace Navarch.ControllerManager;

/// <summary>Deletes a Job when it has been finished for its ttlSecondsAfterFinished.</summary>
internal sealed class TtlAfterFinishedController(ControllerContext context) : IReconciler
{
    private readonly SharedInformer<Job> _jobs = context.Informers.For<Job>();

    public void Configure(ControllerBuilder builder) => builder.For<Job>(job => job.Spec.TtlSecondsAfterFinished is not null && JobPlan.IsFinished(job));

    public async Task<Result> ReconcileAsync(Request request, CancellationToken cancellationToken)
    {
        if (_jobs.Get(request.Namespace, request.Name) is not { } job || job.IsDeleting() || job.Spec.TtlSecondsAfterFinished is not { } seconds || !JobPlan.IsFinished(job))
        {
            return Result.Done;
        }
        var finished = job.Status.Conditions.Where(c => c.Type is "Complete" or "Failed" && c.Status == "True").Select(c => c.LastTransitionTime).Max() ?? context.Time.GetUtcNow();
        var left = finished.AddSeconds(seconds) - context.Time.GetUtcNow();
        if (left > TimeSpan.Zero)
        {
            return Result.After(left);
        }
        try
        {
            await context.Client.DeleteAsync<Job>(request.Namespace, request.Name, new DeleteOptions
            {
                PropagationPolicy = "Foreground",
                Preconditions = new Preconditions { Uid = job.Metadata.Uid },
            }, cancellationToken).ConfigureAwait(false);
        }
        catch (ApiException e) when (e.IsNotFound)
        {
        }
        return Result.Done;
    }
}
