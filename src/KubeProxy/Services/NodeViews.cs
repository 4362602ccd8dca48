using System.Collections.Immutable;
using System.Net;
using Navarch.Api.Core.V1;

namespace Navarch.KubeProxy.Services;

/// <summary>From the Node object to what the planner needs.</summary>
public static class NodeViews
{
    private const string ZoneLabel = "topology.kubernetes.io/zone";

    /// <summary>The node's internal addresses, in order.</summary>
    public static ImmutableArray<IPAddress> InternalIPs(Node node) =>
        [.. node.Status.Addresses
            .Where(address => address.Type == "InternalIP")
            .Select(address => IPAddress.TryParse(address.Address, out var parsed) ? parsed : null)
            .OfType<IPAddress>()];

    public static NodeView Of(Node? node, KubeProxyOptions options)
    {
        var addresses = node is null ? options.NodeIPs : InternalIPs(node);
        if (addresses.IsEmpty)
        {
            addresses = options.NodeIPs;
        }
        if (!options.NodePortAddresses.IsEmpty)
        {
            addresses = [.. addresses.Where(address => options.NodePortAddresses.Any(range => range.Contains(address)))];
        }
        return new NodeView
        {
            Name = options.NodeName,
            Zone = node is not null && node.Metadata.Labels.TryGetValue(ZoneLabel, out var zone) ? zone ?? "" : "",
            NodePortAddresses = addresses,
        };
    }

    public static bool Same(NodeView one, NodeView other) =>
        one.Name == other.Name && one.Zone == other.Zone && one.NodePortAddresses.AsSpan().SequenceEqual(other.NodePortAddresses.AsSpan());
}
