using System.Collections.Immutable;
using System.Net;

namespace Navarch.Dns;

/// <summary>Settings of a node's DNS server.</summary>
public sealed record DnsOptions
{
    /// <summary>Upstream's kubelet flag --cluster-domain.</summary>
    public string ClusterDomain { get; init; } = "cluster.local";

    /// <summary>The cluster DNS address (kubelet's --cluster-dns). With <see cref="BindLoopback"/> the node answers on it itself.</summary>
    public required ImmutableArray<IPAddress> ClusterDns { get; init; }

    public int Port { get; init; } = 53;

    /// <summary>
    /// Puts the cluster DNS address on the node's loopback device before binding it, and takes it away at the end. Then a query
    /// never leaves the node and needs no DNAT. kube-proxy must be told to leave the address alone.
    /// </summary>
    public bool BindLoopback { get; init; } = true;

    /// <summary>Service and pod ranges: reverse names in them that nobody has are answered here, and never forwarded.</summary>
    public ImmutableArray<IPNetwork> ClusterCidrs { get; init; } = [];

    /// <summary>The file whose resolvers get the names that aren't the cluster's; null forwards nothing.</summary>
    public string? ResolvConf { get; init; } = "/etc/resolv.conf";

    /// <summary>Resolvers instead of the file's.</summary>
    public ImmutableArray<IPEndPoint> Upstreams { get; init; } = [];

    /// <summary>The node's network namespace, such as /run/netns/node-1; null is the process's own.</summary>
    public string? NetworkNamespace { get; init; }
}
