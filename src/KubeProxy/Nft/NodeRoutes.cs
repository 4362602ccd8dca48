using System.Net;
using System.Net.Sockets;
using Navarch.KubeProxy.Services;

namespace Navarch.KubeProxy.Nft;

/// <summary>
/// Two routes that keep the cluster's addresses on the node. Service addresses go to the loopback device: a process on the
/// node needs some route before DNAT gives it the real one, also where there's no default route. Pod addresses that no
/// network plugin has routed are unreachable, instead of going out by the default route; the plugins' routes are more
/// specific, or have a better metric, and win.
/// </summary>
public sealed class NodeRoutes(NftCommand command)
{
    private const string LastMetric = "4278198272";

    /// <param name="nodeIPs">The source address of connections from the node to services, one a family.</param>
    public async Task ReplaceAsync(ProxyTraffic traffic, IReadOnlyList<IPAddress> nodeIPs, CancellationToken ct)
    {
        foreach (var cidr in traffic.ServiceCidrs)
        {
            var source = nodeIPs.FirstOrDefault(address => address.AddressFamily == cidr.BaseAddress.AddressFamily);
            if (source is not null)
            {
                // The loopback device's 64 KiB packets would be cut to pieces behind the DNAT.
                await command.IpAsync([Family(cidr), "route", "replace", cidr.ToString(), "dev", "lo", "src", source.ToString(), "mtu", "1500"], ct);
            }
        }
        foreach (var cidr in traffic.ClusterCidrs)
        {
            await command.IpAsync([Family(cidr), "route", "replace", "unreachable", cidr.ToString(), "metric", LastMetric], ct);
        }
    }

    private static string Family(IPNetwork cidr) => cidr.BaseAddress.AddressFamily == AddressFamily.InterNetworkV6 ? "-6" : "-4";
}
