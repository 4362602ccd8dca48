using System.Buffers;
using System.Net.WebSockets;
using Navarch.Client.Streaming.Spdy;

namespace Navarch.ApiServer.Streaming;

/// <summary>The first byte of each message of the channel.k8s.io protocols.</summary>
internal enum RemoteCommandChannel : byte
{
    Stdin = 0,
    Stdout = 1,
    Stderr = 2,
    Error = 3,
    Resize = 4,

    /// <summary>v5: the next byte names a channel that its sender has ended.</summary>
    Close = 255,
}

/// <summary>A WebSocket that carries several channels. Senders take turns; one task receives.</summary>
internal sealed class ChannelSocket(WebSocket socket, bool closeSignals, CancellationTokenSource over) : IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    private Task? _receiving;

    /// <summary>Sends one message.</summary>
    public async Task SendAsync(RemoteCommandChannel channel, ReadOnlyMemory<byte> data, CancellationToken ct)
    {
        var message = ArrayPool<byte>.Shared.Rent(data.Length + 1);
        message[0] = (byte)channel;
        data.CopyTo(message.AsMemory(1));
        await _turn.WaitAsync(ct);
        try
        {
            await socket.SendAsync(message.AsMemory(0, data.Length + 1), WebSocketMessageType.Binary, endOfMessage: true, ct);
        }
        finally
        {
            _turn.Release();
            ArrayPool<byte>.Shared.Return(message);
        }
    }

    /// <summary>
    /// Begins to pass the client's input on, until it closes or breaks, which ends the session. Messages stream through in parts, so that
    /// their length needs no bound.
    /// </summary>
    public void StartReceiving(SpdyStream? stdin, SpdyStream? resize) => _receiving = ReceiveAsync(stdin, resize);

    /// <summary>Says that all has been sent, and waits a while for the client to agree, so that nothing on its way to it is lost.</summary>
    public async Task CloseAsync(TimeProvider time)
    {
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, over.Token);
        _receiving ??= ReceiveAsync(null, null);
        await Task.WhenAny(_receiving, Task.Delay(Limits.CloseTimeout, time, over.Token));
    }

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        socket.Dispose();
        if (_receiving is not null)
        {
            await _receiving;
        }
        _turn.Dispose();
    }

    private async Task ReceiveAsync(SpdyStream? stdin, SpdyStream? resize)
    {
        try
        {
            var buffer = new byte[Limits.CopyBufferBytes];
            var channel = RemoteCommandChannel.Error;
            var starts = true;
            while (true)
            {
                var result = await socket.ReceiveAsync(buffer.AsMemory(), over.Token);
                if (result.MessageType == WebSocketMessageType.Close)
                {
                    break;
                }
                ReadOnlyMemory<byte> data = buffer.AsMemory(0, result.Count);
                if (starts && result.Count > 0)
                {
                    (channel, data, starts) = ((RemoteCommandChannel)data.Span[0], data[1..], false);
                }
                await DeliverAsync(channel, data, stdin, resize, over.Token);
                starts |= result.EndOfMessage;
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The client is gone without a word.
        }
        await over.CancelAsync();
    }

    private async ValueTask DeliverAsync(
        RemoteCommandChannel channel, ReadOnlyMemory<byte> data, SpdyStream? stdin, SpdyStream? resize, CancellationToken ct)
    {
        var target = channel switch
        {
            RemoteCommandChannel.Stdin => stdin,
            RemoteCommandChannel.Resize => resize,
            _ => null,
        };
        try
        {
            if (channel == RemoteCommandChannel.Close && closeSignals && data.Length > 0 && data.Span[0] == (byte)RemoteCommandChannel.Stdin)
            {
                await (stdin?.CloseWriteAsync(ct) ?? Task.CompletedTask);
            }
            else if (target is not null)
            {
                await target.WriteAsync(data, ct);
            }
        }
        catch (SpdyException)
        {
            // The command no longer reads: its output and status still count, further input is dropped.
        }
    }
}
