using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Navarch.ApiMachinery.Protobuf;

/// <summary>
/// Writes protobuf from its end to its start, so that the length of a message is known when its prefix is written and
/// one pass is enough. The buffer is rented and grows at its front.
/// </summary>
internal ref struct BackwardWriter
{
    private byte[] _buffer;
    private int _start;

    public BackwardWriter(int capacity)
    {
        _buffer = ArrayPool<byte>.Shared.Rent(capacity);
        _start = _buffer.Length;
    }

    /// <summary>How much has been written.</summary>
    public readonly int Length => _buffer.Length - _start;

    public readonly ReadOnlySpan<byte> Written => _buffer.AsSpan(_start);

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _start = 0;
    }

    private Span<byte> Take(int count)
    {
        if (_start < count)
        {
            var length = Length;
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_buffer.Length * 2, length + count));
            _buffer.AsSpan(_start).CopyTo(larger.AsSpan(larger.Length - length));
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
            _start = larger.Length - length;
        }
        _start -= count;
        return _buffer.AsSpan(_start, count);
    }

    public void Raw(scoped ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));

    public void Varint(ulong value)
    {
        if (value < 0x80)
        {
            Take(1)[0] = (byte)value;
            return;
        }
        Span<byte> bytes = stackalloc byte[10];
        var count = 0;
        while (value >= 0x80)
        {
            bytes[count++] = (byte)(value | 0x80);
            value >>= 7;
        }
        bytes[count++] = (byte)value;
        Raw(bytes[..count]);
    }

    /// <summary>Writes tag and value of an integer or bool.</summary>
    public void Integer(int number, long value)
    {
        Varint((ulong)value);
        Varint((ulong)number << 3);
    }

    /// <summary>Writes tag and value of a double.</summary>
    public void Double(int number, double value)
    {
        BinaryPrimitives.WriteDoubleLittleEndian(Take(8), value);
        Varint(((ulong)number << 3) | 1);
    }

    /// <summary>Writes tag, length and text.</summary>
    public void String(int number, string text)
    {
        var before = Length;
        Encoding.UTF8.GetBytes(text, Take(Encoding.UTF8.GetByteCount(text)));
        Close(number, before);
    }

    /// <summary>Writes tag, length and bytes.</summary>
    public void Bytes(int number, scoped ReadOnlySpan<byte> bytes)
    {
        var before = Length;
        Raw(bytes);
        Close(number, before);
    }

    /// <summary>Puts tag and length in front of what has been written since <paramref name="before"/>.</summary>
    public void Close(int number, int before)
    {
        Varint((ulong)(Length - before));
        Varint(((ulong)number << 3) | 2);
    }
}
