using System.Collections.Immutable;
using System.Net;
using Navarch.Api.Core.V1;
using Navarch.ApiMachinery.Documents;

namespace Navarch.KubeProxy.NetworkPolicies;

/// <summary>A container's port that policies may name.</summary>
public readonly record struct NamedPort(string Name, string Protocol, int Port);

/// <summary>What policies need of a pod.</summary>
public sealed record PolicyPod(string Namespace, string Name, MapOf<string> Labels, ImmutableArray<IPAddress> Addresses, bool IsLocal, ImmutableArray<NamedPort> Ports)
{
    /// <summary>Null for a pod that has no address of its own: not yet, no more, or the node's.</summary>
    public static PolicyPod? Of(Pod pod, string nodeName)
    {
        if (pod.Spec.HostNetwork || pod.Status.Phase is "Succeeded" or "Failed")
        {
            return null;
        }
        IEnumerable<string> texts = pod.Status.PodIPs.Count > 0 ? pod.Status.PodIPs.Select(ip => ip.Ip) : [pod.Status.PodIP];
        ImmutableArray<IPAddress> addresses = [.. texts.Select(text => IPAddress.TryParse(text, out var address) ? address : null).OfType<IPAddress>()];
        if (addresses.IsEmpty)
        {
            return null;
        }
        var ports = pod.Spec.Containers.SelectMany(container => container.Ports)
            .Where(port => port.Name.Length > 0)
            .Select(port => new NamedPort(port.Name, port.Protocol.Length > 0 ? port.Protocol.ToLowerInvariant() : "tcp", port.ContainerPortValue));
        return new PolicyPod(pod.Metadata.Namespace, pod.Metadata.Name, pod.Metadata.Labels, addresses, pod.Spec.NodeName == nodeName, [.. ports]);
    }
}

/// <summary>The cluster as policies see it.</summary>
/// <param name="NamespaceLabels">Each namespace's labels.</param>
public sealed record PolicyCluster(IReadOnlyList<PolicyPod> Pods, IReadOnlyDictionary<string, MapOf<string>> NamespaceLabels);
