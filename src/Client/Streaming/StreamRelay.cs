using System.Buffers;
using System.Net.WebSockets;

namespace Navarch.Client.Streaming;

/// <summary>Copies bytes both ways between a client's connection and the server's that it was passed on to.</summary>
public static class StreamRelay
{
    private enum CopyEnd
    {
        SourceEnded,
        SourceFailed,
        TargetFailed,
    }

    /// <summary>
    /// Runs until the backend has said all and closed, or the client is gone. Neither stream is closed: the caller does both. True if all
    /// that the backend sent has reached the client.
    /// </summary>
    public static async Task<bool> RunAsync(Stream client, Stream backend, CancellationToken ct)
    {
        using var clientGone = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var up = Task.Run(async () =>
        {
            var end = await CopyAsync(client, backend, clientGone.Token);
            if (end != CopyEnd.TargetFailed)
            {
                await clientGone.CancelAsync();
            }
            // A backend that takes no more may still have something to say (it has ended its work and closes); its own end stops us.
        }, CancellationToken.None);
        var down = await CopyAsync(backend, client, clientGone.Token);
        await clientGone.CancelAsync();
        await up;
        return down == CopyEnd.SourceEnded;
    }

    private static bool IsEnd(Exception e) =>
        e is IOException or OperationCanceledException or ObjectDisposedException or WebSocketException;

    private static async Task<CopyEnd> CopyAsync(Stream source, Stream target, CancellationToken ct)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Limits.RelayBufferBytes);
        try
        {
            while (true)
            {
                int count;
                try
                {
                    count = await source.ReadAsync(buffer, ct);
                }
                catch (Exception e) when (IsEnd(e))
                {
                    return CopyEnd.SourceFailed;
                }
                if (count == 0)
                {
                    return CopyEnd.SourceEnded;
                }
                try
                {
                    await target.WriteAsync(buffer.AsMemory(0, count), ct);
                    await target.FlushAsync(ct);
                }
                catch (Exception e) when (IsEnd(e))
                {
                    return CopyEnd.TargetFailed;
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
