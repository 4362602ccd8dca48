using System.Collections.Immutable;
using System.Net;

namespace Navarch.KubeProxy.Services;

/// <summary>The settings that shape the rules; the same for every service of a node.</summary>
public sealed record ProxyTraffic
{
    /// <summary>The pods' addresses. Traffic to a cluster IP from outside of them is masqueraded. Empty: none is.</summary>
    public ImmutableArray<IPNetwork> ClusterCidrs { get; init; } = [];

    /// <summary>Service addresses; those that no service has are refused.</summary>
    public ImmutableArray<IPNetwork> ServiceCidrs { get; init; } = [];

    /// <summary>Service addresses that the node itself answers on, such as the cluster DNS address; left alone.</summary>
    public ImmutableArray<IPAddress> NodeLocalIPs { get; init; } = [];

    /// <summary>Masquerade everything that goes to a cluster IP: needed on a bridge whose traffic netfilter doesn't see.</summary>
    public bool MasqueradeAll { get; init; }

    /// <summary>Upstream's --masquerade-bit 14.</summary>
    public uint MasqueradeMark { get; init; } = 1u << 14;
}
