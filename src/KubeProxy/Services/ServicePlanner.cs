using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Navarch.KubeProxy.Nft;

namespace Navarch.KubeProxy.Services;

/// <summary>
/// One service port and its endpoints to its part of the table: pure, no clock, no state. Invariants: an address of the
/// service is in the verdict map exactly if a packet to it can be delivered, else in the no-endpoints map (or, with policy
/// Local and no pod here, dropped, so that the load balancer in front tries another node); each endpoint has a chain of its
/// own, which alone names the DNAT target.
/// </summary>
public sealed class ServicePlanner(NftFamily family, ProxyTraffic traffic)
{
    private readonly string _saddr = family.Keyword + " saddr";
    private readonly string _daddr = family.Keyword + " daddr";
    private readonly ImmutableArray<IPNetwork> _clusterCidrs = TableFrame.Of(family, traffic.ClusterCidrs);

    public NftFragment Plan(ServicePortView port, IReadOnlyList<EndpointView> endpoints, NodeView node)
    {
        var elements = new List<NftElement>();
        if (traffic.NodeLocalIPs.Contains(port.ClusterIP))
        {
            return NftFragment.Empty;
        }
        elements.Add(new NftElement(TableFrame.ClusterIPs, port.ClusterIP.ToString()));
        var selection = EndpointSelection.Select(endpoints, node);
        var internalEndpoints = port.InternalPolicyLocal ? selection.Local : selection.Cluster;

        var chains = new List<NftChain>();
        var sets = new List<NftSet>();
        var name = ChainSuffix(port);
        var clusterChain = "service-" + name;
        var localChain = "local-" + name;
        var external = ExternalAddresses(port);
        var hasExternal = external.Length > 0 || port.NodePort != 0;

        Verdict(elements, TableFrame.ServiceIPs, TableFrame.NoEndpointServices, port.ClusterIP, port,
            internalEndpoints.Count == 0 ? null : port.InternalPolicyLocal ? localChain : clusterChain);

        if (hasExternal)
        {
            var externalChain = "external-" + name;
            var target = selection.Cluster.Count == 0 ? null : externalChain;
            foreach (var address in external)
            {
                Verdict(elements, TableFrame.ServiceIPs, TableFrame.NoEndpointServices, address, port, target);
            }
            if (port.NodePort != 0)
            {
                var key = $"{port.Protocol} . {port.NodePort.ToString(CultureInfo.InvariantCulture)}";
                elements.Add(target is null
                    ? new NftElement(TableFrame.NoEndpointNodePorts, key, "goto " + TableFrame.Reject)
                    : new NftElement(TableFrame.ServiceNodePorts, key, "goto " + target));
            }
            if (target is not null)
            {
                chains.Add(new NftChain(externalChain, ExternalRules(port, selection, clusterChain, localChain)));
            }
        }
        Firewall(port, name, chains, elements);

        var usesCluster = selection.Cluster.Count > 0 && (!port.InternalPolicyLocal || hasExternal);
        var usesLocal = selection.Local.Count > 0 && (port.InternalPolicyLocal || (hasExternal && port.ExternalPolicyLocal));
        if (usesCluster)
        {
            chains.Add(new NftChain(clusterChain, BalancingRules(port, selection.Cluster, !port.InternalPolicyLocal)));
        }
        if (usesLocal)
        {
            chains.Add(new NftChain(localChain, BalancingRules(port, selection.Local, port.InternalPolicyLocal)));
        }
        var used = (usesCluster ? selection.Cluster : []).Concat(usesLocal ? selection.Local : []);
        foreach (var endpoint in used.DistinctBy(EndpointSuffix))
        {
            AddEndpoint(port, endpoint, chains, sets);
        }
        return new NftFragment([.. sets], [.. chains], [.. elements]);
    }

    private static void Verdict(List<NftElement> elements, string map, string noEndpoints, IPAddress address, ServicePortView port, string? chain)
    {
        var key = AddressPort(address, port);
        elements.Add(chain is null
            ? new NftElement(noEndpoints, key, "goto " + TableFrame.Reject)
            : new NftElement(map, key, "goto " + chain));
    }

    private ImmutableArray<string> ExternalRules(ServicePortView port, EndpointSelection selection, string clusterChain, string localChain)
    {
        if (!port.ExternalPolicyLocal)
        {
            return ["jump " + TableFrame.MarkForMasquerade, "goto " + clusterChain];
        }
        // Pods and the node's own processes aren't external traffic: the policy isn't meant for them.
        var rules = ImmutableArray.CreateBuilder<string>();
        if (_clusterCidrs.Length > 0)
        {
            rules.Add($"{_saddr} {{ {string.Join(", ", _clusterCidrs)} }} goto {clusterChain}");
        }
        rules.Add("fib saddr type local jump " + TableFrame.MarkForMasquerade);
        rules.Add("fib saddr type local goto " + clusterChain);
        rules.Add(selection.Local.Count > 0 ? "goto " + localChain : "drop");
        return rules.ToImmutable();
    }

