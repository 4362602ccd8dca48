using Navarch.Client.Informers;
using Navarch.Scheduler.Framework;

namespace Navarch.Scheduler.Cache;

/// <summary>Pods for which a node is being cleared, so that no other takes the place first. The core's lock guards it.</summary>
internal sealed class Nominator
{
    private readonly Dictionary<ObjectKey, (PodInfo Pod, string Node)> _pods = [];
    private readonly Dictionary<string, List<ObjectKey>> _byNode = [];

    public void Nominate(PodInfo pod, string node)
    {
        Forget(pod.Key);
        _pods[pod.Key] = (pod, node);
        if (!_byNode.TryGetValue(node, out var keys))
        {
            _byNode[node] = keys = [];
        }
        keys.Add(pod.Key);
    }

    public void Forget(ObjectKey pod)
    {
        if (_pods.Remove(pod, out var known))
        {
            var keys = _byNode[known.Node];
            keys.Remove(pod);
            if (keys.Count == 0)
            {
                _byNode.Remove(known.Node);
            }
        }
    }

    /// <summary>The pod as the API has it now: its status may name a node, from before a restart of ours.</summary>
    public void Update(PodInfo pod)
    {
        if (pod.Pod.Status.NominatedNodeName is { Length: > 0 } node)
        {
            Nominate(pod, node);
        }
        else if (_pods.TryGetValue(pod.Key, out var known))
        {
            _pods[pod.Key] = (pod, known.Node);
        }
    }

    /// <summary>The pods that are to come to the node and go before this one; null for none.</summary>
    public List<PodInfo>? For(string node, PodInfo pod) => _byNode.Count > 0 && _byNode.TryGetValue(node, out var keys)
        ? [.. keys.Select(k => _pods[k].Pod).Where(p => p.Priority >= pod.Priority && p.Key != pod.Key)]
        : null;
}
