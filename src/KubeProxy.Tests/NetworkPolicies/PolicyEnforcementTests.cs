using Navarch.Api.Meta.V1;
using Navarch.Api.Networking.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.KubeProxy.NetworkPolicies;
using Navarch.KubeProxy.Nft;
using Navarch.KubeProxy.Services;
using IPAddress = System.Net.IPAddress;

namespace Navarch.KubeProxy.Tests.NetworkPolicies;

/// <summary>Policies in a real kernel, with real connections.</summary>
public sealed class PolicyEnforcementTests : IAsyncLifetime
{
    private const string Refused = "HostUnreachable";

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
        _net.Serve(_net.Pod(0), 9090, "pod0");
        _net.Serve(_net.Pod(1), 8080, "pod1");
        _net.Serve(_net.Outside, 8080, "out");
        _proxier = new ServiceProxier(NftFamily.IPv4, "kube-proxy", new ProxyTraffic(), new NftCommand(_net.Node, TimeProvider.System));
        _proxier.SetNode(new NodeView { Name = "n1" });
        await _proxier.SyncAsync(default);
    }

    public async Task DisposeAsync()
    {
        if (_net is not null)
        {
            await _net.DisposeAsync();
        }
    }

    private async Task ApplyAsync(params NetworkPolicySpec[] specs)
    {
        static MapOf<string> Labels(string key, string value) => new ObjectMeta { Labels = new Dictionary<string, string> { [key] = value }.ToMapOf() }.Labels;
        var cluster = new PolicyCluster(
            [
                new PolicyPod("a", "pod0", Labels("app", "zero"), [IPAddress.Parse("10.244.0.2")], true, []),
                new PolicyPod("b", "pod1", Labels("app", "one"), [IPAddress.Parse("10.244.0.3")], true, []),
            ],
            new Dictionary<string, MapOf<string>> { ["a"] = Labels("team", "a"), ["b"] = Labels("team", "b") });
        var policies = specs.Select((spec, index) => new NetworkPolicy { Metadata = new ObjectMeta { Namespace = "a", Name = $"p{index}" }, Spec = spec }).ToList();
        _proxier.SetPolicies(new PolicyPlanner(NftFamily.IPv4).Plan(policies, cluster));
        await _proxier.SyncAsync(default);
    }

    private Task<string> FromPod1Async(int port) => Topology.GetAsync(_net.Pod(1), "10.244.0.2", port);

    [RootFact]
    public async Task IngressIsRefusedUntilAPolicyAllowsItAndFreeAgainWithoutPolicies()
    {
        await ApplyAsync(new NetworkPolicySpec { PolicyTypes = ["Ingress"] });
        Assert.Equal(Refused, await FromPod1Async(8080));
        Assert.Equal(Refused, await Topology.GetAsync(_net.Outside, "10.244.0.2", 8080));
        Assert.StartsWith("pod0", await Topology.GetAsync(_net.Node, "10.244.0.2", 8080), StringComparison.Ordinal);
        Assert.StartsWith("out", await Topology.GetAsync(_net.Pod(0), "192.0.2.100", 8080), StringComparison.Ordinal);

        var team = new LabelSelector { MatchLabels = new Dictionary<string, string> { ["team"] = "b" }.ToMapOf() };
        await ApplyAsync(
            new NetworkPolicySpec { PolicyTypes = ["Ingress"] },
            new NetworkPolicySpec { PolicyTypes = ["Ingress"], Ingress = [new NetworkPolicyIngressRule { From = [new NetworkPolicyPeer { NamespaceSelector = team }], Ports = [new NetworkPolicyPort { Port = 8080 }] }] });
        Assert.StartsWith("pod0", await FromPod1Async(8080), StringComparison.Ordinal);
        Assert.Equal(Refused, await FromPod1Async(9090));
        Assert.Equal(Refused, await Topology.GetAsync(_net.Outside, "10.244.0.2", 8080));

        await ApplyAsync();
        Assert.StartsWith("pod0", await FromPod1Async(9090), StringComparison.Ordinal);
        await _proxier.SyncAsync(default);
        Assert.StartsWith("pod0", await Topology.GetAsync(_net.Outside, "10.244.0.2", 8080), StringComparison.Ordinal);
    }

    [RootFact]
    public async Task EgressIsLimitedToAnAddressBlock()
    {
        await ApplyAsync(new NetworkPolicySpec
        {
            PolicyTypes = ["Egress"],
            Egress = [new NetworkPolicyEgressRule { To = [new NetworkPolicyPeer { IpBlock = new IPBlock { Cidr = "192.0.2.0/24" } }] }],
        });
        Assert.StartsWith("out", await Topology.GetAsync(_net.Pod(0), "192.0.2.100", 8080), StringComparison.Ordinal);
        Assert.Equal(Refused, await Topology.GetAsync(_net.Pod(0), "10.244.0.3", 8080));
        Assert.StartsWith("pod0", await FromPod1Async(8080), StringComparison.Ordinal);
    }
}
