using System.Net.Sockets;
using Navarch.Dns.Wire;

namespace Navarch.Dns.Server;

/// <summary>Queries over TCP: each connection's in their order, until it's idle for <see cref="Limits.TcpIdle"/>.</summary>
internal sealed class TcpListener(Socket socket, Responder responder, TimeProvider time)
{
    public async Task RunAsync(CancellationToken ct)
    {
        using var slots = new SemaphoreSlim(Limits.TcpConnections);
        var clients = new HashSet<Task>();
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await slots.WaitAsync(ct);
                var client = await socket.AcceptAsync(ct);
                clients.RemoveWhere(task => task.IsCompleted);
                clients.Add(ServeAsync(client, slots, ct));
            }
            catch (SocketException)
            {
                slots.Release();
            }
            catch (OperationCanceledException)
            {
                break;
            }
        }
        await Task.WhenAll(clients);
    }

    private async Task ServeAsync(Socket client, SemaphoreSlim slots, CancellationToken ct)
    {
        try
        {
            await using var stream = new NetworkStream(client, ownsSocket: true);
            while (true)
            {
                using var idle = new CancellationTokenSource(Limits.TcpIdle, time);
                using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, idle.Token);
                if (await TcpFraming.ReadAsync(stream, either.Token) is not { } query
                    || await responder.AnswerAsync(query, tcp: true) is not { } answer)
                {
                    return;
                }
                await TcpFraming.WriteAsync(stream, answer, either.Token);
            }
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
        {
            // Closed, idle, or stopping.
        }
        finally
        {
            slots.Release();
        }
    }
}
