using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Navarch.Client;
using Navarch.Dns.Tests.Zones;
using Navarch.Dns.Wire;

namespace Navarch.Dns.Tests.Server;

/// <summary>A server in a node's network namespace, on the cluster DNS address; needs root.</summary>
public sealed class LoopbackAddressTests : IAsyncLifetime
{
    private static readonly bool _root = Environment.UserName == "root";
    private readonly string _name = $"nvdns-{Environment.ProcessId}";

    public Task InitializeAsync() => _root ? IpAsync($"netns add {_name}", $"-n {_name} link set lo up") : Task.CompletedTask;

    public Task DisposeAsync() => _root ? IpAsync($"netns del {_name}") : Task.CompletedTask;

    private static async Task<string> IpAsync(params string[] commands)
    {
        var output = "";
        foreach (var command in commands)
        {
            using var process = Process.Start(new ProcessStartInfo("ip", command) { RedirectStandardOutput = true })!;
            output += await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
        }
        return output;
    }

    [Fact]
    public async Task ServerAnswersOnTheClusterAddressInTheNodesNamespaceAndTakesItAwayAtTheEnd()
    {
        if (!_root)
        {
            return;
        }
        using var stop = new CancellationTokenSource();
        var path = "/run/netns/" + _name;
        var server = new DnsServer(
            new DnsOptions { ClusterDns = [IPAddress.Parse("10.96.0.10")], NetworkNamespace = path, ResolvConf = null },
            Samples.Index(), TimeProvider.System, NullLoggerFactory.Instance);
        var running = server.RunAsync(stop.Token);
        await server.Listening;

        using var socket = NetworkNamespace.Run(path, () => new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp));
        await socket.ConnectAsync(IPEndPoint.Parse("10.96.0.10:53"));
        await socket.SendAsync(new DnsMessage { Questions = [new("web.default.svc.cluster.local.", RecordType.A)] }.Encode());
        var buffer = new byte[512];
        Assert.True(DnsMessage.TryParse(buffer.AsSpan(0, await socket.ReceiveAsync(buffer)), out var answer));
        Assert.Equal("10.96.0.5", Samples.Text(Assert.Single(answer.Answers)));

        await stop.CancelAsync();
        await running;
        Assert.DoesNotContain("10.96.0.10", await IpAsync($"-n {_name} addr"), StringComparison.Ordinal);
    }
}
