using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;

namespace Navarch.Client.Streaming.Spdy;

/// <summary>The eight bytes before every frame (SPDY/3.1 section 2.2).</summary>
internal readonly record struct SpdyFrameHeader(bool IsControl, SpdyFrameType Type, uint StreamId, byte Flags, int Length);

/// <summary>A control frame's payload, read with checks of its length.</summary>
internal readonly ref struct SpdyControlFrame(SpdyFrameHeader header, ReadOnlySpan<byte> payload)
{
    private readonly ReadOnlySpan<byte> _payload = payload;

    public SpdyFrameHeader Header { get; } = header;

    public uint StreamId => UInt(0) & int.MaxValue;

    public uint UInt(int offset) => BinaryPrimitives.ReadUInt32BigEndian(Tail(offset, 4));

    public ReadOnlySpan<byte> Tail(int offset, int atLeast = 0) => offset >= 0 && offset + atLeast <= _payload.Length
        ? _payload[offset..]
        : throw new SpdyException($"{Header.Type} frame of {_payload.Length} bytes is too short");
}

/// <summary>Reads frames from the transport. Only the connection's reading loop uses it.</summary>
internal sealed class SpdyReader(Stream transport) : IDisposable
{
    private readonly PipeReader _input = PipeReader.Create(transport, new StreamPipeReaderOptions(bufferSize: 16 * 1024, leaveOpen: true));

    public SpdyHeaderDecoder Decoder { get; } = new();

    /// <summary>The next frame's header, or null at the end of the transport.</summary>
    public async ValueTask<SpdyFrameHeader?> ReadHeaderAsync(CancellationToken ct)
    {
        var result = await _input.ReadAtLeastAsync(8, ct);
        if (result.Buffer.Length < 8)
        {
            return result.Buffer.IsEmpty ? null : throw new SpdyException("the peer closed the connection within a frame");
        }
        var header = Parse(result.Buffer.Slice(0, 8));
        _input.AdvanceTo(result.Buffer.GetPosition(8));
        return header;
    }

    public async ValueTask<byte[]> ReadPayloadAsync(int length, CancellationToken ct)
    {
        if (length > Limits.SpdyMaxControlFrameBytes)
        {
            throw new SpdyException($"SPDY control frame of {length} bytes");
        }
        if (length == 0)
        {
            return [];
        }
        var result = await _input.ReadAtLeastAsync(length, ct);
        if (result.Buffer.Length < length)
        {
            throw new SpdyException("the peer closed the connection within a frame");
        }
        var payload = result.Buffer.Slice(0, length).ToArray();
        _input.AdvanceTo(result.Buffer.GetPosition(length));
        return payload;
    }

    /// <summary>Moves a DATA frame's payload to its stream, waiting for room there; drops it once the stream has ended.</summary>
    public async ValueTask CopyAsync(int length, PipeWriter target, CancellationToken ct)
    {
        while (length > 0)
        {
            var result = await ReadSomeAsync(ct);
            var part = result.Buffer.Slice(0, Math.Min(length, result.Buffer.Length));
            length -= (int)part.Length;
            foreach (var segment in part)
            {
                target.Write(segment.Span);
            }
            _input.AdvanceTo(part.End);
            var flushed = await target.FlushAsync(ct);
            if (flushed.IsCompleted || flushed.IsCanceled)
            {
                await SkipAsync(length, ct);
                return;
            }
        }
    }

    public async ValueTask SkipAsync(int length, CancellationToken ct)
    {
        while (length > 0)
        {
            var result = await ReadSomeAsync(ct);
            var part = result.Buffer.Slice(0, Math.Min(length, result.Buffer.Length));
            length -= (int)part.Length;
            _input.AdvanceTo(part.End);
        }
    }

    public void Dispose()
    {
        _input.Complete();
        Decoder.Dispose();
    }

    private async ValueTask<ReadResult> ReadSomeAsync(CancellationToken ct)
    {
        var result = await _input.ReadAsync(ct);
        return result.Buffer.IsEmpty && result.IsCompleted ? throw new SpdyException("the peer closed the connection within a frame") : result;
    }

    private static SpdyFrameHeader Parse(ReadOnlySequence<byte> bytes)
    {
        Span<byte> header = stackalloc byte[8];
        bytes.CopyTo(header);
        var first = BinaryPrimitives.ReadUInt32BigEndian(header);
        var second = BinaryPrimitives.ReadUInt32BigEndian(header[4..]);
        var (flags, length) = ((byte)(second >> 24), (int)(second & 0xffffff));
        if (first >> 31 == 0)
        {
            return new SpdyFrameHeader(false, default, first, flags, length);
        }
        var version = (first >> 16) & 0x7fff;
        return version == 3
            ? new SpdyFrameHeader(true, (SpdyFrameType)(ushort)first, 0, flags, length)
            : throw new SpdyException($"SPDY version {version} is not supported");
    }
}
