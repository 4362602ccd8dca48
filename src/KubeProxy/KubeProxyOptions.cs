using System.Collections.Immutable;
using System.Net;

namespace Navarch.KubeProxy;

/// <summary>Settings of a node's kube-proxy, named as upstream's flags where it has them.</summary>
public sealed record KubeProxyOptions
{
    /// <summary>--hostname-override: the Node's name.</summary>
    public required string NodeName { get; init; }

    /// <summary>The node's own addresses, for the routes that are laid before the API has the Node. Empty: taken from the Node.</summary>
    public ImmutableArray<IPAddress> NodeIPs { get; init; } = [];

    /// <summary>--cluster-cidr: the pods' addresses. Traffic from elsewhere to a cluster IP is masqueraded.</summary>
    public ImmutableArray<IPNetwork> ClusterCidrs { get; init; } = [];

    /// <summary>Service addresses; those that no Service has are refused from the first moment on.</summary>
    public ImmutableArray<IPNetwork> ServiceCidrs { get; init; } = [];

    /// <summary>--nodeport-addresses: ranges of the node's addresses that node ports answer on. Empty: the Node's internal addresses, as upstream's "primary".</summary>
    public ImmutableArray<IPNetwork> NodePortAddresses { get; init; } = [];

    /// <summary>Service addresses that the node answers on itself, such as the cluster DNS address.</summary>
    public ImmutableArray<IPAddress> NodeLocalIPs { get; init; } = [];

    /// <summary>--masquerade-all.</summary>
    public bool MasqueradeAll { get; init; }

    /// <summary>--iptables-masquerade-bit: upstream's default is 14.</summary>
    public int MasqueradeBit { get; init; } = 14;

    /// <summary>--nftables-min-sync-period. Zero by default: the changes that arrive during one transaction go into the next, which is pause enough.</summary>
    public TimeSpan MinSyncPeriod { get; init; } = TimeSpan.Zero;

    /// <summary>The nftables table; nodes that share a network namespace need one each.</summary>
    public string TableName { get; init; } = "kube-proxy";

    /// <summary>Lays the two routes of <see cref="Nft.NodeRoutes"/>.</summary>
    public bool ManageRoutes { get; init; } = true;

    /// <summary>The node's network namespace, such as /run/netns/node-1; null is the process's own.</summary>
    public string? NetworkNamespace { get; init; }
}
