using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Navarch.Kubelet.Images;

namespace Navarch.Kubelet.Tests.Images;

public sealed class MirrorRelayTests
{
    [Fact]
    public async Task A_connection_is_carried_to_the_mirror_and_back()
    {
        using var mirror = new TcpListener(IPAddress.Loopback, 0);
        mirror.Start();
        var address = new Uri($"http://{mirror.LocalEndpoint}");
        using var stop = new CancellationTokenSource();
        var relay = new MirrorRelay(address, networkNamespace: null, NullLogger<MirrorRelay>.Instance);
        var running = relay.RunAsync(stop.Token, port: 0);

        using var node = new TcpClient();
        await node.ConnectAsync(IPAddress.Loopback, await relay.Listening);
        using var accepted = await mirror.AcceptTcpClientAsync();
        await node.GetStream().WriteAsync("ask"u8.ToArray());
        var asked = new byte[3];
        await accepted.GetStream().ReadExactlyAsync(asked);
        await accepted.GetStream().WriteAsync("say"u8.ToArray());
        var said = new byte[3];
        await node.GetStream().ReadExactlyAsync(said);

        Assert.Equal("ask"u8.ToArray(), asked);
        Assert.Equal("say"u8.ToArray(), said);
        await stop.CancelAsync();
        await running;
    }

    [Theory]
    [InlineData("http://127.0.0.1:5000", "/run/netns/a", true)]
    [InlineData("http://127.0.0.1:5000", null, false)]
    [InlineData("http://10.0.0.1:5000", "/run/netns/a", false)]
    public void Only_a_node_in_its_own_namespace_needs_one_and_only_for_loopback(string mirror, string? networkNamespace, bool needed) =>
        Assert.Equal(needed, MirrorRelay.IsNeeded(new Uri(mirror), networkNamespace));
}
