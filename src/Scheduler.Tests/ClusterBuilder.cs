using Microsoft.Extensions.Logging.Abstractions;
using Navarch.Api.Core.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.Client.Informers;
using Navarch.Scheduler.Framework;
using Navarch.Scheduler.Plugins;
using Navarch.Testing;

namespace Navarch.Scheduler.Tests;

/// <summary>A scheduling core with a clock of its own, and short ways to make nodes and pods.</summary>
internal sealed class ClusterBuilder
{
    public ClusterBuilder(int seed = 1)
    {
        // Nothing here has claims: the informers stay empty and are never started.
        var informers = new InformerFactory(null!, Time, NullLoggerFactory.Instance);
        var profile = new Profile(DefaultPlugins.Create(
            new VolumeBinder(null!, informers, Time), new DefaultSelector(informers), new DisruptionBudgets(informers)));
        Core = new SchedulingCore(profile, new SchedulerOptions { Seed = seed }, Time);
    }

    public ManualTimeProvider Time { get; } = new();

    public SchedulingCore Core { get; }

    public static Node Node(string name, string cpu = "4", string memory = "16Gi", Action<Node>? with = null)
    {
        var node = new Node();
        node.Metadata.Name = name;
        node.Metadata.Labels = new Dictionary<string, string> { ["kubernetes.io/hostname"] = name }.ToMapOf();
        node.Status.Allocatable = new Dictionary<string, Quantity>
        {
            ["cpu"] = Quantity.Parse(cpu), ["memory"] = Quantity.Parse(memory), ["pods"] = Quantity.Parse("110"),
        }.ToMapOf();
        with?.Invoke(node);
        return node;
    }

    public static Pod Pod(string name, string cpu = "", string memory = "", Action<Pod>? with = null)
    {
        var pod = new Pod();
        pod.Metadata.Name = name;
        pod.Metadata.Namespace = "default";
        pod.Metadata.Uid = Guid.NewGuid().ToString();
        pod.Spec.SchedulerName = "default-scheduler";
        pod.Spec.Containers = [Container("c", cpu, memory)];
        with?.Invoke(pod);
        return pod;
    }

    public static Container Container(string name, string cpu = "", string memory = "")
    {
        var container = new Container { Name = name, Image = "redis" };
        var requests = new Dictionary<string, Quantity>();
        if (cpu.Length > 0)
        {
            requests["cpu"] = Quantity.Parse(cpu);
        }
        if (memory.Length > 0)
        {
            requests["memory"] = Quantity.Parse(memory);
        }
        container.Resources.Requests = requests.ToMapOf();
        return container;
    }

    public static MapOf<string> Labels(params (string Key, string Value)[] labels) => labels.ToDictionary(l => l.Key, l => l.Value).ToMapOf();

    public ClusterBuilder With(params Node[] nodes)
    {
        foreach (var node in nodes)
        {
            Core.OnNode(node);
        }
        return this;
    }

    /// <summary>Gives the pod to the core and lets it decide.</summary>
    public ScheduleResult Schedule(Pod pod)
    {
        Core.OnPod(null, pod);
        var result = Core.ScheduleNext();
        Assert.NotNull(result);
        Assert.Equal(pod.Metadata.Name, result.Pod.Key.Name);
        if (result.Node is not null)
        {
            Confirm(result);
        }
        return result;
    }

    /// <summary>The API says that the pod is where it was put.</summary>
    public Pod Confirm(ScheduleResult result)
    {
        Core.Bound(result);
        var bound = (Pod)result.Pod.Pod.DeepClone();
        bound.Spec.NodeName = result.Node!;
        Core.OnPod(result.Pod.Pod, bound);
        return bound;
    }
}
