using Navarch.Scheduler.Framework;

namespace Navarch.Scheduler.Plugins;

/// <summary>
/// A pod's persistent volumes: those that exist must be reachable from the node, and claims that wait for their first consumer are bound
/// or provisioned for the node that is chosen, before the pod is bound to it. <see cref="VolumeBinder"/> knows the volumes.
/// </summary>
public sealed class VolumeBinding(VolumeBinder volumes) : Plugin, IPreFilterPlugin, IFilterPlugin, IReservePlugin, IPreBindPlugin
{
    public override string Name => "VolumeBinding";

    public override ClusterEventKind Events =>
        ClusterEventKind.NodeAdd | ClusterEventKind.NodeLabel | ClusterEventKind.PersistentVolumeClaim | ClusterEventKind.PersistentVolume | ClusterEventKind.StorageClass;

    public override bool IsHelpedBy(PodInfo pod, in ClusterEvent happening) =>
        happening.Kind != ClusterEventKind.PersistentVolumeClaim || VolumeBinder.Uses(pod.Pod, happening.Name);

    public PreFilterResult PreFilter(PodInfo pod, IClusterView cluster)
    {
        if (!VolumeBinder.HasClaims(pod.Pod))
        {
            return PreFilterResult.Skipped;
        }
        var status = volumes.FindClaims(pod.Pod, out var claims);
        return new PreFilterResult(status, claims);
    }

    public PluginStatus? Filter(object? state, PodInfo pod, NodeInfo node) => volumes.Plan((PodClaims)state!, node.Name, node.Labels, out _);

    public PluginStatus? Reserve(object? state, PodInfo pod, NodeInfo node)
    {
        if (state is not PodClaims claims)
        {
            return null;
        }
        if (volumes.Plan(claims, node.Name, node.Labels, out var plan) is { } status)
        {
            return status;
        }
        claims.Plan = plan;
        volumes.Assume(plan);
        return null;
    }

    public void Unreserve(object? state, PodInfo pod, string nodeName)
    {
        if (state is PodClaims { Plan: { } plan })
        {
            volumes.Forget(plan);
        }
    }

    public Task<PluginStatus?> PreBindAsync(object? state, PodInfo pod, string nodeName, CancellationToken ct) =>
        state is PodClaims { Plan: { IsEmpty: false } plan } ? volumes.BindAsync(plan, nodeName, ct) : Task.FromResult<PluginStatus?>(null);
}
