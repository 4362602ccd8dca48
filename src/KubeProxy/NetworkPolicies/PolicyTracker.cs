using Navarch.Api.Core.V1;
using Navarch.Api.Networking.V1;
using Navarch.ApiMachinery.Documents;

namespace Navarch.KubeProxy.NetworkPolicies;

/// <summary>
/// Policies, pods and namespaces as the informers tell them, and whether anything that policies look at changed since the last
/// <see cref="Drain"/>. Safe for concurrent use.
/// </summary>
public sealed class PolicyTracker(string nodeName)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, NetworkPolicy> _policies = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PolicyPod> _pods = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MapOf<string>> _namespaces = new(StringComparer.Ordinal);
    private bool _dirty;

    public void Put(NetworkPolicy policy)
    {
        lock (_lock)
        {
            _policies[$"{policy.Metadata.Namespace}/{policy.Metadata.Name}"] = policy;
            _dirty = true;
        }
    }

    public void Remove(NetworkPolicy policy)
    {
        lock (_lock)
        {
            _dirty |= _policies.Remove($"{policy.Metadata.Namespace}/{policy.Metadata.Name}");
        }
    }

    public void Put(Pod pod)
    {
        var key = $"{pod.Metadata.Namespace}/{pod.Metadata.Name}";
        var next = PolicyPod.Of(pod, nodeName);
        lock (_lock)
        {
            if (next is null)
            {
                _dirty |= _pods.Remove(key);
            }
            else if (!_pods.TryGetValue(key, out var known) || !Same(known, next))
            {
                _pods[key] = next;
                _dirty = true;
            }
        }
    }

    public void Remove(Pod pod)
    {
        lock (_lock)
        {
            _dirty |= _pods.Remove($"{pod.Metadata.Namespace}/{pod.Metadata.Name}");
        }
    }

    public void Put(Namespace ns)
    {
        lock (_lock)
        {
            _namespaces[ns.Metadata.Name] = ns.Metadata.Labels;
            _dirty = true;
        }
    }

    public void Remove(Namespace ns)
    {
        lock (_lock)
        {
            _dirty |= _namespaces.Remove(ns.Metadata.Name);
        }
    }

    /// <summary>What was drained couldn't be planned.</summary>
    public void Mark()
    {
        lock (_lock)
        {
            _dirty = true;
        }
    }

    /// <summary>What to plan from; null when nothing changed.</summary>
    public (IReadOnlyCollection<NetworkPolicy> Policies, PolicyCluster Cluster)? Drain()
    {
        lock (_lock)
        {
            if (!_dirty)
            {
                return null;
            }
            _dirty = false;
            return ([.. _policies.Values], new PolicyCluster([.. _pods.Values], new Dictionary<string, MapOf<string>>(_namespaces, StringComparer.Ordinal)));
        }
    }

    private static bool Same(PolicyPod one, PolicyPod other) =>
        one.IsLocal == other.IsLocal
        && one.Addresses.AsSpan().SequenceEqual(other.Addresses.AsSpan())
        && one.Ports.AsSpan().SequenceEqual(other.Ports.AsSpan())
        && one.Labels.Count == other.Labels.Count
        && one.Labels.All(label => other.Labels.TryGetValue(label.Key, out var value) && value == label.Value);
}
