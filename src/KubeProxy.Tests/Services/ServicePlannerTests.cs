using System.Net;
using Navarch.KubeProxy.Nft;
using Navarch.KubeProxy.Services;

namespace Navarch.KubeProxy.Tests.Services;

public sealed class ServicePlannerTests
{
    private static readonly NodeView _node = new() { Name = "n1", Zone = "z1", NodePortAddresses = [IPAddress.Parse("192.0.2.1")] };

    private static readonly ServicePortView _port = new()
    {
        Namespace = "ns",
        Name = "web",
        PortName = "http",
        ClusterIP = IPAddress.Parse("10.96.0.5"),
        Port = 80,
    };

    private readonly ServicePlanner _planner = new(NftFamily.IPv4, new ProxyTraffic { ClusterCidrs = [IPNetwork.Parse("10.244.0.0/16")] });

    private static EndpointView Endpoint(string address) => new(IPAddress.Parse(address), 8080);

    private static IEnumerable<string> Rules(NftFragment fragment, string prefix) =>
        fragment.Chains.Where(chain => chain.Name.StartsWith(prefix, StringComparison.Ordinal)).SelectMany(chain => chain.Rules);

    private static string? Value(NftFragment fragment, string set) =>
        fragment.Elements.Where(element => element.Set == set).Select(element => $"{element.Key} {element.Value?.Split('-')[0]}").SingleOrDefault();

    [Fact]
    public void ClusterIPGoesToAChainThatSpreadsOverTheEndpoints()
    {
        var plan = _planner.Plan(_port, [Endpoint("10.244.0.2"), Endpoint("10.244.0.3")], _node);

        Assert.Equal("10.96.0.5 . tcp . 80 goto service", Value(plan, TableFrame.ServiceIPs));
        var rules = Rules(plan, "service-").ToList();
        Assert.Equal("ip daddr 10.96.0.5 tcp dport 80 ip saddr != { 10.244.0.0/16 } jump mark-for-masquerade", rules[0]);
        Assert.Matches("^numgen random mod 2 vmap { 0 : goto endpoint-.*__10.244.0.2/8080, 1 : goto endpoint-.*__10.244.0.3/8080 }$", rules[1]);
        Assert.Contains("meta l4proto tcp dnat to 10.244.0.3:8080", Rules(plan, "endpoint-"));
        Assert.Contains("ip saddr 10.244.0.3 jump mark-for-masquerade", Rules(plan, "endpoint-"));
    }

    [Fact]
    public void ServiceWithoutEndpointsIsRefused()
    {
        var plan = _planner.Plan(_port with { NodePort = 30080 }, [], _node);

        Assert.Equal("10.96.0.5 . tcp . 80 goto reject", Value(plan, TableFrame.NoEndpointServices));
        Assert.Equal("tcp . 30080 goto reject", Value(plan, TableFrame.NoEndpointNodePorts));
        Assert.Null(Value(plan, TableFrame.ServiceIPs));
        Assert.Empty(plan.Chains);
    }

    [Fact]
    public void NotReadyEndpointsServeOnlyWhenTheyTerminateAndNoneIsReady()
    {
        var terminating = Endpoint("10.244.0.2") with { Ready = false, Terminating = true };
        var starting = Endpoint("10.244.0.3") with { Ready = false, Serving = false };

        Assert.Equal([terminating], EndpointSelection.Select([terminating, starting], _node).Cluster);
        var ready = Endpoint("10.244.0.4");
        Assert.Equal([ready], EndpointSelection.Select([terminating, starting, ready], _node).Cluster);
    }

    [Fact]
    public void ExternalPolicyLocalDropsWhenNoPodIsHere()
    {
        var plan = _planner.Plan(_port with { NodePort = 30080, ExternalPolicyLocal = true }, [Endpoint("10.244.1.2")], _node);

        Assert.Equal("tcp . 30080 goto external", Value(plan, TableFrame.ServiceNodePorts));
        var rules = Rules(plan, "external-").ToList();
        Assert.StartsWith("ip saddr { 10.244.0.0/16 } goto service-", rules[0], StringComparison.Ordinal);
        Assert.Equal("drop", rules[^1]);
    }

    [Fact]
    public void ExternalPolicyLocalKeepsTheClientAddress()
    {
        var plan = _planner.Plan(_port with { NodePort = 30080, ExternalPolicyLocal = true }, [Endpoint("10.244.0.2") with { IsLocal = true }], _node);

        Assert.StartsWith("goto local-", Rules(plan, "external-").Last(), StringComparison.Ordinal);
        Assert.DoesNotContain("jump mark-for-masquerade", Rules(plan, "external-"));
    }

    [Fact]
    public void InternalPolicyLocalUsesOnlyThisNodesEndpoints()
    {
        var here = Endpoint("10.244.0.2") with { IsLocal = true };
        var plan = _planner.Plan(_port with { InternalPolicyLocal = true }, [here, Endpoint("10.244.1.2")], _node);

        Assert.Equal("10.96.0.5 . tcp . 80 goto local", Value(plan, TableFrame.ServiceIPs));
        Assert.DoesNotContain(Rules(plan, "local-"), rule => rule.Contains("10.244.1.2", StringComparison.Ordinal));
        Assert.Equal("10.96.0.5 . tcp . 80 goto reject", Value(_planner.Plan(_port with { InternalPolicyLocal = true }, [Endpoint("10.244.1.2")], _node), TableFrame.NoEndpointServices));
    }

    [Fact]
    public void HintsNarrowOnlyWhenEveryEndpointHasThemAndOneMatches()
    {
        var near = Endpoint("10.244.0.2") with { ZoneHints = ["z1"] };
        var far = Endpoint("10.244.1.2") with { ZoneHints = ["z2"] };
        var unhinted = Endpoint("10.244.2.2");

        Assert.Equal([near], EndpointSelection.Select([near, far], _node).Cluster);
        Assert.Equal([far], EndpointSelection.Select([far], _node).Cluster);
        Assert.Equal([near, unhinted], EndpointSelection.Select([near, unhinted], _node).Cluster);
    }

    [Fact]
    public void AddressThatTheNodeServesItselfIsLeftAlone()
    {
        var planner = new ServicePlanner(NftFamily.IPv4, new ProxyTraffic { NodeLocalIPs = [_port.ClusterIP] });

        Assert.Equal(NftFragment.Empty, planner.Plan(_port, [Endpoint("10.244.0.2")], _node));
    }

    [Fact]
    public void LongNamesStayDistinctAndWithinTheKernelsBound()
    {
        var name = new string('a', 63);
        var one = _planner.Plan(_port with { Namespace = name, Name = name, PortName = new string('p', 63) }, [Endpoint("10.244.0.2")], _node);
        var two = _planner.Plan(_port with { Namespace = name, Name = name, PortName = new string('p', 62) + "q" }, [Endpoint("10.244.0.2")], _node);

        Assert.Empty(one.Chains.Select(chain => chain.Name).Intersect(two.Chains.Select(chain => chain.Name)));
        Assert.All(one.Chains, chain => Assert.True(chain.Name.Length <= 255));
    }
}
