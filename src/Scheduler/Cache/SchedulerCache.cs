using Navarch.Api.Core.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.Client.Informers;
using Navarch.Scheduler.Framework;

namespace Navarch.Scheduler.Cache;

/// <summary>
/// Nodes and the pods on them, as the API says and as this scheduler has just decided: an assumed pod counts on its node from the
/// decision on, until the API confirms it or the binding fails. Not thread-safe: the core's lock guards it.
/// </summary>
public sealed class SchedulerCache : IClusterView
{
    private readonly Dictionary<string, NodeInfo> _nodes = new(StringComparer.Ordinal);
    private readonly List<NodeInfo> _existing = [];
    private readonly Dictionary<ObjectKey, (PodInfo Pod, string Node)> _pods = [];
    private readonly HashSet<ObjectKey> _assumed = [];
    private readonly HashSet<NodeInfo> _withAffinity = [];
    private readonly HashSet<NodeInfo> _withAntiAffinity = [];
    private readonly Dictionary<string, int> _imageNodes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MapOf<string>> _namespaces = new(StringComparer.Ordinal);

    public IReadOnlyList<NodeInfo> Nodes => _existing;

    public IReadOnlyCollection<NodeInfo> NodesWithRequiredAntiAffinity => _withAntiAffinity;

    public IReadOnlyCollection<NodeInfo> NodesWithAffinity => _withAffinity;

    public NodeInfo? FindNode(string name) => _nodes.TryGetValue(name, out var node) && node.Node is not null ? node : null;

    public MapOf<string> NamespaceLabels(string name) => _namespaces.GetValueOrDefault(name);

    public int NodesWithImage(string image) => _imageNodes.GetValueOrDefault(image);

    public void SetNamespace(string name, MapOf<string> labels) => _namespaces[name] = labels;

    public void RemoveNamespace(string name) => _namespaces.Remove(name);

    public bool IsAssumed(ObjectKey pod) => _assumed.Contains(pod);

    /// <summary>Adds or replaces a node; says what of it has changed that could matter to a pod.</summary>
    public (NodeInfo Node, ClusterEventKind Changed) SetNode(Node node)
    {
        var info = NodeOf(node.Metadata.Name);
        var (old, oldAllocatable) = (info.Node, info.Allocatable);
        CountImages(info, -1);
        info.SetNode(node);
        CountImages(info, 1);
        if (old is null)
        {
            _existing.Add(info);
            return (info, ClusterEventKind.NodeAdd);
        }
        var changed = ClusterEventKind.None;
        if (!old.Metadata.Labels.ContentEquals(node.Metadata.Labels))
        {
            changed |= ClusterEventKind.NodeLabel;
        }
        if (old.Spec.Unschedulable != node.Spec.Unschedulable || !SameTaints(old.Spec.Taints, node.Spec.Taints))
        {
            changed |= ClusterEventKind.NodeTaint;
        }
        var more = info.Allocatable.Clone();
        more.Subtract(oldAllocatable);
        if (!more.IsZero || info.Allocatable.AllowedPods != oldAllocatable.AllowedPods)
        {
            changed |= ClusterEventKind.NodeAllocatable;
        }
        return (info, changed);
    }

    public void RemoveNode(string name)
    {
        if (_nodes.TryGetValue(name, out var info))
        {
            CountImages(info, -1);
            info.SetNode(null);
            _existing.Remove(info);
            ForgetIfEmpty(info);
        }
    }

    /// <summary>The API says that the pod is on the node.</summary>
    public void SetPod(PodInfo pod, string node)
    {
        _assumed.Remove(pod.Key);
        Place(pod, node);
    }

    /// <summary>We have decided that the pod is on the node.</summary>
    public void Assume(PodInfo pod, string node)
    {
        Place(pod, node);
        _assumed.Add(pod.Key);
    }

    /// <summary>The decision came to nothing; harmless if the API has confirmed the pod meanwhile.</summary>
    public void Forget(PodInfo pod)
    {
        // Another pod of the same name may have taken its place meanwhile.
        if (_assumed.Contains(pod.Key) && ReferenceEquals(FindPod(pod.Key), pod))
        {
            RemovePod(pod.Key);
        }
    }

    /// <summary>The pod as it was known, or null.</summary>
    public PodInfo? RemovePod(ObjectKey key)
    {
        _assumed.Remove(key);
        if (!_pods.Remove(key, out var known))
        {
            return null;
        }
        var node = _nodes[known.Node];
        node.RemovePod(key);
        Reindex(node);
        ForgetIfEmpty(node);
        return known.Pod;
    }

    /// <summary>What if the pod were not on the node, or were: for a look within one cycle, to be undone.</summary>
    public void Suppose(PodInfo pod, NodeInfo node, bool present)
    {
        if (present)
        {
            node.AddPod(pod);
        }
        else
        {
            node.RemovePod(pod.Key);
        }
        Reindex(node);
    }

    public PodInfo? FindPod(ObjectKey key) => _pods.TryGetValue(key, out var known) ? known.Pod : null;

    private static bool SameTaints(ListOf<Taint> a, ListOf<Taint> b) =>
        a.Count == b.Count && a.Zip(b).All(p => p.First.Key == p.Second.Key && p.First.Value == p.Second.Value && p.First.Effect == p.Second.Effect);

    private void Place(PodInfo pod, string nodeName)
    {
        if (_pods.TryGetValue(pod.Key, out var known) && known.Node != nodeName)
        {
            RemovePod(pod.Key);
        }
        var node = NodeOf(nodeName);
        node.AddPod(pod);
        _pods[pod.Key] = (pod, nodeName);
        Reindex(node);
    }

    private NodeInfo NodeOf(string name)
    {
        if (!_nodes.TryGetValue(name, out var info))
        {
            info = new NodeInfo(name);
            _nodes.Add(name, info);
        }
        return info;
    }

    private void Reindex(NodeInfo node)
    {
        Keep(_withAffinity, node, node.PodsWithAffinity > 0);
        Keep(_withAntiAffinity, node, node.PodsWithRequiredAntiAffinity > 0);
    }

    private static void Keep(HashSet<NodeInfo> set, NodeInfo node, bool member)
    {
        if (member)
        {
            set.Add(node);
        }
        else
        {
            set.Remove(node);
        }
    }

    private void ForgetIfEmpty(NodeInfo node)
    {
        if (node.Node is null && node.PodCount == 0)
        {
            _nodes.Remove(node.Name);
        }
    }

    private void CountImages(NodeInfo node, int by)
    {
        foreach (var image in node.ImageSizes.Keys)
        {
            var count = _imageNodes.GetValueOrDefault(image) + by;
            if (count == 0)
            {
                _imageNodes.Remove(image);
            }
            else
            {
                _imageNodes[image] = count;
            }
        }
    }
}
