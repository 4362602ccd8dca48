using System.Buffers;
using System.IO.Pipelines;

namespace Navarch.Client.Streaming.Spdy;

/// <summary>
/// One stream of a SPDY connection. Opened by a SYN_STREAM of either end; each direction ends by itself: ours by
/// <see cref="CloseWriteAsync"/>, the peer's by its FIN (reads give 0). Disposing a stream of which a direction is open resets it.
/// One reader and one writer at a time.
/// </summary>
public sealed class SpdyStream : Stream
{
    private readonly SpdyConnection _connection;
    private readonly Pipe _received = new(new PipeOptions(
        pauseWriterThreshold: Limits.SpdyReceiveBufferBytes,
        resumeWriterThreshold: Limits.SpdyReceiveBufferBytes / 2,
        useSynchronizationContext: false));
    private readonly TaskCompletionSource<IReadOnlyDictionary<string, string>> _reply = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal SpdyStream(SpdyConnection connection, uint id, IReadOnlyDictionary<string, string> headers)
    {
        _connection = connection;
        Id = id;
        Headers = headers;
        // A stream that nobody awaits may fail with its connection.
        _ = _reply.Task.ContinueWith(static t => t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
    }

    /// <summary>Odd if the client opened the stream, even if the server did.</summary>
    public uint Id { get; }

    /// <summary>What the stream was opened with; names compare without case.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>The peer reset the stream with this status; reads then end as at a FIN, after all that had arrived.</summary>
    public SpdyStatus? ResetStatus { get; internal set; }

    public override bool CanRead => true;
    public override bool CanWrite => true;
    public override bool CanSeek => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    internal PipeWriter Received => _received.Writer;

    // All below are guarded by the connection's lock.
    internal bool LocalClosed { get; set; }
    internal bool RemoteClosed { get; set; }
    internal bool Replied { get; set; }
    internal bool ReaderGone { get; set; }
    internal long SendWindow { get; set; }
    internal long ReceiveWindow { get; set; } = Limits.SpdyInitialWindowBytes;
    internal int Unacknowledged { get; set; }
    internal bool Receiving { get; set; }
    internal Exception? Fault { get; set; }

    /// <summary>The peer's answer to our SYN_STREAM.</summary>
    /// <exception cref="IOException">The peer refused the stream, or the connection ended.</exception>
    public Task<IReadOnlyDictionary<string, string>> WaitForReplyAsync(CancellationToken ct) => _reply.Task.WaitAsync(ct);

    /// <summary>Accepts a stream that the peer opened.</summary>
    public void Reply() => _connection.Session.Reply(this);

    /// <summary>Ends our direction (FIN); reading goes on. Harmless when it has ended already.</summary>
    public Task CloseWriteAsync(CancellationToken ct) => _connection.CloseWriteAsync(this, ct);

    /// <summary>Ends both directions at once; the peer sees <paramref name="status"/>.</summary>
    public void Reset(SpdyStatus status) => _connection.Session.Reset(this, status);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }
        var result = await _received.Reader.ReadAsync(cancellationToken);
        var count = (int)Math.Min(buffer.Length, result.Buffer.Length);
        if (count == 0)
        {
            _received.Reader.AdvanceTo(result.Buffer.Start);
            return Fault is null ? 0 : throw new SpdyException("the SPDY connection ended before its stream did", Fault);
        }
        var taken = result.Buffer.Slice(0, count);
        taken.CopyTo(buffer.Span);
        _received.Reader.AdvanceTo(taken.End);
        _connection.Session.Consumed(this, count);
        return count;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        _connection.WriteAsync(this, buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public override void Flush() { }
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("SPDY streams are read asynchronously");
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("SPDY streams are written asynchronously");
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();

    internal void OnReply(IReadOnlyDictionary<string, string> headers) => _reply.TrySetResult(headers);

    internal void OnRefused(Exception error) => _reply.TrySetException(error);

    protected override void Dispose(bool disposing)
    {
        if (disposing && _connection.Session.Abandon(this))
        {
            _received.Reader.Complete();
        }
        base.Dispose(disposing);
    }
}
