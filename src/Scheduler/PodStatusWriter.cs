using Navarch.Api.Core.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Errors;
using Navarch.ApiMachinery.Schemas;
using Navarch.Client;

namespace Navarch.Scheduler;

/// <summary>Writes the PodScheduled condition of pods that found no node, when it says something new.</summary>
internal sealed class PodStatusWriter(IApiClient client, TimeProvider time)
{
    public async Task SetUnscheduledAsync(Pod pod, string reason, string message, string? nominated, CancellationToken ct)
    {
        var current = pod.Status.Conditions.FirstOrDefault(c => c.Type == "PodScheduled");
        var same = current is not null && current.Status == "False" && current.Reason == reason && current.Message == message;
        if (same && (nominated is null || pod.Status.NominatedNodeName == nominated))
        {
            return;
        }
        var since = current is { Status: "False", LastTransitionTime: { } known } ? known : time.GetUtcNow();
        await PatchAsync(pod, Condition("PodScheduled", "False", reason, message, since), nominated, ct);
    }

    /// <summary>Says on a pod that it is about to be deleted for a more important one.</summary>
    public Task SetDisruptionTargetAsync(Pod victim, CancellationToken ct) => PatchAsync(
        victim,
        Condition("DisruptionTarget", "True", "PreemptionByScheduler", $"{victim.Spec.SchedulerName}: preempting to accommodate a higher priority pod", time.GetUtcNow()),
        null,
        ct);

    private static DocMap Condition(string type, string status, string reason, string message, DateTimeOffset since) => new(TypeSchema.Any)
    {
        ["type"] = type,
        ["status"] = status,
        ["reason"] = reason,
        ["message"] = message,
        ["lastProbeTime"] = null,
        ["lastTransitionTime"] = Timestamps.Format(since),
    };

    private async Task PatchAsync(Pod pod, DocMap condition, string? nominated, CancellationToken ct)
    {
        var conditions = new DocList(TypeSchema.Any);
        conditions.Add(condition);
        var status = new DocMap(TypeSchema.Any) { ["conditions"] = conditions };
        if (nominated is not null)
        {
            status["nominatedNodeName"] = nominated;
        }
        var patch = new DocMap(TypeSchema.Any) { ["status"] = status };
        try
        {
            await client.PatchAsync<Pod>(
                pod.Metadata.Namespace, pod.Metadata.Name, new Patch(PatchType.StrategicMerge, patch), "status", cancellationToken: ct);
        }
        catch (ApiException e) when (e.IsNotFound || e.IsConflict)
        {
            // It is gone, or another has written; if it is still pending it will be tried and reported again.
        }
    }
}
