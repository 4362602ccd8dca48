using System.IO.Pipelines;

namespace Navarch.Client.Tests.Streaming;

/// <summary>Two streams of which each reads what the other writes; a writer waits when 64 KiB are unread, as on a socket.</summary>
internal static class DuplexPipe
{
    public static (Stream Left, Stream Right) Create()
    {
        var options = new PipeOptions(pauseWriterThreshold: 64 * 1024, resumeWriterThreshold: 32 * 1024, useSynchronizationContext: false);
        var (one, other) = (new Pipe(options), new Pipe(options));
        var (oneClosed, otherClosed) = (new CancellationTokenSource(), new CancellationTokenSource());
        return (new End(one.Reader, other.Writer, oneClosed, otherClosed.Token), new End(other.Reader, one.Writer, otherClosed, oneClosed.Token));
    }

    private sealed class End(PipeReader reader, PipeWriter writer, CancellationTokenSource closed, CancellationToken otherClosed) : Stream
    {
        private readonly Stream _reader = reader.AsStream();

        public override bool CanRead => true;
        public override bool CanWrite => true;
        public override bool CanSeek => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            _reader.ReadAsync(buffer, cancellationToken);

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, otherClosed, closed.Token);
            try
            {
                either.Token.ThrowIfCancellationRequested();
                await writer.WriteAsync(buffer, either.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new IOException("an end is closed");
            }
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;
        public override void Flush() { }
        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            closed.Cancel();
            writer.Complete();
            reader.CancelPendingRead();
            base.Dispose(disposing);
        }
    }
}
