using System.Net;
using System.Net.Sockets;

namespace Navarch.Dns.Server;

/// <summary>
/// One UDP socket and one loop. A name of the cluster is answered inside the loop, without a task; a forwarded one goes on
/// beside it (the forwarder bounds how many). Life cycle: made with a bound socket, <see cref="RunAsync"/> until cancelled.
/// </summary>
internal sealed class UdpListener(Socket socket, Responder responder)
{
    public async Task RunAsync(CancellationToken ct)
    {
        var buffer = GC.AllocateArray<byte>(Limits.TcpMessageBytes, pinned: true);
        var client = new SocketAddress(socket.AddressFamily);
        while (!ct.IsCancellationRequested)
        {
            try
            {
                var length = await socket.ReceiveFromAsync(buffer, SocketFlags.None, client, ct);
                var answer = responder.AnswerAsync(buffer.AsSpan(0, length), tcp: false);
                if (answer.IsCompletedSuccessfully)
                {
                    await SendAsync(await answer, client, ct);
                }
                else
                {
                    var waiting = new SocketAddress(client.Family, client.Size);
                    client.Buffer.Span[..client.Size].CopyTo(waiting.Buffer.Span);
                    _ = SendLaterAsync(answer, waiting, ct);
                }
            }
            catch (SocketException)
            {
                // An ICMP error of an earlier answer: that client is gone, the others aren't.
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task SendLaterAsync(ValueTask<byte[]?> answer, SocketAddress client, CancellationToken ct)
    {
        try
        {
            await SendAsync(await answer, client, ct);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The client asks again or has gone.
        }
    }

    private async ValueTask SendAsync(byte[]? answer, SocketAddress client, CancellationToken ct)
    {
        if (answer is not null)
        {
            await socket.SendToAsync(answer, SocketFlags.None, client, ct);
        }
    }
}
