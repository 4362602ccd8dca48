using Navarch.Api.Core.V1;

namespace Navarch.Api.Batch.V1;

/// <summary>The rules of CronJob.</summary>
public sealed class CronJobStrategy : ResourceStrategy<CronJob>
{
    /// <inheritdoc/>
    public override void SetDefaults(KubernetesObject obj)
    {
        var spec = ((CronJob)obj).Spec;
        PodDefaults.SetTemplate(spec.JobTemplate.Spec.Template);
        if (spec.ConcurrencyPolicy.Length == 0)
        {
            spec.ConcurrencyPolicy = "Allow";
        }
        spec.Suspend ??= false;
        spec.SuccessfulJobsHistoryLimit ??= 3;
        spec.FailedJobsHistoryLimit ??= 1;
    }
}
