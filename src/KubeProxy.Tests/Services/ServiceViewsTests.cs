using System.Net;
using Navarch.Api.Core.V1;
using Navarch.Api.Discovery.V1;
using Navarch.Api.Meta.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.KubeProxy.Nft;
using Navarch.KubeProxy.Services;
using EndpointPort = Navarch.Api.Discovery.V1.EndpointPort;

namespace Navarch.KubeProxy.Tests.Services;

public sealed class ServiceViewsTests
{
    private static Service Service() => new()
    {
        Metadata = new ObjectMeta { Namespace = "ns", Name = "web" },
        Spec = new ServiceSpec
        {
            ClusterIP = "10.96.0.5",
            ClusterIPs = ["10.96.0.5"],
            Type = "NodePort",
            Ports = [new ServicePort { Name = "http", Protocol = "TCP", Port = 80, NodePort = 30080 }, new ServicePort { Name = "dns", Protocol = "UDP", Port = 53 }],
            SessionAffinity = "ClientIP",
            ExternalTrafficPolicy = "Local",
        },
    };

    private static EndpointSlice Slice(params Endpoint[] endpoints) => new()
    {
        AddressType = "IPv4",
        Ports = [new EndpointPort { Name = "http", Protocol = "TCP", Port = 8080 }],
        Endpoints = [.. endpoints],
    };

    [Fact]
    public void PortsGetTheEndpointsOfTheirName()
    {
        var ports = ServiceViews.Of(
            Service(),
            [Slice(new Endpoint { Addresses = ["10.244.0.2"], NodeName = "n1" }, new Endpoint { Addresses = ["10.244.1.2"], NodeName = "n2", Conditions = new EndpointConditions { Ready = false, Serving = true, Terminating = true } })],
            NftFamily.IPv4, "n1");

        Assert.Equal(2, ports.Count);
        Assert.True(ports[0].Port is { Protocol: "tcp", Port: 80, NodePort: 30080, ExternalPolicyLocal: true, InternalPolicyLocal: false });
        Assert.Equal(TimeSpan.FromHours(3), ports[0].Port.ClientIPAffinity);
        Assert.Equal(2, ports[0].Endpoints.Count);
        Assert.True(ports[0].Endpoints[0] is { IsLocal: true, Ready: true, Port: 8080 });
        Assert.True(ports[0].Endpoints[1] is { IsLocal: false, Ready: false, Serving: true, Terminating: true });
        Assert.Empty(ports[1].Endpoints);
    }

    [Fact]
    public void HeadlessAndExternalServicesHaveNoPorts()
    {
        var headless = Service();
        headless.Spec.ClusterIP = "None";
        headless.Spec.ClusterIPs = ["None"];
        Assert.Empty(ServiceViews.Of(headless, [], NftFamily.IPv4, "n1"));
        var external = Service();
        external.Spec.Type = "ExternalName";
        Assert.Empty(ServiceViews.Of(external, [], NftFamily.IPv4, "n1"));
        Assert.Empty(ServiceViews.Of(Service(), [], NftFamily.IPv6, "n1"));
    }

    [Fact]
    public void AddressInTwoSlicesCountsOnceAndReadyWins()
    {
        var gone = new Endpoint { Addresses = ["10.244.0.2"], Conditions = new EndpointConditions { Ready = false } };
        var here = new Endpoint { Addresses = ["10.244.0.2"], Conditions = new EndpointConditions { Ready = true } };
        foreach (var slices in (EndpointSlice[][])[[Slice(gone), Slice(here)], [Slice(here), Slice(gone)]])
        {
            Assert.True(Assert.Single(ServiceViews.Of(Service(), slices, NftFamily.IPv4, "n1")[0].Endpoints).Ready);
        }
    }

    [Theory]
    [InlineData("10.1.2.3/8", "10.0.0.0/8")]
    [InlineData("2001:db8::1/32", "2001:db8::/32")]
    [InlineData("0.0.0.0/0", "0.0.0.0/0")]
    public void CidrDropsTheBitsBehindItsPrefix(string text, string expected)
    {
        Assert.True(Cidr.TryParse(text, out var network));
        Assert.Equal(IPNetwork.Parse(expected), network);
    }

    [Theory]
    [InlineData("10.0.0.0")]
    [InlineData("10.0.0.0/33")]
    [InlineData("x/8")]
    public void NonsenseIsNoCidr(string text) => Assert.False(Cidr.TryParse(text, out _));
}
