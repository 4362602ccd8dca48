using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Navarch.Dns.Tests.Zones;
using Navarch.Dns.Wire;
using Navarch.Dns.Zones;

namespace Navarch.Dns.Tests.Server;

/// <summary>The server on loopback, asked over real sockets.</summary>
public sealed class DnsServerTests : IAsyncDisposable
{
    private readonly ServiceIndex _index = Samples.Index();
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _running = [];

    private async Task<IPEndPoint> StartAsync(ServiceIndex index, params IPEndPoint[] upstreams)
    {
        var port = FreePort();
        var server = new DnsServer(
            new DnsOptions { ClusterDns = [IPAddress.Loopback], Port = port, BindLoopback = false, ResolvConf = null, Upstreams = [.. upstreams] },
            index, TimeProvider.System, NullLoggerFactory.Instance);
        _running.Add(server.RunAsync(_stop.Token));
        await server.Listening;
        return new IPEndPoint(IPAddress.Loopback, port);
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running);
        _stop.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ServiceIsAnsweredWithAuthority(bool tcp)
    {
        var answer = await DnsClient.AskAsync(await StartAsync(_index), "Web.default.svc.cluster.local.", tcp: tcp);

        Assert.True(answer is { Id: 77, IsResponse: true, Authoritative: true, RecursionDesired: true, Code: ResponseCode.NoError });
        Assert.Equal("10.96.0.5", Samples.Text(Assert.Single(answer.Answers)));
        Assert.Equal("Web.default.svc.cluster.local.", answer.Questions[0].Name);
    }

    [Fact]
    public async Task MissingNameComesWithTheZonesAuthorityAndIsThereOnceCreated()
    {
        var server = await StartAsync(_index);
        var missing = await DnsClient.AskAsync(server, "late.default.svc.cluster.local.");
        Assert.Equal(ResponseCode.NXDomain, missing.Code);
        Assert.Equal(0u, Assert.IsType<SoaData>(Assert.Single(missing.Authorities).Data).NegativeTtlSeconds);

        _index.Set(new ServiceEntry("default", "late") { ClusterIPs = [IPAddress.Parse("10.96.0.9")] });
        Assert.Equal("10.96.0.9", Samples.Text(Assert.Single((await DnsClient.AskAsync(server, "late.default.svc.cluster.local.")).Answers)));
    }

    [Fact]
    public async Task NamesAreNotDeniedBeforeTheServicesAreKnown()
    {
        var answer = await DnsClient.AskAsync(await StartAsync(new ServiceIndex()), "web.default.svc.cluster.local.", edns: new Edns(1232));
        Assert.Equal(ResponseCode.ServFail, answer.Code);
        Assert.Equal("the list of Services isn't loaded yet", answer.Edns!.ErrorText);
    }

    [Fact]
    public async Task ForeignNameIsRefusedAtOnceWithoutResolversAndTheAnswerSaysWhy()
    {
        var server = await StartAsync(_index);
        var answer = await DnsClient.AskAsync(server, "www.example.com.", edns: new Edns(1232));
        Assert.Equal(ResponseCode.Refused, answer.Code);
        Assert.Contains("no resolver is configured", answer.Edns!.ErrorText, StringComparison.Ordinal);
        Assert.Equal(ResponseCode.NXDomain, (await DnsClient.AskAsync(server, "1.0.168.192.in-addr.arpa.", RecordType.PTR)).Code);
    }

    [Fact]
    public async Task ManyEndpointsAreCutOverUdpAndWholeOverTcp()
    {
        _index.Set(Samples.Headless("big", [.. Enumerable.Range(1, 200).Select(i => ($"big-{i}", $"10.244.1.{i}"))]));
        var server = await StartAsync(_index);

        var udp = await DnsClient.AskAsync(server, "big.default.svc.cluster.local.");
        Assert.True(udp.Truncated);
        Assert.Equal(200, (await DnsClient.AskAsync(server, "big.default.svc.cluster.local.", tcp: true)).Answers.Count);
        var edns = await DnsClient.AskAsync(server, "big.default.svc.cluster.local.", edns: new Edns(4096));
        Assert.InRange(edns.Answers.Count, udp.Answers.Count + 1, 199);
    }

