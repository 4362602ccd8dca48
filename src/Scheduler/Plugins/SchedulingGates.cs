using Navarch.Scheduler.Framework;

namespace Navarch.Scheduler.Plugins;

/// <summary>Holds a pod back until spec.schedulingGates is empty.</summary>
public sealed class SchedulingGates : Plugin, IPreEnqueuePlugin
{
    private static readonly PluginStatus Gated = PluginStatus.Unresolvable("Scheduling is blocked due to non-empty scheduling gates");

    public override string Name => "SchedulingGates";

    public PluginStatus? PreEnqueue(PodInfo pod) => pod.Pod.Spec.SchedulingGates.Count == 0 ? null : Gated;
}
