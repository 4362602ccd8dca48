using Navarch.Api.Core.V1;
using Navarch.Api.Meta.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Errors;
using Navarch.Client;
using Navarch.Client.Informers;
using Navarch.ControllerManager.Nodes;
using Navarch.Sdk;

namespace Navarch.ControllerManager;

/// <summary>Deletes pods from nodes whose NoExecute taints they don't tolerate, or no longer: when their tolerationSeconds are over.</summary>
internal sealed class TaintEvictionController(ControllerContext context) : IReconciler
{
    private readonly SharedInformer<Node> _nodes = context.Informers.For<Node>();
    private readonly SharedInformer<Pod> _pods = context.Informers.For<Pod>();

    public void Configure(ControllerBuilder builder)
    {
        builder.Concurrency = 8;
        _pods.AddIndex("node", pod => pod.Spec.NodeName.Length > 0 ? [pod.Spec.NodeName] : []);
        builder.WatchesChanges<Pod>((old, pod) =>
            pod is not null && pod.Spec.NodeName.Length > 0 && (old is null || old.Spec.NodeName.Length == 0 || !DocNode.DeepEquals(old.Spec["tolerations"], pod.Spec["tolerations"]))
            && _nodes.Get(null, pod.Spec.NodeName) is { Spec.Taints.Count: > 0 }
                ? [new Request(pod.Metadata.Namespace, pod.Metadata.Name)] : []);
        builder.WatchesChanges<Node>((old, node) =>
            node is not null && !DocNode.DeepEquals(old?.Spec["taints"], node.Spec["taints"])
                ? _pods.ByIndex("node", node.Metadata.Name).Select(p => new Request(p.Metadata.Namespace, p.Metadata.Name)) : []);
    }

    public async Task<Result> ReconcileAsync(Request request, CancellationToken cancellationToken)
    {
        if (_pods.Get(request.Namespace, request.Name) is not { } pod || pod.IsDeleting() || _nodes.Get(null, pod.Spec.NodeName) is not { } node)
        {
            return Result.Done;
        }
        var now = context.Time.GetUtcNow();
        if (NodeHealth.StayOf(pod, node.Spec.Taints, now) is not { } stay)
        {
            return Result.Done;
        }
        if (stay > TimeSpan.Zero)
        {
            return Result.After(stay);
        }
        context.Events.Normal(pod, "TaintManagerEviction", $"Marking for deletion Pod {request}");
        var condemned = pod.Copy();
        condemned.Status.Conditions = [.. condemned.Status.Conditions.Where(c => c.Type != "DisruptionTarget"), new PodCondition
        {
            Type = "DisruptionTarget",
            Status = "True",
            Reason = "DeletionByTaintManager",
            Message = "Taint manager: deleting due to NoExecute taint",
            LastTransitionTime = now,
        }];
        try
        {
            await context.Client.UpdateStatusAsync(condemned, cancellationToken: cancellationToken).ConfigureAwait(false);
            await context.Client.DeleteAsync<Pod>(request.Namespace, request.Name, new DeleteOptions { Preconditions = new Preconditions { Uid = pod.Metadata.Uid } }, cancellationToken).ConfigureAwait(false);
        }
        catch (ApiException e) when (e.IsNotFound)
        {
        }
        return Result.Done;
    }
}
