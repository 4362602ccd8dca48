using System.Net;
using Navarch.KubeProxy.Nft;
using Navarch.KubeProxy.Services;

namespace Navarch.KubeProxy.Tests.Services;

/// <summary>The rules in a real kernel, with real connections through them.</summary>
public sealed class ServiceProxierTests : IAsyncLifetime
{
    private const string Vip = "10.96.0.5";

    private static readonly ServicePortView _port = new()
    {
        Namespace = "ns",
        Name = "web",
        PortName = "http",
        ClusterIP = IPAddress.Parse(Vip),
        Port = 80,
        NodePort = 30080,
    };

    private Topology _net = null!;
    private ServiceProxier _proxier = null!;

    public async Task InitializeAsync()
    {
        if (new RootFactAttribute().Skip is not null)
        {
            return;
        }
        _net = await Topology.CreateAsync();
        _net.Serve(_net.Pod(0), 8080, "pod0");
        _net.Serve(_net.Pod(1), 8080, "pod1");
        var traffic = new ProxyTraffic
        {
            ClusterCidrs = [IPNetwork.Parse("10.244.0.0/16")],
            ServiceCidrs = [IPNetwork.Parse("10.96.0.0/16")],
            NodeLocalIPs = [IPAddress.Parse("10.96.0.10")],
        };
        var command = new NftCommand(_net.Node, TimeProvider.System);
        await new NodeRoutes(command).ReplaceAsync(traffic, [IPAddress.Parse("192.0.2.1")], default);
        _proxier = new ServiceProxier(NftFamily.IPv4, "kube-proxy", traffic, command);
        _proxier.SetNode(new NodeView { Name = "n1", NodePortAddresses = [IPAddress.Parse("192.0.2.1")] });
        await _proxier.SyncAsync(default);
    }

    public async Task DisposeAsync()
    {
        if (_net is not null)
        {
            await _net.DisposeAsync();
        }
    }

    private static EndpointView Endpoint(int pod) => new(IPAddress.Parse(Topology.PodAddress(pod)), 8080) { IsLocal = true };

    private async Task SetAsync(ServicePortView port, params EndpointView[] endpoints)
    {
        _proxier.SetService($"{port.Namespace}/{port.Name}", [new ServicePortEndpoints(port, endpoints)]);
        await _proxier.SyncAsync(default);
    }

    private static async Task<HashSet<string>> SeenAsync(string from, string address, int port, int times = 20)
    {
        var seen = new HashSet<string>();
        for (var i = 0; i < times; i++)
        {
            seen.Add((await Topology.GetAsync(from, address, port)).Split(' ')[0]);
        }
        return seen;
    }

    [RootFact]
    public async Task ClusterIPSpreadsOverPodsFromPodNodeAndOutsideAndFollowsEndpoints()
    {
        await SetAsync(_port, Endpoint(0), Endpoint(1));
        Assert.Equal(["pod0", "pod1"], (await SeenAsync(_net.Pod(0), Vip, 80)).Order());
        Assert.Equal(["pod0", "pod1"], (await SeenAsync(_net.Node, Vip, 80)).Order());
        Assert.Equal(["pod0", "pod1"], (await SeenAsync(_net.Outside, Vip, 80)).Order());

        await SetAsync(_port, Endpoint(1));
        Assert.Equal(["pod1"], await SeenAsync(_net.Pod(0), Vip, 80));
        Assert.Equal("pod1 sees 10.244.0.2", await Topology.GetAsync(_net.Pod(0), Vip, 80));

        await SetAsync(_port);
        Assert.Equal("ConnectionRefused", await Topology.GetAsync(_net.Pod(0), Vip, 80));
        Assert.Equal("ConnectionRefused", await Topology.GetAsync(_net.Node, Vip, 80));

        await SetAsync(_port, Endpoint(0));
        Assert.Equal(["pod0"], await SeenAsync(_net.Pod(1), Vip, 80));
    }

    [RootFact]
    public async Task PodReachesItselfThroughItsService()
    {
        await SetAsync(_port, Endpoint(0));
        Assert.Equal("pod0 sees 10.244.0.1", await Topology.GetAsync(_net.Pod(0), Vip, 80));
    }

    [RootFact]
    public async Task NodePortAnswersOutsideAndOnTheNode()
    {
        await SetAsync(_port, Endpoint(0));
        Assert.Equal("pod0 sees 10.244.0.1", await Topology.GetAsync(_net.Outside, "192.0.2.1", 30080));
        Assert.StartsWith("pod0", await Topology.GetAsync(_net.Node, "192.0.2.1", 30080), StringComparison.Ordinal);
        Assert.StartsWith("pod0", await Topology.GetAsync(_net.Pod(1), "192.0.2.1", 30080), StringComparison.Ordinal);

        await SetAsync(_port with { ExternalPolicyLocal = true }, Endpoint(0));
        Assert.Equal("pod0 sees 192.0.2.100", await Topology.GetAsync(_net.Outside, "192.0.2.1", 30080));

        await SetAsync(_port);
        Assert.Equal("ConnectionRefused", await Topology.GetAsync(_net.Outside, "192.0.2.1", 30080));
    }

