using Navarch.Api.Core.V1;
using Navarch.Api.Meta.V1;
using Navarch.ApiMachinery.Errors;
using Navarch.Client;
using Navarch.Client.Informers;
using Navarch.ControllerManager.Workloads;
using Navarch.Sdk;

namespace Navarch.ControllerManager;

/// <summary>
/// Removes pods that nobody else will: bound to a node that is gone, deleted before they were scheduled, on a node that is out of service, and the
/// oldest of too many that finished.
/// </summary>
internal sealed class PodGarbageCollector(ControllerContext context, int terminatedThreshold) : IReconciler
{
    // Upstream waits as long before it believes that a node is gone.
    private static readonly TimeSpan Quarantine = TimeSpan.FromSeconds(40);
    private readonly SharedInformer<Pod> _pods = context.Informers.For<Pod>();
    private readonly SharedInformer<Node> _nodes = context.Informers.For<Node>();
    private int _finished;

    public void Configure(ControllerBuilder builder)
    {
        _pods.AddIndex("node", pod => pod.Spec.NodeName.Length > 0 ? [pod.Spec.NodeName] : []);
        builder.Concurrency = 1;
        builder.Reads<Node>();
        builder.WatchesChanges<Pod>((old, pod) =>
        {
            _finished += (pod is not null && pod.IsFinished() ? 1 : 0) - (old is not null && old.IsFinished() ? 1 : 0);
            if (_finished > terminatedThreshold && pod is not null && pod.IsFinished())
            {
                return [new Request("", "")];
            }
            return pod is not null && (pod.IsDeleting() || (pod.Spec.NodeName.Length > 0 && _nodes.HasSynced && _nodes.Get(null, pod.Spec.NodeName) is null))
                ? [new Request(pod.Metadata.Namespace, pod.Metadata.Name)] : [];
        });
        builder.WatchesChanges<Node>((old, node) => node is null || IsOutOfService(node)
            ? _pods.ByIndex("node", (node ?? old)!.Metadata.Name).Select(p => new Request(p.Metadata.Namespace, p.Metadata.Name)) : []);
    }

    public async Task<Result> ReconcileAsync(Request request, CancellationToken cancellationToken)
    {
        if (request.Name.Length == 0)
        {
            var finished = _pods.List().Where(PodStates.IsFinished).OrderBy(p => p.Metadata.CreationTimestamp).ToList();
            foreach (var old in finished.Take(finished.Count - terminatedThreshold))
            {
                await DeleteAsync(old, cancellationToken).ConfigureAwait(false);
            }
            return Result.Done;
        }
        if (_pods.Get(request.Namespace, request.Name) is not { } pod)
        {
            return Result.Done;
        }
        if (pod.Spec.NodeName.Length == 0)
        {
            if (pod.IsDeleting())
            {
                await DeleteAsync(pod, cancellationToken).ConfigureAwait(false);
            }
            return Result.Done;
        }
        var node = _nodes.Get(null, pod.Spec.NodeName);
        if (node is not null)
        {
            if (pod.IsDeleting() && IsOutOfService(node))
            {
                await DeleteAsync(pod, cancellationToken).ConfigureAwait(false);
            }
            return Result.Done;
        }
        var born = pod.Metadata.CreationTimestamp ?? DateTimeOffset.MinValue;
        var wait = born + Quarantine - context.Time.GetUtcNow();
        if (wait > TimeSpan.Zero)
        {
            return Result.After(wait);
        }
        if (await context.Client.FindAsync<Node>(null, pod.Spec.NodeName, cancellationToken).ConfigureAwait(false) is null)
        {
            await DeleteAsync(pod, cancellationToken).ConfigureAwait(false);
        }
        return Result.Done;
    }

    private static bool IsOutOfService(Node node) => node.Spec.Taints.Any(t => t.Key == "node.kubernetes.io/out-of-service");

    private async Task DeleteAsync(Pod pod, CancellationToken cancellationToken)
    {
        try
        {
            if (!pod.IsFinished())
            {
                var failed = pod.Copy();
                failed.Status.Phase = "Failed";
                await context.Client.UpdateStatusAsync(failed, cancellationToken: cancellationToken).ConfigureAwait(false);
            }
            await context.Client.DeleteAsync<Pod>(pod.Metadata.Namespace, pod.Metadata.Name,
                new DeleteOptions { GracePeriodSeconds = 0, Preconditions = new Preconditions { Uid = pod.Metadata.Uid } }, cancellationToken).ConfigureAwait(false);
        }
        catch (ApiException e) when (e.IsNotFound)
        {
        }
    }
}
