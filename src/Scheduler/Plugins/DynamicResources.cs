using Navarch.Scheduler.Framework;

namespace Navarch.Scheduler.Plugins;

/// <summary>Resource claims are not served yet; this is what upstream's plugin says about the pods that have none, which people search for.</summary>
public sealed class DynamicResources : Plugin, IPostFilterPlugin
{
    public override string Name => "DynamicResources";

    public PostFilterResult PostFilter(PodInfo pod, FitError fit, IWhatIf cluster) => new("no new claims to deallocate");
}
