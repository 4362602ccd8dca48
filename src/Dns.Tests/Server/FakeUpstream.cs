using System.Net;
using System.Net.Sockets;
using Navarch.Dns.Wire;

namespace Navarch.Dns.Tests.Server;

/// <summary>A resolver outside of the cluster that knows one name.</summary>
internal sealed class FakeUpstream : IAsyncDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly Task _running;

    public FakeUpstream(string name, string address)
    {
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _running = RunAsync(name, IPAddress.Parse(address));
    }

    public IPEndPoint Address => (IPEndPoint)_socket.LocalEndPoint!;

    public int Asked { get; private set; }

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        await _running;
    }

    private async Task RunAsync(string name, IPAddress address)
    {
        var buffer = new byte[2048];
        try
        {
            while (true)
            {
                var received = await _socket.ReceiveFromAsync(buffer, new IPEndPoint(IPAddress.Any, 0));
                Assert.True(DnsMessage.TryParse(buffer.AsSpan(0, received.ReceivedBytes), out var query));
                var known = query.Questions[0].Name == name;
                Asked += known ? 1 : 0;
                var answer = new DnsMessage
                {
                    Id = query.Id,
                    IsResponse = true,
                    Code = known ? ResponseCode.NoError : ResponseCode.NXDomain,
                    Questions = query.Questions,
                    Answers = known ? [new DnsRecord(name, RecordType.A, 300, new AddressData(address))] : [],
                };
                await _socket.SendToAsync(answer.Encode(), received.RemoteEndPoint);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
        }
    }
}
