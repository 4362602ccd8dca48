using System.Buffers.Binary;
using System.Net;
using System.Text;

namespace Navarch.Dns.Wire;

/// <summary>Reads a message's parts in order. After the first malformed part <see cref="Failed"/> stays true and all reads give defaults.</summary>
internal ref struct DnsReader(ReadOnlySpan<byte> message)
{
    private readonly ReadOnlySpan<byte> _message = message;

    public int Position { get; set; }

    public bool Failed { get; private set; }

    public ushort UInt16()
    {
        var bytes = Bytes(2);
        return bytes.Length == 2 ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : (ushort)0;
    }

    public uint UInt32()
    {
        var bytes = Bytes(4);
        return bytes.Length == 4 ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : 0;
    }

    public ReadOnlySpan<byte> Bytes(int count)
    {
        if (Failed || count < 0 || Position + count > _message.Length)
        {
            Failed = true;
            return default;
        }
        var bytes = _message.Slice(Position, count);
        Position += count;
        return bytes;
    }

    /// <summary>A name, compressed or not (RFC 1035 4.1.4). Pointers must go backwards.</summary>
    public string Name()
    {
        var name = new StringBuilder();
        var octets = 1;
        var pointers = 0;
        var at = Position;
        var end = -1;
        while (!Failed)
        {
            if (at >= _message.Length)
            {
                Failed = true;
                break;
            }
            int length = _message[at];
            if (length == 0)
            {
                Position = end < 0 ? at + 1 : end;
                return name.Length == 0 ? "." : name.ToString();
            }
            if ((length & 0xC0) == 0xC0)
            {
                if (at + 1 >= _message.Length || ++pointers > Limits.CompressionPointers)
                {
                    Failed = true;
                    break;
                }
                var target = ((length & 0x3F) << 8) | _message[at + 1];
                end = end < 0 ? at + 2 : end;
                if (target >= at)
                {
                    Failed = true;
                    break;
                }
                at = target;
                continue;
            }
            octets += length + 1;
            if (length > Limits.LabelOctets || octets > Limits.NameOctets || at + 1 + length > _message.Length)
            {
                Failed = true;
                break;
            }
            DnsName.AppendLabel(name, _message.Slice(at + 1, length));
            at += length + 1;
        }
        return ".";
    }

    public DnsRecord? Record(out Edns? edns)
    {
        edns = null;
        var name = Name();
        var type = (RecordType)UInt16();
        var recordClass = UInt16();
        var ttl = UInt32();
        var length = UInt16();
        var end = Position + length;
        if (Failed || end > _message.Length)
        {
            Failed = true;
            return null;
        }
        if (type == RecordType.OPT)
        {
            edns = Options(recordClass, ttl, end);
            return null;
        }
        var data = Data(type, length);
        if (Position != end)
        {
            Failed = true;
        }
        return Failed ? null : new DnsRecord(name, type, ttl, data, recordClass);
    }

    private RecordData Data(RecordType type, int length)
    {
        switch (type)
        {
            case RecordType.A when length == 4:
            case RecordType.AAAA when length == 16:
                return new AddressData(new IPAddress(Bytes(length)));
            case RecordType.CNAME or RecordType.NS or RecordType.PTR:
                return new NameData(Name());
            case RecordType.SRV:
                return new SrvData(UInt16(), UInt16(), UInt16(), Name());
            case RecordType.MX:
                return new MxData(UInt16(), Name());
            case RecordType.SOA:
                return new SoaData(Name(), Name(), UInt32(), UInt32(), UInt32(), UInt32(), UInt32());
            case RecordType.TXT when length > 0 && Position < _message.Length && _message[Position] == length - 1:
                return new TextData(Encoding.Latin1.GetString(Bytes(length)[1..]));
            default:
                return new OpaqueData(Bytes(length).ToArray());
        }
    }

    private Edns? Options(ushort payloadBytes, uint ttl, int end)
    {
        int? errorCode = null;
        string? errorText = null;
        while (!Failed && Position < end)
        {
            var code = UInt16();
            var length = UInt16();
            var value = Bytes(length);
            if (code == ExtendedError && value.Length >= 2)
            {
                errorCode = BinaryPrimitives.ReadUInt16BigEndian(value);
                errorText = Encoding.UTF8.GetString(value[2..]);
            }
        }
        if (Position != end)
        {
            Failed = true;
        }
        return Failed ? null : new Edns(payloadBytes, (ttl & 0x8000) != 0, (byte)(ttl >> 16), errorCode, errorText);
    }

    /// <summary>Option code of RFC 8914.</summary>
    public const int ExtendedError = 15;
}
