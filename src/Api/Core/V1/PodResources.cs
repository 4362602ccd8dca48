using Navarch.ApiMachinery.Documents;

namespace Navarch.Api.Core.V1;

/// <summary>What a pod asks for as a whole.</summary>
public static class PodResources
{
    /// <summary>
    /// The requests of the containers together: the sum of what runs at once, or what the greediest init container needs
    /// beside the sidecars that started before it, whichever is more.
    /// </summary>
    public static SortedDictionary<string, Quantity> ContainerRequests(PodSpec spec) => Together(spec, static resources => resources.Requests);

    /// <summary>The limits of the containers together, by the same rule.</summary>
    public static SortedDictionary<string, Quantity> ContainerLimits(PodSpec spec) => Together(spec, static resources => resources.Limits);

    private static SortedDictionary<string, Quantity> Together(PodSpec spec, Func<ResourceRequirements, MapOf<Quantity>> of)
    {
        var running = new SortedDictionary<string, Quantity>(StringComparer.Ordinal);
        foreach (var container in spec.Containers)
        {
            Add(running, of(container.Resources));
        }
        var sidecars = new SortedDictionary<string, Quantity>(StringComparer.Ordinal);
        var starting = new SortedDictionary<string, Quantity>(StringComparer.Ordinal);
        foreach (var container in spec.InitContainers)
        {
            if (container.RestartPolicy == "Always")
            {
                Add(running, of(container.Resources));
                Add(sidecars, of(container.Resources));
                TakeGreater(starting, sidecars);
                continue;
            }
            var beside = new SortedDictionary<string, Quantity>(sidecars, StringComparer.Ordinal);
            Add(beside, of(container.Resources));
            TakeGreater(starting, beside);
        }
        TakeGreater(running, starting);
        return running;
    }

    private static void Add(SortedDictionary<string, Quantity> total, MapOf<Quantity> more)
    {
        foreach (var (name, quantity) in more)
        {
            total[name] = total.TryGetValue(name, out var sum) ? sum + quantity : quantity;
        }
    }

    private static void TakeGreater(SortedDictionary<string, Quantity> total, SortedDictionary<string, Quantity> other)
    {
        foreach (var (name, quantity) in other)
        {
            if (!total.TryGetValue(name, out var known) || known < quantity)
            {
                total[name] = quantity;
            }
        }
    }

    /// <summary>
    /// The class that decides who is evicted first: Guaranteed when every container limits cpu and memory and asks for as
    /// much, BestEffort when none asks for or limits either, Burstable otherwise. Pod-level resources count instead of the containers'.
    /// </summary>
    public static string QosClass(PodSpec spec)
    {
        var guaranteed = true;
        var any = false;
        if (spec.Resources is { } podLevel && (podLevel.Requests.Count > 0 || podLevel.Limits.Count > 0))
        {
            Look(podLevel, ref guaranteed, ref any);
        }
        else
        {
            foreach (var container in spec.Containers)
            {
                Look(container.Resources, ref guaranteed, ref any);
            }
            foreach (var container in spec.InitContainers)
            {
                Look(container.Resources, ref guaranteed, ref any);
            }
        }
        return !any ? "BestEffort" : guaranteed ? "Guaranteed" : "Burstable";
    }

    private static void Look(ResourceRequirements resources, ref bool guaranteed, ref bool any)
    {
        foreach (var name in (ReadOnlySpan<string>)["cpu", "memory"])
        {
            var hasRequest = resources.Requests.TryGetValue(name, out var request) && !request.IsZero;
            var hasLimit = resources.Limits.TryGetValue(name, out var limit) && !limit.IsZero;
            any |= hasRequest || hasLimit;
            guaranteed &= hasLimit && (!hasRequest || request == limit);
        }
    }
}