    [RootFact]
    public async Task ExternalAndLoadBalancerAddressesAnswer()
    {
        await SetAsync(_port with { ExternalIPs = [IPAddress.Parse("192.0.2.50")], LoadBalancerIPs = [IPAddress.Parse("192.0.2.51")] }, Endpoint(1));
        await Topology.RunAsync($"ip netns exec {Path.GetFileName(_net.Outside)} ip route add 192.0.2.50/32 via 192.0.2.1");
        await Topology.RunAsync($"ip netns exec {Path.GetFileName(_net.Outside)} ip route add 192.0.2.51/32 via 192.0.2.1");
        Assert.StartsWith("pod1", await Topology.GetAsync(_net.Outside, "192.0.2.50", 80), StringComparison.Ordinal);
        Assert.StartsWith("pod1", await Topology.GetAsync(_net.Outside, "192.0.2.51", 80), StringComparison.Ordinal);

        await SetAsync(_port with { LoadBalancerIPs = [IPAddress.Parse("192.0.2.51")], LoadBalancerSourceRanges = [IPNetwork.Parse("198.51.100.0/24"), IPNetwork.Parse("198.51.100.0/25")] }, Endpoint(1));
        Assert.Equal("Timeout", await Topology.GetAsync(_net.Outside, "192.0.2.51", 80));
    }

    [RootFact]
    public async Task AddressesThatNothingServesFailFast()
    {
        await SetAsync(_port, Endpoint(0));
        foreach (var from in (string[])[_net.Pod(0), _net.Node, _net.Outside])
        {
            Assert.Equal("ConnectionRefused", await Topology.GetAsync(from, "10.96.200.1", 80));
            Assert.Equal("ConnectionRefused", await Topology.GetAsync(from, Vip, 81));
        }
        Assert.Equal("HostUnreachable", await Topology.GetAsync(_net.Node, "10.244.77.1", 80));
    }

    [RootFact]
    public async Task NodeLocalServiceAddressReachesTheNodesOwnListener()
    {
        await Topology.RunAsync($"ip -n {Path.GetFileName(_net.Node)} addr add 10.96.0.10/32 dev lo");
        _net.Serve(_net.Node, 53, "dns");
        Assert.Equal("dns sees 10.244.0.2", await Topology.GetAsync(_net.Pod(0), "10.96.0.10", 53));
        Assert.StartsWith("dns", await Topology.GetAsync(_net.Node, "10.96.0.10", 53), StringComparison.Ordinal);
    }

    [RootFact]
    public async Task ClientIPAffinityKeepsAClientOnOnePod()
    {
        await SetAsync(_port with { ClientIPAffinity = TimeSpan.FromHours(3) }, Endpoint(0), Endpoint(1));
        Assert.Single(await SeenAsync(_net.Pod(0), Vip, 80));
        Assert.Single(await SeenAsync(_net.Outside, Vip, 80));

        await SetAsync(_port, Endpoint(0), Endpoint(1));
        await _proxier.SyncAsync(default);
        Assert.Equal(2, (await SeenAsync(_net.Pod(0), Vip, 80)).Count);
    }

    [RootFact]
    public async Task RemovedServiceLeavesNothingBehind()
    {
        var before = await Topology.RunAsync($"ip netns exec {Path.GetFileName(_net.Node)} nft list ruleset");
        await SetAsync(_port with { ClientIPAffinity = TimeSpan.FromHours(3) }, Endpoint(0), Endpoint(1));
        _proxier.SetService("ns/web", []);
        await _proxier.SyncAsync(default);
        await _proxier.SyncAsync(default);
        Assert.Equal(before, await Topology.RunAsync($"ip netns exec {Path.GetFileName(_net.Node)} nft list ruleset"));
        Assert.Equal("ConnectionRefused", await Topology.GetAsync(_net.Pod(0), Vip, 80));
    }

    [RootFact]
    public async Task TableThatSomebodyChangedIsReplacedAfterTheRefusal()
    {
        await SetAsync(_port, Endpoint(0), Endpoint(1));
        await Topology.RunAsync($"ip netns exec {Path.GetFileName(_net.Node)} nft delete table ip kube-proxy");
        await Assert.ThrowsAsync<NftException>(() => SetAsync(_port, Endpoint(1)));
        await _proxier.SyncAsync(default);
        Assert.Equal(["pod1"], await SeenAsync(_net.Pod(0), Vip, 80));
    }
}
