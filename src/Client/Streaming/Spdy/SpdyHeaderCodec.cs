using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Navarch.Client.Streaming.Spdy;

/// <summary>
/// Writes header blocks: all blocks of a connection are one zlib stream with a preset dictionary, flushed after each block.
/// .NET's zlib takes no dictionary, so the raw deflate stream is fed the dictionary first and that output is thrown away: what
/// follows may refer back to it exactly as zlib's deflateSetDictionary would let it.
/// </summary>
internal sealed class SpdyHeaderEncoder : IDisposable
{
    private readonly MemoryStream _output = new();
    private readonly DeflateStream _deflate;

    public SpdyHeaderEncoder()
    {
        _deflate = new DeflateStream(_output, CompressionLevel.Optimal, leaveOpen: true);
        _deflate.Write(SpdyDictionary.Bytes);
        _deflate.Flush();
        _output.SetLength(0);
        // Deflate, 32 KiB window, dictionary present; then the dictionary's checksum.
        _output.Write([0x78, 0xbb]);
        Span<byte> id = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(id, SpdyDictionary.Id);
        _output.Write(id);
    }

    /// <summary>The compressed block; valid until the next call.</summary>
    public ReadOnlySpan<byte> Encode(IReadOnlyDictionary<string, string> headers)
    {
        WriteInt(headers.Count);
        foreach (var (name, value) in headers)
        {
            WriteText(name.ToLowerInvariant());
            WriteText(value);
        }
        _deflate.Flush();
        var block = _output.GetBuffer().AsSpan(0, (int)_output.Length);
        _output.SetLength(0);
        return block;
    }

    public void Dispose()
    {
        _deflate.Dispose();
        _output.Dispose();
    }

    private void WriteText(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        WriteInt(bytes.Length);
        _deflate.Write(bytes);
    }

    private void WriteInt(int value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        _deflate.Write(bytes);
    }
}

/// <summary>
/// Reads header blocks, the other end of <see cref="SpdyHeaderEncoder"/>: the dictionary is put before the peer's deflate data as a
/// stored block, so that its references find the text where they expect it.
/// </summary>
internal sealed class SpdyHeaderDecoder : IDisposable
{
    private readonly Feed _feed = new();
    private readonly DeflateStream _inflate;
    private bool _started;

    public SpdyHeaderDecoder() => _inflate = new DeflateStream(_feed, CompressionMode.Decompress, leaveOpen: true);

    /// <exception cref="SpdyException">The block is malformed or larger than a bound; the connection's compression state is lost.</exception>
    public Dictionary<string, string> Decode(ReadOnlySpan<byte> block)
    {
        try
        {
            if (!_started)
            {
                block = Start(block);
            }
            _feed.Append(block);
            var headers = Parse();
            if (_feed.Unread > Limits.SpdyMaxControlFrameBytes)
            {
                throw new SpdyException("SPDY header blocks with data after their fields");
            }
            return headers;
        }
        catch (InvalidDataException e)
        {
            throw new SpdyException("malformed SPDY header block", e);
        }
    }

    public void Dispose()
    {
        _inflate.Dispose();
        _feed.Dispose();
    }

    private ReadOnlySpan<byte> Start(ReadOnlySpan<byte> block)
    {
        if (block.Length < 2 || (block[0] & 0x0f) != 8 || ((block[0] << 8) | block[1]) % 31 != 0)
        {
            throw new SpdyException("SPDY header block is not a zlib stream");
        }
        var usesDictionary = (block[1] & 0x20) != 0;
        block = block[2..];
        if (usesDictionary)
        {
            if (block.Length < 4 || BinaryPrimitives.ReadUInt32BigEndian(block) != SpdyDictionary.Id)
            {
                throw new SpdyException("SPDY header block names another dictionary");
            }
            block = block[4..];
            PrimeWithDictionary();
        }
        _started = true;
        return block;
    }

    private void PrimeWithDictionary()
    {
        var dictionary = SpdyDictionary.Bytes;
        Span<byte> stored = stackalloc byte[5];
        BinaryPrimitives.WriteUInt16LittleEndian(stored[1..], (ushort)dictionary.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(stored[3..], (ushort)~dictionary.Length);
        _feed.Append(stored);
        _feed.Append(dictionary);
        ReadExactly(new byte[dictionary.Length]);
    }

    private Dictionary<string, string> Parse()
    {
        var count = ReadInt();
        if (count is < 0 or > Limits.SpdyMaxHeaders)
        {
            throw new SpdyException($"SPDY header block of {count} fields");
        }
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var left = Limits.SpdyMaxHeaderBlockBytes;
        for (var i = 0; i < count; i++)
        {
            var name = ReadText(ref left);
            var value = ReadText(ref left);
            if (name.Length == 0 || !headers.TryAdd(name, value))
            {
                throw new SpdyException("SPDY header block with an empty or repeated name");
            }
        }
        return headers;
    }

    private string ReadText(ref int left)
    {
        var length = ReadInt();
        if (length < 0 || length > left)
        {
            throw new SpdyException("SPDY header block is too large");
        }
        left -= length;
        var bytes = new byte[length];
        ReadExactly(bytes);
        return Encoding.UTF8.GetString(bytes);
    }

    private int ReadInt()
    {
        Span<byte> bytes = stackalloc byte[4];
        ReadExactly(bytes);
        return BinaryPrimitives.ReadInt32BigEndian(bytes);
    }

    private void ReadExactly(Span<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var read = _inflate.Read(bytes);
            if (read == 0)
            {
                throw new SpdyException("SPDY header block ends early");
            }
            bytes = bytes[read..];
        }
    }

    /// <summary>What has arrived and was not inflated yet; at most one control frame and the flush marker of the one before.</summary>
    private sealed class Feed : Stream
    {
        private readonly MemoryStream _bytes = new();

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public void Append(ReadOnlySpan<byte> bytes)
        {
            var unread = Unread;
            var buffer = _bytes.GetBuffer();
            buffer.AsSpan((int)_bytes.Position, unread).CopyTo(buffer);
            _bytes.SetLength(unread);
            _bytes.Position = unread;
            _bytes.Write(bytes);
            _bytes.Position = 0;
        }

        public int Unread => (int)(_bytes.Length - _bytes.Position);

        public override int Read(Span<byte> buffer) => _bytes.Read(buffer);
        public override int Read(byte[] buffer, int offset, int count) => _bytes.Read(buffer, offset, count);
        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