    private ImmutableArray<string> BalancingRules(ServicePortView port, IReadOnlyList<EndpointView> endpoints, bool servesClusterIP)
    {
        var rules = ImmutableArray.CreateBuilder<string>();
        if (servesClusterIP)
        {
            var toClusterIP = $"{_daddr} {port.ClusterIP} {port.Protocol} dport {port.Port.ToString(CultureInfo.InvariantCulture)}";
            if (traffic.MasqueradeAll)
            {
                rules.Add($"{toClusterIP} jump {TableFrame.MarkForMasquerade}");
            }
            else if (_clusterCidrs.Length > 0)
            {
                // A source outside of the pods' range may have no way to get the answer past this node.
                rules.Add($"{toClusterIP} {_saddr} != {{ {string.Join(", ", _clusterCidrs)} }} jump {TableFrame.MarkForMasquerade}");
            }
        }
        if (port.ClientIPAffinity is not null)
        {
            rules.AddRange(endpoints.Select(endpoint => $"{_saddr} @{AffinitySet(port, endpoint)} goto {EndpointChain(port, endpoint)}"));
        }
        var targets = endpoints.Select((endpoint, index) => $"{index.ToString(CultureInfo.InvariantCulture)} : goto {EndpointChain(port, endpoint)}");
        rules.Add($"numgen random mod {endpoints.Count.ToString(CultureInfo.InvariantCulture)} vmap {{ {string.Join(", ", targets)} }}");
        return rules.ToImmutable();
    }

    private void AddEndpoint(ServicePortView port, EndpointView endpoint, List<NftChain> chains, List<NftSet> sets)
    {
        // A pod that reaches itself through its service would see its own address as the source and drop the packet.
        var rules = ImmutableArray.CreateBuilder<string>();
        rules.Add($"{_saddr} {endpoint.Address} jump {TableFrame.MarkForMasquerade}");
        if (port.ClientIPAffinity is { } timeout)
        {
            var set = AffinitySet(port, endpoint);
            var seconds = ((long)timeout.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            sets.Add(new NftSet(set, false, $"type {family.AddressType}; flags dynamic, timeout; timeout {seconds}s;"));
            rules.Add($"update @{set} {{ {_saddr} }}");
        }
        rules.Add($"meta l4proto {port.Protocol} dnat to {Target(endpoint)}");
        chains.Add(new NftChain(EndpointChain(port, endpoint), rules.ToImmutable()));
    }

    private void Firewall(ServicePortView port, string name, List<NftChain> chains, List<NftElement> elements)
    {
        var ranges = TableFrame.Of(family, port.LoadBalancerSourceRanges);
        if (ranges.Length == 0 || port.LoadBalancerIPs.Length == 0)
        {
            return;
        }
        var chain = "firewall-" + name;
        // One rule a range, not one set: ranges may overlap, which a set refuses.
        chains.Add(new NftChain(chain, [.. ranges.Distinct().Select(range => $"{_saddr} {range} return"), "drop"]));
        foreach (var address in TableFrame.Of(family, port.LoadBalancerIPs))
        {
            elements.Add(new NftElement(TableFrame.FirewallIPs, AddressPort(address, port), "jump " + chain));
        }
    }

    private ImmutableArray<IPAddress> ExternalAddresses(ServicePortView port) =>
        [.. TableFrame.Of(family, port.ExternalIPs.AddRange(port.LoadBalancerIPs)).Where(address => !address.Equals(port.ClusterIP))];

    private static string AddressPort(IPAddress address, ServicePortView port) =>
        $"{address} . {port.Protocol} . {port.Port.ToString(CultureInfo.InvariantCulture)}";

    private string Target(EndpointView endpoint) =>
        family == NftFamily.IPv6 ? $"[{endpoint.Address}]:{endpoint.Port}" : $"{endpoint.Address}:{endpoint.Port}";

    private static string EndpointChain(ServicePortView port, EndpointView endpoint) => $"endpoint-{ChainSuffix(port, endpoint)}";

    private static string AffinitySet(ServicePortView port, EndpointView endpoint) => $"affinity-{ChainSuffix(port, endpoint)}";

    private static string EndpointSuffix(EndpointView endpoint) =>
        $"{endpoint.Address.ToString().Replace(':', '.')}/{endpoint.Port.ToString(CultureInfo.InvariantCulture)}";

    // The hash keeps names apart that are cut, and endpoints of one service port apart from those of another.
    private static string ChainSuffix(ServicePortView port, EndpointView? endpoint = null)
    {
        var full = endpoint is null ? port.ToString() : $"{port}__{EndpointSuffix(endpoint)}";
        var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(full)), 0, 4);
        var name = $"{hash}-{full}";
        return name.Length <= Limits.ChainNameChars ? name : name[..(Limits.ChainNameChars - 3)] + "...";
    }
}
