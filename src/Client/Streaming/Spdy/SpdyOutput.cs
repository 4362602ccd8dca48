using System.Buffers;
using System.Buffers.Binary;
using System.Threading.Channels;

namespace Navarch.Client.Streaming.Spdy;

/// <summary>
/// Frames on their way to the transport. Appending never waits, so that the reader of a connection can answer while a writer waits for a
/// slow peer; who sends data asks <see cref="HasSpace"/> first. The connection's lock guards everything but <see cref="PumpAsync"/>.
/// </summary>
internal sealed class SpdyOutput
{
    private readonly Channel<bool> _work = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private ArrayBufferWriter<byte> _pending = new();
    private ArrayBufferWriter<byte> _writing = new();
    private bool _completed;
    private bool _abandoned;

    public bool HasSpace => _pending.WrittenCount < Limits.SpdyOutputHighWaterBytes;

    /// <summary>The peer makes us answer and doesn't read the answers.</summary>
    public bool IsOverrun => _pending.WrittenCount > Limits.SpdyOutputMaxBytes;

    /// <summary>Nothing may be appended after; the pump ends when all is written.</summary>
    public void Complete()
    {
        _completed = true;
        Signal();
    }

    /// <summary>The transport takes no more: what is appended from now on is dropped.</summary>
    public void Abandon()
    {
        _abandoned = true;
        _pending.ResetWrittenCount();
    }

    public void AppendSettings(uint id, uint value)
    {
        var frame = _pending.GetSpan(20);
        WriteControlHeader(frame, SpdyFrameType.Settings, 0, 12);
        BinaryPrimitives.WriteUInt32BigEndian(frame[8..], 1);
        BinaryPrimitives.WriteUInt32BigEndian(frame[12..], id);
        BinaryPrimitives.WriteUInt32BigEndian(frame[16..], value);
        Advance(20);
    }

    public void AppendControl(SpdyFrameType type, uint first, uint? second = null)
    {
        var length = second is null ? 4 : 8;
        var frame = _pending.GetSpan(8 + length);
        WriteControlHeader(frame, type, 0, length);
        BinaryPrimitives.WriteUInt32BigEndian(frame[8..], first);
        if (second is { } value)
        {
            BinaryPrimitives.WriteUInt32BigEndian(frame[12..], value);
        }
        Advance(8 + length);
    }

    public void AppendSynStream(uint streamId, byte flags, ReadOnlySpan<byte> headers)
    {
        var frame = _pending.GetSpan(18 + headers.Length);
        WriteControlHeader(frame, SpdyFrameType.SynStream, flags, 10 + headers.Length);
        BinaryPrimitives.WriteUInt32BigEndian(frame[8..], streamId);
        // Associated stream, priority and slot: none. Priority 0 is the highest and the one that Go's client uses.
        frame[12..18].Clear();
        headers.CopyTo(frame[18..]);
        Advance(18 + headers.Length);
    }

    public void AppendSynReply(uint streamId, byte flags, ReadOnlySpan<byte> headers)
    {
        var frame = _pending.GetSpan(12 + headers.Length);
        WriteControlHeader(frame, SpdyFrameType.SynReply, flags, 4 + headers.Length);
        BinaryPrimitives.WriteUInt32BigEndian(frame[8..], streamId);
        headers.CopyTo(frame[12..]);
        Advance(12 + headers.Length);
    }

    public void AppendData(uint streamId, byte flags, ReadOnlySpan<byte> data)
    {
        var frame = _pending.GetSpan(8 + data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(frame, streamId);
        BinaryPrimitives.WriteUInt32BigEndian(frame[4..], ((uint)flags << 24) | (uint)data.Length);
        data.CopyTo(frame[8..]);
        Advance(8 + data.Length);
    }

    /// <summary>Writes what is appended until completed or failed; <paramref name="onSpace"/> runs under the lock after each batch is taken.</summary>
    public async Task PumpAsync(Stream transport, Lock gate, Action onSpace, CancellationToken ct)
    {
        while (true)
        {
            await _work.Reader.ReadAsync(ct);
            bool last;
            lock (gate)
            {
                (_pending, _writing) = (_writing, _pending);
                _pending.ResetWrittenCount();
                last = _completed;
                onSpace();
            }
            if (_writing.WrittenCount > 0)
            {
                await transport.WriteAsync(_writing.WrittenMemory, ct);
                await transport.FlushAsync(ct);
            }
            if (last)
            {
                return;
            }
        }
    }

    private static void WriteControlHeader(Span<byte> frame, SpdyFrameType type, byte flags, int length)
    {
        BinaryPrimitives.WriteUInt16BigEndian(frame, 0x8003);
        BinaryPrimitives.WriteUInt16BigEndian(frame[2..], (ushort)type);
        BinaryPrimitives.WriteUInt32BigEndian(frame[4..], ((uint)flags << 24) | (uint)length);
    }

    private void Advance(int count)
    {
        if (!_abandoned)
        {
            _pending.Advance(count);
            Signal();
        }
    }

    private void Signal() => _work.Writer.TryWrite(true);
}
