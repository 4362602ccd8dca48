namespace Navarch.Client.Streaming.Spdy;

/// <summary>
/// A SPDY/3.1 connection over any duplex transport, either end. Life: <see cref="Start"/> begins reading and writing; streams are opened
/// and accepted; <see cref="CloseAsync"/> says goodbye and ends it, <see cref="DisposeAsync"/> cuts it. When the transport fails or the
/// peer breaks the protocol, all streams and <see cref="Completion"/> learn of it.
/// Flow control: what we receive is bounded for each stream. A peer that keeps windows (it sends SETTINGS or a WINDOW_UPDATE, as we do)
/// is held to them. Go's spdystream, which the rest of Kubernetes uses, neither heeds nor sends windows: towards it only the transport
/// holds us back, and once it has sent beyond a window it gets no more acknowledgements, for a frame that it has not read when it closes
/// makes its kernel drop the end of what it sent.
/// </summary>
public sealed class SpdyConnection : IAsyncDisposable
{
    private readonly Stream _transport;
    private readonly SpdyOutput _output = new();
    private readonly SpdyHeaderEncoder _encoder = new();
    private readonly CancellationTokenSource _stopping = new();
    private Task _pumping = Task.CompletedTask;

    private SpdyConnection(Stream transport, SpdyRole role)
    {
        _transport = transport;
        Session = new SpdySession(this, role, _output, _encoder);
    }

    /// <summary>Ends when the connection does; never fails. <see cref="Fault"/> says why, if not in good order.</summary>
    public Task Completion { get; private set; } = Task.CompletedTask;

    /// <summary>Why the connection broke; null while it lives and when it ended in good order.</summary>
    public Exception? Fault => Session.Fault;

    internal SpdySession Session { get; }

    /// <summary>Takes over the transport, of which nothing of SPDY has been read or written yet.</summary>
    public static SpdyConnection Start(Stream transport, SpdyRole role)
    {
        var connection = new SpdyConnection(transport, role);
        connection._pumping = connection.PumpAsync();
        connection.Completion = Task.WhenAll(connection.ReadAsync(), connection._pumping);
        return connection;
    }

    /// <summary>Opens a stream; the peer's answer is <see cref="SpdyStream.WaitForReplyAsync"/>, which need not be awaited before writing.</summary>
    /// <exception cref="SpdyException">The connection has ended, or the peer takes no more streams.</exception>
    public SpdyStream OpenStream(IReadOnlyDictionary<string, string> headers) => Session.OpenStream(headers);

    /// <summary>The next stream that the peer opened, or null when the connection has ended.</summary>
    public async ValueTask<SpdyStream?> AcceptStreamAsync(CancellationToken ct)
    {
        while (await Session.Incoming.WaitToReadAsync(ct))
        {
            if (Session.Incoming.TryRead(out var stream))
            {
                return stream;
            }
        }
        return null;
    }

    /// <summary>Writes what is still to be written and a GOAWAY, and ends the connection.</summary>
    public async Task CloseAsync(CancellationToken ct)
    {
        Session.Close();
        await _pumping.WaitAsync(ct);
        await DisposeAsync();
    }

    /// <summary>Cuts the connection: open streams fail, and nothing more is written.</summary>
    public async ValueTask DisposeAsync()
    {
        Session.Cut();
        await _stopping.CancelAsync();
        await _transport.DisposeAsync();
        await Completion;
    }

    internal async ValueTask WriteAsync(SpdyStream stream, ReadOnlyMemory<byte> data, CancellationToken ct)
    {
        while (!data.IsEmpty)
        {
            ct.ThrowIfCancellationRequested();
            var (sent, retry) = Session.TryWrite(stream, data.Span);
            data = data[sent..];
            await retry.WaitAsync(ct);
        }
    }

    internal async Task CloseWriteAsync(SpdyStream stream, CancellationToken ct)
    {
        while (Session.TryCloseWrite(stream) is { } retry)
        {
            await retry.WaitAsync(ct);
        }
    }

    private async Task PumpAsync()
    {
        await Task.Yield();
        try
        {
            await _output.PumpAsync(_transport, Session.Gate, Session.Wake, _stopping.Token);
        }
        catch (Exception e)
        {
            Session.FailWriting(e);
        }
    }

    private async Task ReadAsync()
    {
        await Task.Yield();
        Exception? error = null;
        try
        {
            using var reader = new SpdyReader(_transport);
            while (await reader.ReadHeaderAsync(_stopping.Token) is { } header)
            {
                if (header.IsControl)
                {
                    Session.OnControl(header, await reader.ReadPayloadAsync(header.Length, _stopping.Token), reader.Decoder);
                }
                else
                {
                    await OnDataAsync(header, reader);
                }
            }
        }
        catch (Exception e)
        {
            error = e;
        }
        Session.End(error);
        _encoder.Dispose();
        await _stopping.CancelAsync();
    }

    private async Task OnDataAsync(SpdyFrameHeader header, SpdyReader reader)
    {
        if (Session.BeginData(header) is not { } stream)
        {
            await reader.SkipAsync(header.Length, _stopping.Token);
            return;
        }
        try
        {
            await reader.CopyAsync(header.Length, stream.Received, _stopping.Token);
        }
        finally
        {
            Session.EndData(stream, (header.Flags & SpdyFlags.Fin) != 0);
        }
    }
}
