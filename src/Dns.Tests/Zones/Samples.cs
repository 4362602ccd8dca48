using System.Net;
using Navarch.Dns.Wire;
using Navarch.Dns.Zones;

namespace Navarch.Dns.Tests.Zones;

/// <summary>The services that the tests ask about.</summary>
internal static class Samples
{
    public static ServiceIndex Index()
    {
        var index = new ServiceIndex { Synced = true };
        index.SetNamespace("default");
        index.SetNamespace("empty");
        index.Set(new ServiceEntry("default", "web")
        {
            ClusterIPs = [IPAddress.Parse("10.96.0.5")],
            Ports = [new PortEntry("http", "tcp", 80), new PortEntry("metrics", "tcp", 9090)],
        });
        index.Set(Headless("redis-sfs", ("redis-sfs-0", "10.244.0.5"), ("redis-sfs-1", "10.244.0.6")));
        index.Set(Headless("lonely"));
        index.Set(new ServiceEntry("default", "outside") { ExternalName = "www.example.com." });
        index.Set(new ServiceEntry("default", "alias") { ExternalName = "web.default.svc.cluster.local." });
        return index;
    }

    public static ServiceEntry Headless(string name, params (string Host, string Address)[] endpoints) => new("default", name)
    {
        Headless = true,
        Endpoints = [.. endpoints.Select(endpoint => new EndpointEntry(endpoint.Host, IPAddress.Parse(endpoint.Address), [new PortEntry("redis", "tcp", 6379)]))],
    };

    public static string Text(DnsRecord record) => record.Data switch
    {
        AddressData address => address.Address.ToString(),
        NameData name => name.Target,
        SrvData srv => $"{srv.Priority} {srv.Weight} {srv.Port} {srv.Target}",
        TextData text => text.Text,
        _ => record.Data.ToString()!,
    };
}
