using Navarch.Api.Core.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Selectors;
using Navarch.Client.Informers;

namespace Navarch.Scheduler.Framework;

/// <summary>A port of the node that a pod takes for itself.</summary>
public readonly record struct HostPort(string Ip, string Protocol, int Port)
{
    /// <summary>Both can't be on one node: an unset address means all addresses.</summary>
    public bool ConflictsWith(HostPort other) =>
        Port == other.Port && Protocol == other.Protocol && (Ip == other.Ip || Ip == "0.0.0.0" || other.Ip == "0.0.0.0");
}

/// <summary>A term of pod (anti-)affinity, made ready to be matched against many pods.</summary>
public sealed class AffinityTerm
{
    private readonly HashSet<string> _namespaces;

    public AffinityTerm(Pod pod, PodAffinityTerm term, int weight = 0)
    {
        TopologyKey = term.TopologyKey;
        Weight = weight;
        Selector = Selector.FromDocument(term.LabelSelector);
        NamespaceSelector = Selector.FromDocument(term.NamespaceSelector);
        _namespaces = [.. term.Namespaces];
        if (_namespaces.Count == 0 && term.NamespaceSelector is null)
        {
            _namespaces.Add(pod.Metadata.Namespace);
        }
    }

    public string TopologyKey { get; }
    public int Weight { get; }
    public Selector Selector { get; }
    public Selector NamespaceSelector { get; }

    public bool Matches(PodInfo pod, Func<string, MapOf<string>> namespaceLabels) =>
        (_namespaces.Contains(pod.Key.Namespace)
            || (!NamespaceSelector.MatchesNothing && NamespaceSelector.Matches(namespaceLabels(pod.Key.Namespace))))
        && Selector.Matches(pod.Labels);
}

/// <summary>A pod with all that scheduling looks at worked out once: it is matched against thousands of nodes.</summary>
public sealed class PodInfo
{
    /// <summary>What a container that asks for nothing is taken to use when nodes are compared (upstream's DefaultMilliCPURequest and DefaultMemoryRequest).</summary>
    private const long DefaultMilliCpu = 100;
    private const long DefaultMemory = 200L * 1024 * 1024;

    public PodInfo(Pod pod)
    {
        Pod = pod;
        Key = ObjectKey.Of(pod);
        Labels = pod.Metadata.Labels;
        Priority = pod.Spec.Priority ?? 0;
        Requests = Resources.RequestsOf(pod.Spec);
        (NonZeroMilliCpu, NonZeroMemory) = NonZero(pod.Spec);
        Tolerations = [.. pod.Spec.Tolerations];
        HostPorts = [.. PortsOf(pod.Spec)];
        NodeSelector = pod.Spec.NodeSelector.Count > 0 ? NodeSelectorMatcher.FromLabels(pod.Spec.NodeSelector) : null;
        if (pod.Spec.Affinity is { } affinity)
        {
            RequiredNodeAffinity = affinity.NodeAffinity?.RequiredDuringSchedulingIgnoredDuringExecution is { } required ? NodeSelectorMatcher.From(required) : null;
            PreferredNodeAffinity = [.. (affinity.NodeAffinity?.PreferredDuringSchedulingIgnoredDuringExecution ?? default)
                .Where(t => t.Weight != 0).Select(t => (NodeSelectorMatcher.From(t.Preference), t.Weight))];
            if (affinity.PodAffinity is { } together)
            {
                RequiredAffinity = [.. together.RequiredDuringSchedulingIgnoredDuringExecution.Select(t => new AffinityTerm(pod, t))];
                PreferredAffinity = [.. together.PreferredDuringSchedulingIgnoredDuringExecution.Select(t => new AffinityTerm(pod, t.PodAffinityTerm, t.Weight))];
            }
            if (affinity.PodAntiAffinity is { } apart)
            {
                RequiredAntiAffinity = [.. apart.RequiredDuringSchedulingIgnoredDuringExecution.Select(t => new AffinityTerm(pod, t))];
                PreferredAntiAffinity = [.. apart.PreferredDuringSchedulingIgnoredDuringExecution.Select(t => new AffinityTerm(pod, t.PodAffinityTerm, t.Weight))];
            }
        }
    }

    public Pod Pod { get; }
    public ObjectKey Key { get; }
    public MapOf<string> Labels { get; }
    public int Priority { get; }
    public Resources Requests { get; }
    public long NonZeroMilliCpu { get; }
    public long NonZeroMemory { get; }
    public Toleration[] Tolerations { get; }
    public HostPort[] HostPorts { get; }
    public NodeSelectorMatcher? NodeSelector { get; }
    public NodeSelectorMatcher? RequiredNodeAffinity { get; }
    public (NodeSelectorMatcher Matcher, int Weight)[] PreferredNodeAffinity { get; } = [];
    public AffinityTerm[] RequiredAffinity { get; } = [];
    public AffinityTerm[] RequiredAntiAffinity { get; } = [];
    public AffinityTerm[] PreferredAffinity { get; } = [];
    public AffinityTerm[] PreferredAntiAffinity { get; } = [];

    public bool HasAffinity => RequiredAffinity.Length + RequiredAntiAffinity.Length + PreferredAffinity.Length + PreferredAntiAffinity.Length > 0;

    /// <summary>The pod's nodeSelector and required node affinity allow the node.</summary>
    public bool AllowsNode(NodeInfo node) =>
        (NodeSelector is null || NodeSelector.Matches(node.Name, node.Labels))
        && (RequiredNodeAffinity is null || RequiredNodeAffinity.Matches(node.Name, node.Labels));

    /// <summary>A toleration of the pod covers the taint.</summary>
    public bool Tolerates(Taint taint)
    {
        foreach (var toleration in Tolerations)
        {
            if ((toleration.Effect.Length == 0 || toleration.Effect == taint.Effect)
                && (toleration.Key.Length == 0 || toleration.Key == taint.Key)
                && (toleration.Operator == "Exists" || (toleration.Operator is "" or "Equal" && toleration.Value == taint.Value && toleration.Key.Length > 0)))
            {
                return true;
            }
        }
        return false;
    }

    private static (long MilliCpu, long Memory) NonZero(PodSpec spec)
    {
        var (cpu, memory) = (0L, 0L);
        var whole = spec.Resources is { } resources ? Resources.From(resources.Requests) : null;
        foreach (var container in spec.Containers)
        {
            var requests = container.Resources.Requests;
            cpu += requests.TryGetValue("cpu", out var c) ? c.MilliValue : DefaultMilliCpu;
            memory += requests.TryGetValue("memory", out var m) ? m.Value : DefaultMemory;
        }
        return (whole is { MilliCpu: > 0 } ? whole.MilliCpu : cpu, whole is { Memory: > 0 } ? whole.Memory : memory);
    }

    private static IEnumerable<HostPort> PortsOf(PodSpec spec)
    {
        foreach (var container in spec.Containers.Concat(spec.InitContainers.Where(c => c.RestartPolicy == "Always")))
        {
            foreach (var port in container.Ports)
            {
                if (port.HostPort > 0)
                {
                    yield return new HostPort(
                        port.HostIP.Length == 0 ? "0.0.0.0" : port.HostIP, port.Protocol.Length == 0 ? "TCP" : port.Protocol, port.HostPort);
                }
            }
        }
    }
}
