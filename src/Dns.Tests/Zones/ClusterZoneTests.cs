using System.Net;
using Navarch.Dns.Wire;
using Navarch.Dns.Zones;

namespace Navarch.Dns.Tests.Zones;

public sealed class ClusterZoneTests
{
    private readonly ServiceIndex _index = Samples.Index();
    private readonly ClusterZone _zone;

    public ClusterZoneTests() => _zone = new ClusterZone("cluster.local", _index, [IPAddress.Parse("10.96.0.10")]);

    private string Ask(string name, RecordType type = RecordType.A)
    {
        var answer = _zone.Answer(new DnsQuestion(name + ".cluster.local.", type));
        return answer.Code != ResponseCode.NoError ? answer.Code.ToString()
            : answer.Answers.Count == 0 ? "NODATA"
            : string.Join(", ", answer.Answers.Select(Samples.Text));
    }

    [Theory]
    [InlineData("web.default.svc", RecordType.A, "10.96.0.5")]
    [InlineData("WEB.Default.Svc", RecordType.A, "10.96.0.5")]
    [InlineData("web.default.svc", RecordType.AAAA, "NODATA")]
    [InlineData("web.default.svc", RecordType.TXT, "NODATA")]
    [InlineData("nope.default.svc", RecordType.A, "NXDomain")]
    [InlineData("web.other.svc", RecordType.A, "NXDomain")]
    [InlineData("host.web.default.svc", RecordType.A, "NXDomain")]
    [InlineData("redis-sfs.default.svc", RecordType.A, "10.244.0.5, 10.244.0.6")]
    [InlineData("redis-sfs-0.redis-sfs.default.svc", RecordType.A, "10.244.0.5")]
    [InlineData("redis-sfs-9.redis-sfs.default.svc", RecordType.A, "NXDomain")]
    [InlineData("lonely.default.svc", RecordType.A, "NXDomain")]
    [InlineData("_http._tcp.web.default.svc", RecordType.SRV, "0 100 80 web.default.svc.cluster.local.")]
    [InlineData("_http._tcp.web.default.svc", RecordType.A, "NODATA")]
    [InlineData("_http._udp.web.default.svc", RecordType.SRV, "NXDomain")]
    [InlineData("_tcp.web.default.svc", RecordType.A, "NODATA")]
    [InlineData("web.default.svc", RecordType.SRV, "0 50 80 web.default.svc.cluster.local., 0 50 9090 web.default.svc.cluster.local.")]
    [InlineData("_redis._tcp.redis-sfs.default.svc", RecordType.SRV, "0 50 6379 redis-sfs-0.redis-sfs.default.svc.cluster.local., 0 50 6379 redis-sfs-1.redis-sfs.default.svc.cluster.local.")]
    [InlineData("outside.default.svc", RecordType.A, "www.example.com.")]
    [InlineData("alias.default.svc", RecordType.A, "web.default.svc.cluster.local., 10.96.0.5")]
    [InlineData("10-244-0-5.default.pod", RecordType.A, "10.244.0.5")]
    [InlineData("10-244-0-5.default.pod", RecordType.AAAA, "NODATA")]
    [InlineData("2001-db8--1.default.pod", RecordType.AAAA, "2001:db8::1")]
    [InlineData("x.default.pod", RecordType.A, "NXDomain")]
    [InlineData("10-244-0-5.other.pod", RecordType.A, "NXDomain")]
    [InlineData("svc", RecordType.A, "NODATA")]
    [InlineData("empty.svc", RecordType.A, "NODATA")]
    [InlineData("other.svc", RecordType.A, "NXDomain")]
    [InlineData("dns-version", RecordType.TXT, "1.1.0")]
    [InlineData("ns.dns", RecordType.A, "10.96.0.10")]
    [InlineData("nonsense", RecordType.A, "NXDomain")]
    public void NameIsAnswered(string name, RecordType type, string expected) => Assert.Equal(expected, Ask(name, type));

    [Fact]
    public void ApexHasItsServerAndAuthority()
    {
        Assert.Equal("ns.dns.cluster.local.", Samples.Text(Assert.Single(_zone.Answer(new("cluster.local.", RecordType.NS)).Answers)));
        Assert.IsType<SoaData>(Assert.Single(_zone.Answer(new("cluster.local.", RecordType.SOA)).Answers).Data);
        Assert.Empty(_zone.Answer(new("cluster.local.", RecordType.A)).Answers);
    }

    [Fact]
    public void SrvBringsTheAddressesAlong()
    {
        var answer = _zone.Answer(new("_redis._tcp.redis-sfs.default.svc.cluster.local.", RecordType.SRV));
        Assert.Equal(["10.244.0.5", "10.244.0.6"], answer.Additionals.Select(Samples.Text));
    }

    [Fact]
    public void NameFollowsItsServiceAtOnce()
    {
        Assert.Equal("NXDomain", Ask("new.default.svc"));
        _index.Set(new ServiceEntry("default", "new") { ClusterIPs = [IPAddress.Parse("10.96.0.9")] });
        Assert.Equal("10.96.0.9", Ask("new.default.svc"));
        _index.Remove("default", "new");
        Assert.Equal("NXDomain", Ask("new.default.svc"));
    }

    [Fact]
    public void MissingNamesMayNotBeRemembered()
    {
        Assert.Equal(0u, _zone.Soa.TtlSeconds);
        Assert.Equal(0u, ((SoaData)_zone.Soa.Data).NegativeTtlSeconds);
    }

    [Fact]
    public void LoopOfExternalNamesEnds()
    {
        _index.Set(new ServiceEntry("default", "ping") { ExternalName = "pong.default.svc.cluster.local." });
        _index.Set(new ServiceEntry("default", "pong") { ExternalName = "ping.default.svc.cluster.local." });
        Assert.Contains("pong", Ask("ping.default.svc"), StringComparison.Ordinal);
    }

    [Fact]
    public void AnyNameIsAnsweredWithoutFailing()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        string[] labels = ["web", "default", "svc", "pod", "_tcp", "_http", "", "redis-sfs", "-", "1-2-3-4", "_", "alias", @"\000", "cluster", "local"];
        for (var round = 0; round < 20_000; round++)
        {
            var name = string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => labels[random.Next(labels.Length)] + ".")) + "cluster.local.";
            try
            {
                _zone.Answer(new DnsQuestion(name, random.Next(2) == 0 ? RecordType.A : RecordType.SRV));
            }
            catch (Exception e)
            {
                Assert.Fail($"seed {seed}: {name}: {e}");
            }
        }
    }
}
