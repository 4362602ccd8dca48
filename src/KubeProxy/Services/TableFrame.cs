using System.Collections.Immutable;
using System.Net;
using Navarch.KubeProxy.Nft;

namespace Navarch.KubeProxy.Services;

/// <summary>
/// The part of the table that no service owns: hooks, the verdict maps that services put their elements in, masquerading,
/// and the refusal of every service address that nothing serves. Packets pass it in this order:
/// before DNAT, new connections to firewalled load balancer addresses and to services without endpoints are refused;
/// then DNAT by one map look-up; after DNAT, whatever still goes to a service address is refused, so that it never leaves by
/// the default route; after routing, marked packets are masqueraded.
/// </summary>
public static class TableFrame
{
    public const string ClusterIPs = "cluster-ips";
    public const string NodePortIPs = "nodeport-ips";
    public const string NodeLocalIPs = "node-local-ips";
    public const string ServiceIPs = "service-ips";
    public const string ServiceNodePorts = "service-nodeports";
    public const string NoEndpointServices = "no-endpoint-services";
    public const string NoEndpointNodePorts = "no-endpoint-nodeports";
    public const string FirewallIPs = "firewall-ips";
    public const string MarkForMasquerade = "mark-for-masquerade";
    public const string Reject = "reject-chain";
    public const string Drop = "drop-chain";

    public static NftFragment Plan(NftFamily family, ProxyTraffic traffic, NodeView node)
    {
        var addressPort = $"type {family.AddressType} . inet_proto . inet_service : verdict;";
        var mark = $"0x{traffic.MasqueradeMark:x}";
        var daddr = $"{family.Keyword} daddr";
        NftSet[] sets =
        [
            new(ClusterIPs, false, $"type {family.AddressType};"),
            new(NodePortIPs, false, $"type {family.AddressType};"),
            new(NodeLocalIPs, false, $"type {family.AddressType};"),
            new(ServiceIPs, true, addressPort),
            new(ServiceNodePorts, true, "type inet_proto . inet_service : verdict;"),
            new(NoEndpointServices, true, addressPort),
            new(NoEndpointNodePorts, true, "type inet_proto . inet_service : verdict;"),
            new(FirewallIPs, true, addressPort),
        ];

        var serviceCidrs = Of(family, traffic.ServiceCidrs);
        var unserved = new List<string>
        {
            $"{daddr} @{NodeLocalIPs} return",
            $"{daddr} @{ClusterIPs} goto {Reject}",
        };
        unserved.AddRange(serviceCidrs.Select(cidr => $"{daddr} {cidr} goto {Reject}"));

        NftChain[] chains =
        [
            new(MarkForMasquerade, [$"meta mark set meta mark or {mark}"]),
            new("masquerading",
            [
                $"meta mark & {mark} == 0 return",
                $"meta mark set meta mark xor {mark}",
                "masquerade fully-random",
            ]),
            // A reset, for an ICMP error that meets its own socket inside connect(2) on the node is put aside until the retry.
            new(Reject, ["meta l4proto tcp reject with tcp reset", "reject"]),
            new(Drop, ["drop"]),
            new("services",
            [
                $"{daddr} . meta l4proto . th dport vmap @{ServiceIPs}",
                $"{daddr} @{NodePortIPs} meta l4proto . th dport vmap @{ServiceNodePorts}",
            ]),
            new("before-dnat",
            [
                $"{daddr} . meta l4proto . th dport vmap @{FirewallIPs}",
                $"{daddr} . meta l4proto . th dport vmap @{NoEndpointServices}",
                $"{daddr} @{NodePortIPs} meta l4proto . th dport vmap @{NoEndpointNodePorts}",
            ]),
            new("cluster-ips-check", [.. unserved]),
            new("filter-prerouting-pre-dnat", ["ct state new jump before-dnat"], "type filter hook prerouting priority -110"),
            new("filter-output-pre-dnat", ["ct state new jump before-dnat"], "type filter hook output priority -110"),
            new("nat-prerouting", ["jump services"], "type nat hook prerouting priority -100"),
            new("nat-output", ["jump services"], "type nat hook output priority -100"),
            new("filter-prerouting-post-dnat", ["jump cluster-ips-check"], "type filter hook prerouting priority -90"),
            new("filter-output-post-dnat", ["jump cluster-ips-check"], "type filter hook output priority -90"),
            new("nat-postrouting", ["jump masquerading"], "type nat hook postrouting priority 100"),
        ];

        var elements = new List<NftElement>();
        elements.AddRange(Of(family, node.NodePortAddresses).Select(address => new NftElement(NodePortIPs, address.ToString())));
        elements.AddRange(Of(family, traffic.NodeLocalIPs).Select(address => new NftElement(NodeLocalIPs, address.ToString())));
        return new NftFragment([.. sets], [.. chains], [.. elements]);
    }

    internal static ImmutableArray<IPNetwork> Of(NftFamily family, ImmutableArray<IPNetwork> networks) =>
        [.. networks.Where(network => network.BaseAddress.AddressFamily == family.AddressFamily)];

    internal static ImmutableArray<IPAddress> Of(NftFamily family, ImmutableArray<IPAddress> addresses) =>
        [.. addresses.Where(address => address.AddressFamily == family.AddressFamily).Distinct()];
}
