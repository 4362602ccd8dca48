namespace Navarch.Kubelet.Network;

/// <summary>
/// What the node's own network needs so that pods can talk: forwarding, an end for packets to pods that don't exist, and masquerading
/// of what leaves the cluster. Everything is set anew at each start and does no harm twice.
/// </summary>
internal sealed class NodeNetwork(CommandRunner commands)
{
    /// <summary>Low priority: the routes to pods and to other nodes' ranges win.</summary>
    private const string GuardMetric = "4096";
    private const string RouteMetric = "100";

    public async Task SetUpAsync(string podCidr, string? clusterCidr, CancellationToken ct)
    {
        await commands.MustRunAsync("sh", ["-c", "echo 1 > /proc/sys/net/ipv4/ip_forward"], ct);
        // A packet to a pod that isn't there must not leave by the default gateway: it is refused here.
        await commands.MustRunAsync("ip", ["route", "replace", "unreachable", clusterCidr ?? podCidr, "metric", GuardMetric], ct);
        await commands.MustRunAsync("nft", ["-f", "-"], ct, Masquerade(podCidr, clusterCidr ?? podCidr));
    }

    internal static string Masquerade(string podCidr, string clusterCidr)
    {
        var table = "navarch-node-" + podCidr.Replace('.', '-').Replace('/', '-');
        return $$"""
            add table ip {{table}}
            delete table ip {{table}}
            table ip {{table}} {
              chain postrouting {
                type nat hook postrouting priority srcnat; policy accept;
                ip saddr {{podCidr}} ip daddr != {{clusterCidr}} ip daddr != 224.0.0.0/4 masquerade
              }
            }

            """;
    }

    /// <summary>Routes a range of pods through another node.</summary>
    public Task AddRouteAsync(string podCidr, string via, CancellationToken ct) =>
        commands.MustRunAsync("ip", ["route", "replace", podCidr, "via", via, "metric", RouteMetric], ct);

    public Task RemoveRouteAsync(string podCidr, CancellationToken ct) => commands.RunAsync("ip", ["route", "del", podCidr, "metric", RouteMetric], ct);
}
