using System.Collections.Immutable;
using System.Net;

namespace Navarch.Dns.Zones;

/// <summary>A port of a service or of its endpoints. The protocol is tcp, udp or sctp.</summary>
public sealed record PortEntry(string Name, string Protocol, int Port);

/// <summary>An address behind a headless service, under its name: the pod's hostname, or the address with dashes.</summary>
public sealed record EndpointEntry(string Hostname, IPAddress Address, ImmutableArray<PortEntry> Ports);

/// <summary>What the zone knows of one Service.</summary>
public sealed record ServiceEntry(string Namespace, string Name)
{
    /// <summary>Empty for headless and external services.</summary>
    public ImmutableArray<IPAddress> ClusterIPs { get; init; } = [];

    public ImmutableArray<PortEntry> Ports { get; init; } = [];

    public bool Headless { get; init; }

    /// <summary>The target of a service of type ExternalName, absolute; else null.</summary>
    public string? ExternalName { get; init; }

    /// <summary>The ready endpoints, or all of them with publishNotReadyAddresses.</summary>
    public ImmutableArray<EndpointEntry> Endpoints { get; init; } = [];
}
