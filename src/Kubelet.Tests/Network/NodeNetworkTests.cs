using System.Text.Json;
using Navarch.Kubelet.Network;

namespace Navarch.Kubelet.Tests.Network;

public sealed class NodeNetworkTests
{
    [Fact]
    public void The_cni_list_gives_addresses_of_the_nodes_range_and_maps_ports()
    {
        using var json = JsonDocument.Parse(CniConfig.Compose("/state", "10.244.1.0/24", 1450));
        var plugins = json.RootElement.GetProperty("plugins");
        Assert.Equal("ptp", plugins[0].GetProperty("type").GetString());
        Assert.Equal("10.244.1.0/24", plugins[0].GetProperty("ipam").GetProperty("ranges")[0][0].GetProperty("subnet").GetString());
        Assert.True(plugins[1].GetProperty("capabilities").GetProperty("portMappings").GetBoolean());
    }

    [Fact]
    public void Only_what_leaves_the_cluster_is_masqueraded() => Assert.Contains(
        "ip saddr 10.244.1.0/24 ip daddr != 10.244.0.0/16", NodeNetwork.Masquerade("10.244.1.0/24", "10.244.0.0/16"), StringComparison.Ordinal);
}
