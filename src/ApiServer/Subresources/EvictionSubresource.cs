using Navarch.Api.Core.V1;
using Navarch.Api.Meta.V1;
using Navarch.Api.Policy.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Errors;
using Navarch.ApiMachinery.Selectors;
using Navarch.Client;
using Status = Navarch.ApiMachinery.Errors.Status;
using StatusCause = Navarch.ApiMachinery.Errors.StatusCause;
using StatusDetails = Navarch.ApiMachinery.Errors.StatusDetails;

namespace Navarch.ApiServer.Subresources;

/// <summary>pods/eviction: deletes a pod unless its disruption budget forbids it.</summary>
internal sealed class EvictionSubresource : ISubresource
{
    public async Task<DocObject> CreateAsync(SubresourceCall call, DocObject body, WriteOptions options, CancellationToken cancellationToken)
    {
        var eviction = (Eviction)body;
        var pod = (Pod)(await call.Operations.Objects.GetAsync(call.Endpoint, call.Namespace, call.Name, cancellationToken).ConfigureAwait(false)).Document;
        var deletion = eviction.DeleteOptions is { } given ? (DeleteOptions)given.DeepClone() : new DeleteOptions();
        if (options.DryRun && deletion.DryRun.Count == 0)
        {
            deletion.DryRun = ["All"];
        }
        if (pod.Status.Phase is not ("Succeeded" or "Failed" or "Pending") && pod.Metadata.DeletionTimestamp is null)
        {
            await TakeDisruptionAsync(call, pod, options, cancellationToken).ConfigureAwait(false);
        }
        await call.Operations.Deletions.DeleteAsync(call.Context, call.Endpoint, call.Namespace, call.Name, deletion, cancellationToken).ConfigureAwait(false);
        return StatusDocument.Created();
    }

    private static async Task TakeDisruptionAsync(SubresourceCall call, Pod pod, WriteOptions options, CancellationToken cancellationToken)
    {
        var budgets = call.Operations.Registry.For<PodDisruptionBudget>();
        var matching = new List<PodDisruptionBudget>();
        foreach (var cached in budgets.Cache!.List(budgets.Cache.PrefixOf(call.Namespace)).ToArray())
        {
            if (cached.Document is PodDisruptionBudget budget && budget.Spec.Selector is { } selector && Selector.FromDocument(selector).Matches(pod.Metadata.Labels))
            {
                matching.Add(budget);
            }
        }
        if (matching.Count == 0)
        {
            return;
        }
        if (matching.Count > 1)
        {
            throw Status.InternalError("This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.").ToException();
        }
        var name = matching[0].Metadata.Name;
        await call.Operations.Objects.UpdateAsync(call.Context, budgets, call.Namespace, name, "status", current =>
        {
            var changed = (PodDisruptionBudget)current.Document.DeepClone();
            if (changed.Status.ObservedGeneration < changed.Metadata.Generation || changed.Status.DisruptionsAllowed <= 0)
            {
                throw new Status
                {
                    Code = 429,
                    Reason = StatusReason.TooManyRequests,
                    Message = "Cannot evict pod as it would violate the pod's disruption budget.",
                    Details = new StatusDetails
                    {
                        Causes = [new StatusCause(CauseReason.DisruptionBudget, $"The disruption budget {name} needs {changed.Status.DesiredHealthy} healthy pods and has {changed.Status.CurrentHealthy} currently")],
                    },
                }.ToException();
            }
            changed.Status.DisruptionsAllowed--;
            return changed;
        }, options, true, cancellationToken).ConfigureAwait(false);
    }
}
