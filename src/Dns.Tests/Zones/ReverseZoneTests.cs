using System.Net;
using Navarch.Dns.Wire;
using Navarch.Dns.Zones;

namespace Navarch.Dns.Tests.Zones;

public sealed class ReverseZoneTests
{
    private readonly ServiceIndex _index = Samples.Index();
    private readonly ReverseZone _zone;

    public ReverseZoneTests() => _zone = new ReverseZone("cluster.local", _index, [IPNetwork.Parse("10.96.0.0/16")]);

    private ZoneAnswer? Ask(string address, RecordType type = RecordType.PTR) => _zone.Answer(new(ReverseZone.NameOf(IPAddress.Parse(address)), type));

    [Theory]
    [InlineData("10.96.0.5", "web.default.svc.cluster.local.")]
    [InlineData("10.244.0.6", "redis-sfs-1.redis-sfs.default.svc.cluster.local.")]
    public void AddressLeadsToItsName(string address, string expected) =>
        Assert.Equal(expected, Samples.Text(Assert.Single(Ask(address)!.Answers)));

    [Fact]
    public void AddressLosesItsNameWithTheService()
    {
        _index.Remove("default", "web");
        Assert.Equal(ResponseCode.NXDomain, Ask("10.96.0.5")!.Code);
    }

    [Fact]
    public void UnknownAddressOfTheClusterDoesNotExistAndOthersAreNotOurs()
    {
        Assert.Equal(ResponseCode.NXDomain, Ask("10.96.7.7")!.Code);
        Assert.Null(Ask("192.0.2.1"));
        Assert.Null(_zone.Answer(new("example.com.", RecordType.PTR)));
        Assert.Null(_zone.Answer(new("300.1.1.1.in-addr.arpa.", RecordType.PTR)));
    }

    [Theory]
    [InlineData("192.0.2.1")]
    [InlineData("2001:db8::1")]
    public void ReverseNameAndAddressAreEachOthersInverse(string address) =>
        Assert.Equal(IPAddress.Parse(address), ReverseZone.AddressOf(ReverseZone.NameOf(IPAddress.Parse(address))));
}
