using System.Buffers.Binary;
using System.Globalization;

namespace Navarch.ApiMachinery.Protobuf;

/// <summary>Reads the tokens of a protobuf message. Every length is checked against what is left.</summary>
internal ref struct ForwardReader(ReadOnlySpan<byte> message)
{
    private ReadOnlySpan<byte> _rest = message;

    /// <summary>The field of the token that was read last.</summary>
    public int Number { get; private set; }

    /// <summary>0: varint, 1: 64 bits, 2: length and bytes, 5: 32 bits.</summary>
    public int WireType { get; private set; }

    /// <summary>True when all has been read.</summary>
    public readonly bool AtEnd => _rest.IsEmpty;

    /// <summary>Goes to the next field; false at the end.</summary>
    public bool Next()
    {
        if (_rest.IsEmpty)
        {
            return false;
        }
        var tag = Varint();
        WireType = (int)(tag & 7);
        var number = tag >> 3;
        if (number is 0 or > int.MaxValue)
        {
            throw new DecodeException(string.Create(CultureInfo.InvariantCulture, $"proto: illegal tag {(int)number} (wire type {tag})"));
        }
        Number = (int)number;
        return true;
    }

    public ulong Varint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (_rest.IsEmpty)
            {
                throw Truncated();
            }
            var b = _rest[0];
            _rest = _rest[1..];
            value |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80)
            {
                return value;
            }
        }
        throw new DecodeException("proto: integer overflow");
    }

    public ReadOnlySpan<byte> Bytes()
    {
        var length = Varint();
        if (length > int.MaxValue)
        {
            throw new DecodeException("proto: negative length found during unmarshaling");
        }
        return Take((int)length);
    }

    public double Double() => BinaryPrimitives.ReadDoubleLittleEndian(Take(8));

    /// <summary>Refuses a field of another wire type than its declaration says.</summary>
    public readonly void Expect(int wireType, string field)
    {
        if (WireType != wireType)
        {
            throw new DecodeException(string.Create(CultureInfo.InvariantCulture, $"proto: wrong wireType = {WireType} for field {field}"));
        }
    }

    public void Skip()
    {
        switch (WireType)
        {
            case 0:
                Varint();
                break;
            case 1:
                Take(8);
                break;
            case 2:
                Bytes();
                break;
            case 5:
                Take(4);
                break;
            default:
                // Groups left protobuf long before Kubernetes used it.
                throw new DecodeException(string.Create(CultureInfo.InvariantCulture, $"proto: illegal wireType {WireType}"));
        }
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _rest.Length)
        {
            throw Truncated();
        }
        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }

    private static DecodeException Truncated() => new("unexpected EOF");
}
