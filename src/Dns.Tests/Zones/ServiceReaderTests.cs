using Navarch.Api.Core.V1;
using Navarch.Api.Discovery.V1;
using Navarch.Api.Meta.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.Dns.Zones;
using EndpointPort = Navarch.Api.Discovery.V1.EndpointPort;

namespace Navarch.Dns.Tests.Zones;

public sealed class ServiceReaderTests
{
    private static Service Service(string clusterIP) => new()
    {
        Metadata = new ObjectMeta { Namespace = "default", Name = "redis-sfs" },
        Spec = new ServiceSpec { ClusterIP = clusterIP, ClusterIPs = [clusterIP], Ports = [new ServicePort { Name = "redis", Protocol = "TCP", Port = 6379 }] },
    };

    private static readonly EndpointSlice _slice = new()
    {
        Metadata = new ObjectMeta { Name = "redis-sfs-abc" },
        AddressType = "IPv4",
        Ports = [new EndpointPort { Name = "redis", Protocol = "TCP", Port = 6379 }],
        Endpoints =
        [
            new Endpoint { Addresses = ["10.244.0.5"], Hostname = "redis-sfs-0", Conditions = new EndpointConditions { Ready = true } },
            new Endpoint { Addresses = ["10.244.0.6"], Conditions = new EndpointConditions { Ready = true } },
            new Endpoint { Addresses = ["10.244.0.7"], Conditions = new EndpointConditions { Ready = false } },
        ],
    };

    [Fact]
    public void HeadlessServiceHasItsReadyEndpointsByHostnameOrAddress()
    {
        var entry = ServiceReader.Of(Service("None"), [_slice]);
        Assert.True(entry.Headless);
        Assert.Equal(["redis-sfs-0", "10-244-0-6"], entry.Endpoints.Select(endpoint => endpoint.Hostname));
        Assert.Equal(new PortEntry("redis", "tcp", 6379), Assert.Single(entry.Endpoints[0].Ports));
    }

    [Fact]
    public void AddressesThatAreNotReadyArePublishedOnDemand()
    {
        var service = Service("None");
        service.Spec.PublishNotReadyAddresses = true;
        Assert.Equal(3, ServiceReader.Of(service, [_slice]).Endpoints.Length);
    }

    [Fact]
    public void ServiceWithAnAddressNeedsNoEndpoints()
    {
        var entry = ServiceReader.Of(Service("10.96.0.7"), []);
        Assert.Equal("10.96.0.7", Assert.Single(entry.ClusterIPs).ToString());
        Assert.False(entry.Headless);
    }

    [Fact]
    public void ExternalNameIsMadeAbsolute()
    {
        var service = Service("");
        service.Spec.Type = "ExternalName";
        service.Spec.ExternalName = "www.example.com";
        Assert.Equal("www.example.com.", ServiceReader.Of(service, []).ExternalName);
    }
}
