using Navarch.Client.Streaming.Spdy;

namespace Navarch.ApiServer.Streaming;

/// <summary>The streams of an exec or attach on a SPDY connection to a kubelet, opened in the order that upstream's client does.</summary>
internal sealed class RemoteCommandSpdy
{
    private readonly SpdyStream _error;

    private RemoteCommandSpdy(SpdyConnection connection, RemoteCommandStreams streams)
    {
        _error = Open(connection, "error");
        Stdin = streams.Stdin ? Open(connection, "stdin") : null;
        Stdout = streams.Stdout ? Open(connection, "stdout") : null;
        Stderr = streams.Stderr ? Open(connection, "stderr") : null;
        Resize = streams.Tty ? Open(connection, "resize") : null;
    }

    public SpdyStream? Stdin { get; }
    public SpdyStream? Stdout { get; }
    public SpdyStream? Stderr { get; }
    public SpdyStream? Resize { get; }

    public static RemoteCommandSpdy Open(SpdyConnection connection, RemoteCommandStreams streams) => new(connection, streams);

    /// <summary>All streams are accepted, and of those that only the peer writes our direction has ended.</summary>
    public async Task WaitForRepliesAsync(CancellationToken ct)
    {
        foreach (var stream in new[] { _error, Stdin, Stdout, Stderr, Resize }.OfType<SpdyStream>())
        {
            await stream.WaitForReplyAsync(ct);
        }
        await _error.CloseWriteAsync(ct);
    }

    /// <summary>The command's end: a Status document, or nothing if the peer had nothing to say.</summary>
    public async Task<byte[]> ReadStatusAsync(CancellationToken ct)
    {
        var buffer = new byte[Limits.ErrorStreamBytes];
        var count = 0;
        try
        {
            for (int read; count < buffer.Length && (read = await _error.ReadAsync(buffer.AsMemory(count), ct)) > 0;)
            {
                count += read;
            }
        }
        catch (SpdyException) when (count > 0)
        {
            // Runtimes say how the command ended, and then close the connection without ending its streams first.
        }
        return buffer[..count];
    }

    private static SpdyStream Open(SpdyConnection connection, string type) =>
        connection.OpenStream(new Dictionary<string, string> { ["streamtype"] = type });
}
