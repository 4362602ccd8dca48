using Navarch.Api.Core.V1;

namespace Navarch.Api.Batch.V1;

/// <summary>What upstream's v1 sets in jobs. The template of a CronJob gets the pod's defaults alone.</summary>
internal static class JobDefaults
{
    public static void Set(JobSpec spec)
    {
        PodDefaults.SetTemplate(spec.Template);
        // Neither given: one pod, once.
        if (spec.Completions is null && spec.Parallelism is null)
        {
            spec.Completions = 1;
        }
        spec.Parallelism ??= 1;
        spec.BackoffLimit ??= spec.BackoffLimitPerIndex is null ? 6 : int.MaxValue;
        spec.CompletionMode ??= "NonIndexed";
        spec.Suspend ??= false;
        spec.PodReplacementPolicy ??= spec.PodFailurePolicy is null ? "TerminatingOrFailed" : "Failed";
        spec.ManualSelector ??= false;
        foreach (var rule in spec.PodFailurePolicy?.Rules ?? default)
        {
            foreach (var pattern in rule.OnPodConditions)
            {
                pattern.Status = pattern.Status.Length == 0 ? "True" : pattern.Status;
            }
        }
    }
}
