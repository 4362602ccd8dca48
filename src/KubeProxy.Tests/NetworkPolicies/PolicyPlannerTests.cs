using Navarch.Api.Meta.V1;
using Navarch.Api.Networking.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.KubeProxy.NetworkPolicies;
using Navarch.KubeProxy.Nft;
using IPAddress = System.Net.IPAddress;

namespace Navarch.KubeProxy.Tests.NetworkPolicies;

public sealed class PolicyPlannerTests
{
    private static PolicyPod Pod(string ns, string name, string app, string address, bool isLocal = true, params NamedPort[] ports) =>
        new(ns, name, new ObjectMeta { Labels = new Dictionary<string, string> { ["app"] = app }.ToMapOf() }.Labels, [IPAddress.Parse(address)], isLocal, [.. ports]);

    private static readonly PolicyCluster _cluster = new(
        [
            Pod("a", "web", "web", "10.244.0.2", true, new NamedPort("http", "tcp", 8080)),
            Pod("a", "db", "db", "10.244.0.3"),
            Pod("b", "client", "client", "10.244.1.2", isLocal: false),
        ],
        new Dictionary<string, MapOf<string>>
        {
            ["a"] = new ObjectMeta { Labels = new Dictionary<string, string> { ["team"] = "a" }.ToMapOf() }.Labels,
            ["b"] = new ObjectMeta { Labels = new Dictionary<string, string> { ["team"] = "b" }.ToMapOf() }.Labels,
        });

    private static NetworkPolicy Policy(NetworkPolicySpec spec) => new() { Metadata = new ObjectMeta { Namespace = "a", Name = "p" }, Spec = spec };

    private static LabelSelector Label(string key, string value) => new() { MatchLabels = new Dictionary<string, string> { [key] = value }.ToMapOf() };

    private static IReadOnlyDictionary<string, NftFragment> Plan(NetworkPolicySpec spec) => new PolicyPlanner(NftFamily.IPv4).Plan([Policy(spec)], _cluster);

    private static IEnumerable<string> PolicyRules(IReadOnlyDictionary<string, NftFragment> plan) => plan["networkpolicy a/p"].Chains.SelectMany(chain => chain.Rules);

    [Fact]
    public void EmptySelectorWithoutRulesRefusesAllIngressOfTheNamespace()
    {
        var plan = Plan(new NetworkPolicySpec { PolicyTypes = ["Ingress"] });

        Assert.Equal(["networkpolicy a/p", "networkpolicy-pod a/db", "networkpolicy-pod a/web"], plan.Keys.Order());
        var pod = plan["networkpolicy-pod a/web"];
        Assert.Equal((PolicyFrame.IngressPods, "10.244.0.2"), (pod.Elements[0].Set, pod.Elements[0].Key));
        var chain = Assert.Single(pod.Chains);
        Assert.Equal("ip saddr 10.244.0.2 accept", chain.Rules[0]);
        Assert.StartsWith("jump policy-ingress-", chain.Rules[1], StringComparison.Ordinal);
        Assert.Equal("goto policy-refuse", chain.Rules[2]);
        Assert.Empty(PolicyRules(plan));
    }

    [Fact]
    public void PeersOfASelectedNamespaceStandInASet()
    {
        var plan = Plan(new NetworkPolicySpec
        {
            PodSelector = Label("app", "web"),
            Ingress = [new NetworkPolicyIngressRule { From = [new NetworkPolicyPeer { NamespaceSelector = Label("team", "b") }], Ports = [new NetworkPolicyPort { Port = "http" }, new NetworkPolicyPort { Protocol = "UDP", Port = 53, EndPort = 60 }] }],
            PolicyTypes = ["Ingress"],
        });

        Assert.Equal("10.244.1.2", Assert.Single(plan["networkpolicy a/p"].Elements).Key);
        var rules = PolicyRules(plan).ToList();
        Assert.Matches("^ip saddr @peers-0-policy-ingress-.* ip daddr { 10.244.0.2 } tcp dport 8080 accept$", rules[0]);
        Assert.Matches("^ip saddr @peers-0-policy-ingress-.* udp dport 53-60 accept$", rules[1]);
    }

    [Fact]
    public void PodSelectorAloneMeansTheOwnNamespace()
    {
        var plan = Plan(new NetworkPolicySpec
        {
            PodSelector = Label("app", "web"),
            Egress = [new NetworkPolicyEgressRule { To = [new NetworkPolicyPeer { PodSelector = new LabelSelector() }] }],
            PolicyTypes = ["Egress"],
        });

        Assert.Equal(["10.244.0.2", "10.244.0.3"], plan["networkpolicy a/p"].Elements.Select(element => element.Key));
        Assert.Matches("^ip daddr @peers-0-policy-egress-.* accept$", Assert.Single(PolicyRules(plan)));
    }

    [Fact]
    public void AddressBlockLeavesItsExceptionsOut()
    {
        var plan = Plan(new NetworkPolicySpec
        {
            PodSelector = Label("app", "web"),
            Ingress = [new NetworkPolicyIngressRule { From = [new NetworkPolicyPeer { IpBlock = new IPBlock { Cidr = "192.0.2.0/24", Except = ["192.0.2.128/25", "192.0.2.7/32"] } }] }],
        });

        Assert.Equal("ip saddr 192.0.2.0/24 ip saddr != 192.0.2.128/25 ip saddr != 192.0.2.7/32 accept", Assert.Single(PolicyRules(plan)));
    }

    [Fact]
    public void RuleWithoutPeersAndPortsAllowsEverything()
    {
        var plan = Plan(new NetworkPolicySpec { Ingress = [new NetworkPolicyIngressRule()] });
        Assert.Equal("accept", Assert.Single(PolicyRules(plan)));
    }
}
