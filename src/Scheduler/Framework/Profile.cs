namespace Navarch.Scheduler.Framework;

/// <summary>The plugins of a scheduler, in their order, at each extension point.</summary>
public sealed class Profile
{
    public Profile(IEnumerable<Plugin> plugins)
    {
        Plugins = [.. plugins];
        if (Plugins.Count > 64)
        {
            throw new ArgumentException("a profile has at most 64 plugins", nameof(plugins));
        }
        for (var i = 0; i < Plugins.Count; i++)
        {
            Plugins[i].Index = i;
        }
        PreEnqueue = Of<IPreEnqueuePlugin>();
        PreFilter = Of<IPreFilterPlugin>();
        Filter = Of<IFilterPlugin>();
        PostFilter = Of<IPostFilterPlugin>();
        Score = Of<IScorePlugin>();
        Reserve = Of<IReservePlugin>();
        PreBind = Of<IPreBindPlugin>();
    }

    public IReadOnlyList<Plugin> Plugins { get; }
    public IReadOnlyList<(Plugin Plugin, IPreEnqueuePlugin Point)> PreEnqueue { get; }
    public IReadOnlyList<(Plugin Plugin, IPreFilterPlugin Point)> PreFilter { get; }
    public IReadOnlyList<(Plugin Plugin, IFilterPlugin Point)> Filter { get; }
    public IReadOnlyList<(Plugin Plugin, IPostFilterPlugin Point)> PostFilter { get; }
    public IReadOnlyList<(Plugin Plugin, IScorePlugin Point)> Score { get; }
    public IReadOnlyList<(Plugin Plugin, IReservePlugin Point)> Reserve { get; }
    public IReadOnlyList<(Plugin Plugin, IPreBindPlugin Point)> PreBind { get; }

    /// <summary>A plugin among those in the mask says that the happening may help the pod.</summary>
    public bool IsHelpedBy(PodInfo pod, ulong rejectedBy, in ClusterEvent happening)
    {
        foreach (var plugin in Plugins)
        {
            if ((rejectedBy & (1UL << plugin.Index)) != 0 && (plugin.Events & happening.Kind) != 0 && plugin.IsHelpedBy(pod, happening))
            {
                return true;
            }
        }
        return false;
    }

    private (Plugin, T)[] Of<T>() where T : class => [.. Plugins.Where(p => p is T).Select(p => (p, (p as T)!))];
}
