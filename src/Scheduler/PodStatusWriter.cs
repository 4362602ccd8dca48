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
        var condition = new DocMap(TypeSchema.Any)
        {
            ["type"] = "PodScheduled",
            ["status"] = "False",
            ["reason"] = reason,
            ["message"] = message,
            ["lastProbeTime"] = null,
            ["lastTransitionTime"] = Timestamps.Format(since),
        };
        var status = new DocMap(TypeSchema.Any) { ["conditions"] = new DocList(TypeSchema.Any) };
        ((DocList)status["conditions"]!).Add(condition);
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