    [Fact]
    public async Task AddressesTakeTurnsAtTheFirstPlace()
    {
        var server = await StartAsync(_index);
        var firsts = new HashSet<string>();
        foreach (var id in (ushort[])[10, 11])
        {
            var query = new DnsMessage { Id = id, Questions = [new("redis-sfs.default.svc.cluster.local.", RecordType.A)] };
            firsts.Add(Samples.Text((await DnsClient.SendAsync(server, query.Encode(), tcp: false)).Answers[0]));
        }
        Assert.Equal(2, firsts.Count);
    }

    [Fact]
    public async Task NameThatNoMessageCanCarryFailsAlone()
    {
        _index.Set(new ServiceEntry("default", "bad") { ExternalName = new string('x', 80) + ".example." });
        var server = await StartAsync(_index);
        Assert.Equal(ResponseCode.ServFail, (await DnsClient.AskAsync(server, "bad.default.svc.cluster.local.")).Code);
        Assert.Single((await DnsClient.AskAsync(server, "web.default.svc.cluster.local.")).Answers);
    }

    [Fact]
    public async Task WhatIsNoQueryIsToldSo()
    {
        var server = await StartAsync(_index);
        Assert.Equal(ResponseCode.FormErr, (await DnsClient.SendAsync(server, [0, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 99], tcp: false)).Code);
        Assert.Equal(ResponseCode.NotImp, (await DnsClient.SendAsync(server, new DnsMessage { Opcode = 4 }.Encode(), tcp: false)).Code);
        Assert.Equal(ResponseCode.FormErr, (await DnsClient.SendAsync(server, new DnsMessage().Encode(), tcp: false)).Code);
        var version = new DnsMessage { Questions = [new("web.default.svc.cluster.local.", RecordType.A)], Edns = new Edns(1232, Version: 1) };
        var answer = await DnsClient.SendAsync(server, version.Encode(), tcp: false);
        Assert.Equal(ResponseCode.NoError, answer.Code); // the low bits; EDNS carries the rest of BADVERS
    }

    [Fact]
    public async Task ForeignNameAndExternalServiceAreForwarded()
    {
        await using var upstream = new FakeUpstream("www.example.com.", "192.0.2.80");
        var server = await StartAsync(_index, upstream.Address);

        Assert.Equal("192.0.2.80", Samples.Text(Assert.Single((await DnsClient.AskAsync(server, "www.example.com.")).Answers)));
        Assert.Equal("192.0.2.80", Samples.Text(Assert.Single((await DnsClient.AskAsync(server, "WWW.example.com.")).Answers)));
        Assert.Equal(1, upstream.Asked);
        var external = await DnsClient.AskAsync(server, "outside.default.svc.cluster.local.");
        Assert.Equal(["www.example.com.", "192.0.2.80"], external.Answers.Select(Samples.Text));
        Assert.Equal(ResponseCode.NXDomain, (await DnsClient.AskAsync(server, "other.example.com.")).Code);
    }

    [Fact]
    public async Task ResolverThatSendsTheQuestionBackEndsInServFail()
    {
        // Two servers that forward to each other.
        int first = FreePort(), second = FreePort();
        foreach (var (own, other) in ((int, int)[])[(first, second), (second, first)])
        {
            var server = new DnsServer(
                new DnsOptions { ClusterDns = [IPAddress.Loopback], Port = own, BindLoopback = false, Upstreams = [new IPEndPoint(IPAddress.Loopback, other)] },
                _index, TimeProvider.System, NullLoggerFactory.Instance);
            _running.Add(server.RunAsync(_stop.Token));
            await server.Listening;
        }
        Assert.Equal(ResponseCode.ServFail, (await DnsClient.AskAsync(new IPEndPoint(IPAddress.Loopback, first), "www.example.com.")).Code);
    }

    [Fact]
    public async Task TakenPortIsExplained()
    {
        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var server = new DnsServer(
            new DnsOptions { ClusterDns = [IPAddress.Loopback], Port = ((IPEndPoint)taken.LocalEndPoint!).Port, BindLoopback = false },
            _index, TimeProvider.System, NullLoggerFactory.Instance);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => server.RunAsync(default));
        Assert.Contains("can't bind 127.0.0.1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GarbageDoesNotStopTheServer()
    {
        var server = await StartAsync(_index);
        var seed = Environment.TickCount;
        var random = new Random(seed);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        for (var i = 0; i < 500; i++)
        {
            var bytes = new byte[random.Next(1, 60)];
            random.NextBytes(bytes);
            await socket.SendToAsync(bytes, server);
        }
        var answer = await DnsClient.AskAsync(server, "web.default.svc.cluster.local.");
        Assert.True(answer.Answers.Count == 1, $"seed {seed}");
    }
}
