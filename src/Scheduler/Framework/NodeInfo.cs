using Navarch.Api.Core.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.Client.Informers;

namespace Navarch.Scheduler.Framework;

/// <summary>
/// A node with its pods, and sums over them that are kept up as they come and go. Changed only by the cache, under its lock. A node
/// that is deleted while pods of it are known lives on without its object and takes no pods.
/// </summary>
public sealed class NodeInfo(string name)
{
    private readonly Dictionary<ObjectKey, PodInfo> _pods = [];

    public string Name { get; } = name;
    public Node? Node { get; private set; }
    public MapOf<string> Labels { get; private set; }
    public Taint[] Taints { get; private set; } = [];
    public bool HasPreferNoScheduleTaint { get; private set; }
    public Resources Allocatable { get; private set; } = new();
    public Resources Requested { get; } = new();
    public long NonZeroMilliCpu { get; private set; }
    public long NonZeroMemory { get; private set; }
    public IReadOnlyDictionary<string, long> ImageSizes { get; private set; } = new Dictionary<string, long>();

    public IReadOnlyCollection<PodInfo> Pods => _pods.Values;

    public int PodCount => _pods.Count;

    /// <summary>How many pods have any (anti-)affinity, and how many a required anti-affinity: mostly none, which saves looking.</summary>
    public int PodsWithAffinity { get; private set; }
    public int PodsWithRequiredAntiAffinity { get; private set; }
    public int PodsWithHostPorts { get; private set; }

    public void SetNode(Node? node)
    {
        Node = node;
        Labels = node?.Metadata.Labels ?? default;
        Taints = node is null ? [] : [.. node.Spec.Taints];
        HasPreferNoScheduleTaint = Taints.Any(t => t.Effect == "PreferNoSchedule");
        Allocatable = node is null ? new Resources() : Resources.From(node.Status.Allocatable);
        var images = new Dictionary<string, long>();
        foreach (var image in node?.Status.Images ?? default)
        {
            foreach (var imageName in image.Names)
            {
                images[imageName] = image.SizeBytes;
            }
        }
        ImageSizes = images;
    }

    public void AddPod(PodInfo pod)
    {
        RemovePod(pod.Key);
        _pods.Add(pod.Key, pod);
        Count(pod, 1);
    }

    public bool RemovePod(ObjectKey key)
    {
        if (!_pods.Remove(key, out var pod))
        {
            return false;
        }
        Count(pod, -1);
        return true;
    }

    /// <summary>A copy to try things on; the pods' infos are shared.</summary>
    public NodeInfo Clone()
    {
        var copy = new NodeInfo(Name);
        copy.SetNode(Node);
        foreach (var pod in _pods.Values)
        {
            copy.AddPod(pod);
        }
        return copy;
    }

    private void Count(PodInfo pod, int sign)
    {
        if (sign > 0)
        {
            Requested.Add(pod.Requests);
        }
        else
        {
            Requested.Subtract(pod.Requests);
        }
        NonZeroMilliCpu += sign * pod.NonZeroMilliCpu;
        NonZeroMemory += sign * pod.NonZeroMemory;
        PodsWithAffinity += pod.HasAffinity ? sign : 0;
        PodsWithRequiredAntiAffinity += pod.RequiredAntiAffinity.Length > 0 ? sign : 0;
        PodsWithHostPorts += pod.HostPorts.Length > 0 ? sign : 0;
    }
}
