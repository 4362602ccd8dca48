using Navarch.Api.Coordination.V1;
using Navarch.Api.Core.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Errors;
using Navarch.Client;
using Navarch.Client.Informers;
using Navarch.ControllerManager.Nodes;
using Navarch.ControllerManager.Workloads;
using Navarch.Sdk;

namespace Navarch.ControllerManager;

/// <summary>
/// Judges nodes: one whose lease and status stay the same for too long is of unknown state, its pods count as not ready, and taints
/// keep new pods away and send running ones off. It owns the taints of node conditions and the conditions of silent nodes. Silence is
/// measured by this process's clock from what it saw itself, so that a restart or a pause of its own is never taken for a node's death.
/// </summary>
internal sealed class NodeLifecycleController(ControllerContext context, TimeSpan gracePeriod) : IReconciler
{
    private const string LeaseNamespace = "kube-node-lease";
    private readonly SharedInformer<Node> _nodes = context.Informers.For<Node>();
    private readonly SharedInformer<Lease> _leases = context.Informers.For<Lease>(LeaseNamespace);
    private readonly SharedInformer<Pod> _pods = context.Informers.For<Pod>();
    private readonly Dictionary<string, Heartbeat> _heartbeats = [];
    private readonly Lock _lock = new();

    private sealed record Heartbeat(string Sign, long SeenAt, long DueAt);

    public void Configure(ControllerBuilder builder)
    {
        _pods.AddIndex("node", pod => pod.Spec.NodeName.Length > 0 ? [pod.Spec.NodeName] : []);
        builder.For<Node>();
        builder.Reads<Pod>();
        builder.Source(enqueue => _leases.AddHandler(lease => enqueue(new Request("", lease.Metadata.Name))));
    }

    public async Task<Result> ReconcileAsync(Request request, CancellationToken cancellationToken)
    {
        if (_nodes.Get(null, request.Name) is not { } node)
        {
            lock (_lock)
            {
                _heartbeats.Remove(request.Name);
            }
            return Result.Done;
        }
        var lease = _leases.Get(LeaseNamespace, request.Name);
        var left = Left(node, lease);
        if (left <= TimeSpan.Zero)
        {
            // The cache may be behind: ask once before a node is given up.
            lease = await context.Client.FindAsync<Lease>(LeaseNamespace, request.Name, cancellationToken).ConfigureAwait(false);
            left = Left(node, lease);
        }
        var now = context.Time.GetUtcNow();
        if (left <= TimeSpan.Zero && NodeHealth.Unknown(node, now) is { } conditions)
        {
            var silent = node.Copy();
            silent.Status.Conditions = conditions;
            node = await context.Client.UpdateStatusAsync(silent, cancellationToken: cancellationToken).ConfigureAwait(false);
            context.Events.Normal(node, "NodeNotReady", $"Node {node.Metadata.Name} status is now: NodeNotReady");
        }
        if (NodeHealth.ReadyStatus(node) != "True" && !node.IsDeleting())
        {
            await MarkPodsNotReadyAsync(node, now, cancellationToken).ConfigureAwait(false);
        }
        var mayEvict = NodeHealth.ReadyStatus(node) == "True" || _nodes.List().Any(n => n.Metadata.Name != node.Metadata.Name && NodeHealth.ReadyStatus(n) == "True");
        if (NodeHealth.Taints(node, mayEvict, now) is { } taints)
        {
            var tainted = node.Copy();
            tainted.Spec.Taints = taints;
            await context.Client.UpdateAsync(tainted, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        return left > TimeSpan.Zero ? Result.After(left) : mayEvict ? Result.Done : Result.After(gracePeriod);
    }

    /// <summary>How long the node may still be silent.</summary>
    private TimeSpan Left(Node node, Lease? lease)
    {
        // A node says itself how long its lease holds; the shorter of both counts.
        var grace = lease?.Spec.LeaseDurationSeconds is { } seconds and > 0 && TimeSpan.FromSeconds(seconds) < gracePeriod ? TimeSpan.FromSeconds(seconds) : gracePeriod;
        var sign = $"{lease?.Spec.RenewTime:O} {NodeHealth.Condition(node, "Ready")?.LastHeartbeatTime:O}";
        var now = context.Time.GetTimestamp();
        lock (_lock)
        {
            var heartbeat = _heartbeats.GetValueOrDefault(node.Metadata.Name);
            // Far later than asked for: this process stood still, and with it perhaps the API server. The node gets its time again.
            var stalled = heartbeat is not null && heartbeat.DueAt != 0 && now > heartbeat.DueAt && context.Time.GetElapsedTime(heartbeat.DueAt, now) > grace / 2;
            if (heartbeat is null || heartbeat.Sign != sign || (stalled && NodeHealth.ReadyStatus(node) == "True"))
            {
                _heartbeats[node.Metadata.Name] = heartbeat = new Heartbeat(sign, now, 0);
            }
            var left = grace - context.Time.GetElapsedTime(heartbeat.SeenAt, now);
            _heartbeats[node.Metadata.Name] = heartbeat with { DueAt = left > TimeSpan.Zero ? now + (long)(left.TotalSeconds * context.Time.TimestampFrequency) : 0 };
            return left;
        }
    }

    private async Task MarkPodsNotReadyAsync(Node node, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var pod in _pods.ByIndex("node", node.Metadata.Name))
        {
            if (!pod.IsReady())
            {
                continue;
            }
            var unready = pod.Copy();
            foreach (var condition in unready.Status.Conditions)
            {
                if (condition.Type == "Ready")
                {
                    condition.Status = "False";
                    condition.LastTransitionTime = now;
                }
            }
            try
            {
                await context.Client.UpdateStatusAsync(unready, cancellationToken: cancellationToken).ConfigureAwait(false);
                context.Events.Warning(pod, "NodeNotReady", "Node is not ready");
            }
            catch (ApiException e) when (e.IsNotFound || e.IsConflict)
            {
            }
        }
    }
}
