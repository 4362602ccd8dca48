using System.Collections.Immutable;
using System.Net;

namespace Navarch.KubeProxy.Services;

/// <summary>What the planner needs of one port of a Service, in one address family.</summary>
public sealed record ServicePortView
{
    public required string Namespace { get; init; }

    public required string Name { get; init; }

    /// <summary>The port's name; empty when the service has one unnamed port.</summary>
    public string PortName { get; init; } = "";

    /// <summary>tcp, udp or sctp.</summary>
    public string Protocol { get; init; } = "tcp";

    public required IPAddress ClusterIP { get; init; }

    public required int Port { get; init; }

    /// <summary>0 when there's none.</summary>
    public int NodePort { get; init; }

    public ImmutableArray<IPAddress> ExternalIPs { get; init; } = [];

    /// <summary>Addresses of status.loadBalancer.ingress with ipMode VIP.</summary>
    public ImmutableArray<IPAddress> LoadBalancerIPs { get; init; } = [];

    public ImmutableArray<IPNetwork> LoadBalancerSourceRanges { get; init; } = [];

    /// <summary>Null without session affinity.</summary>
    public TimeSpan? ClientIPAffinity { get; init; }

    public bool InternalPolicyLocal { get; init; }

    public bool ExternalPolicyLocal { get; init; }

    public override string ToString() => $"{Namespace}/{Name}/{Protocol}/{PortName}";
}

/// <summary>One address and port behind a service port.</summary>
public sealed record EndpointView(IPAddress Address, int Port)
{
    /// <summary>On the node that this proxy runs for.</summary>
    public bool IsLocal { get; init; }

    public bool Ready { get; init; } = true;

    public bool Serving { get; init; } = true;

    public bool Terminating { get; init; }

    /// <summary>Zones that hints name for this endpoint; empty without hints.</summary>
    public ImmutableArray<string> ZoneHints { get; init; } = [];

    /// <summary>Nodes that hints name for this endpoint; empty without hints.</summary>
    public ImmutableArray<string> NodeHints { get; init; } = [];
}

/// <summary>What the planner needs of the node.</summary>
public sealed record NodeView
{
    public required string Name { get; init; }

    public string Zone { get; init; } = "";

    /// <summary>Addresses that node ports answer on.</summary>
    public ImmutableArray<IPAddress> NodePortAddresses { get; init; } = [];
}
