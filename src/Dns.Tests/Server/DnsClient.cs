using System.Net;
using System.Net.Sockets;
using Navarch.Dns.Wire;

namespace Navarch.Dns.Tests.Server;

/// <summary>Asks over real sockets.</summary>
internal static class DnsClient
{
    public static async Task<DnsMessage> AskAsync(IPEndPoint server, string name, RecordType type = RecordType.A, bool tcp = false, Edns? edns = null) =>
        await SendAsync(server, new DnsMessage { Id = 77, RecursionDesired = true, Questions = [new DnsQuestion(name, type)], Edns = edns }.Encode(), tcp);

    public static async Task<DnsMessage> SendAsync(IPEndPoint server, byte[] query, bool tcp)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(10), TimeProvider.System);
        using var socket = new Socket(server.AddressFamily, tcp ? SocketType.Stream : SocketType.Dgram, tcp ? ProtocolType.Tcp : ProtocolType.Udp);
        await socket.ConnectAsync(server, timeout.Token);
        byte[] bytes;
        if (tcp)
        {
            await using var stream = new NetworkStream(socket);
            await TcpFraming.WriteAsync(stream, query, timeout.Token);
            bytes = (await TcpFraming.ReadAsync(stream, timeout.Token))!;
        }
        else
        {
            await socket.SendAsync(query, timeout.Token);
            var buffer = new byte[65535];
            bytes = buffer[..await socket.ReceiveAsync(buffer, timeout.Token)];
        }
        Assert.True(DnsMessage.TryParse(bytes, out var answer));
        return answer;
    }
}
