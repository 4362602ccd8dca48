using Navarch.Api.Core.V1;
using Navarch.ApiMachinery.Documents;

namespace Navarch.Scheduler.Framework;

/// <summary>An amount of each resource: what a pod asks for, what a node has or has given away. CPU in thousandths, the rest in units.</summary>
public sealed class Resources
{
    public long MilliCpu { get; set; }
    public long Memory { get; set; }
    public long EphemeralStorage { get; set; }

    /// <summary>Of a node: how many pods it takes.</summary>
    public long AllowedPods { get; set; }

    /// <summary>Extended resources and huge pages; null when there are none, as nearly always.</summary>
    public Dictionary<string, long>? Scalars { get; private set; }

    public bool IsZero => MilliCpu == 0 && Memory == 0 && EphemeralStorage == 0 && (Scalars is null || Scalars.Values.All(v => v == 0));

    public static Resources From(MapOf<Quantity> quantities)
    {
        var resources = new Resources();
        foreach (var (name, quantity) in quantities)
        {
            resources.Raise(name, name == "cpu" ? quantity.MilliValue : quantity.Value, static (_, value) => value);
        }
        return resources;
    }

    public void Add(Resources other) => Combine(other, static (mine, theirs) => mine + theirs);

    public void Subtract(Resources other) => Combine(other, static (mine, theirs) => mine - theirs);

    public void Max(Resources other) => Combine(other, Math.Max);

    public Resources Clone()
    {
        var copy = new Resources();
        copy.Add(this);
        copy.AllowedPods = AllowedPods;
        return copy;
    }

    /// <summary>
    /// What a pod asks of its node: its containers together with its sidecars, or the most that an init container needs at its time if that
    /// is more; amounts that are set for the pod as a whole instead of those; and its overhead.
    /// </summary>
    public static Resources RequestsOf(PodSpec spec)
    {
        var total = new Resources();
        foreach (var container in spec.Containers)
        {
            total.Add(From(container.Resources.Requests));
        }
        var sidecars = new Resources();
        var initial = new Resources();
        foreach (var container in spec.InitContainers)
        {
            var needs = From(container.Resources.Requests);
            if (container.RestartPolicy == "Always")
            {
                total.Add(needs);
                sidecars.Add(needs);
                needs = sidecars.Clone();
            }
            else
            {
                needs.Add(sidecars);
            }
            initial.Max(needs);
        }
        total.Max(initial);
        if (spec.Resources is { } whole)
        {
            foreach (var (name, quantity) in whole.Requests)
            {
                total.Raise(name, name == "cpu" ? quantity.MilliValue : quantity.Value, static (_, value) => value);
            }
        }
        total.Add(From(spec.Overhead));
        return total;
    }

    private void Combine(Resources other, Func<long, long, long> with)
    {
        MilliCpu = with(MilliCpu, other.MilliCpu);
        Memory = with(Memory, other.Memory);
        EphemeralStorage = with(EphemeralStorage, other.EphemeralStorage);
        if (other.Scalars is not null)
        {
            foreach (var (name, value) in other.Scalars)
            {
                Raise(name, value, with);
            }
        }
    }

    private void Raise(string name, long value, Func<long, long, long> with)
    {
        switch (name)
        {
            case "cpu":
                MilliCpu = with(MilliCpu, value);
                break;
            case "memory":
                Memory = with(Memory, value);
                break;
            case "ephemeral-storage":
                EphemeralStorage = with(EphemeralStorage, value);
                break;
            case "pods":
                AllowedPods = with(AllowedPods, value);
                break;
            default:
                Scalars ??= [];
                Scalars[name] = with(Scalars.GetValueOrDefault(name), value);
                break;
        }
    }
}
