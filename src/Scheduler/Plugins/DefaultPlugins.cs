using Navarch.Scheduler.Framework;

namespace Navarch.Scheduler.Plugins;

/// <summary>The plugins of the default profile, in upstream's order. A new one is one line here.</summary>
public static class DefaultPlugins
{
    public static IReadOnlyList<Plugin> Create(VolumeBinder volumes, DefaultSelector selectors, DisruptionBudgets budgets) =>
    [
        new SchedulingGates(),
        new NodeUnschedulable(),
        new NodeName(),
        new TaintToleration(),
        new NodeAffinity(),
        new NodePorts(),
        new NodeResourcesFit(),
        new VolumeBinding(volumes),
        new PodTopologySpread(selectors),
        new InterPodAffinity(),
        new DynamicResources(),
        new DefaultPreemption(budgets),
        new NodeResourcesBalancedAllocation(),
        new ImageLocality(),
    ];
}
