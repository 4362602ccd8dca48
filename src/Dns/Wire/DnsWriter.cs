using System.Buffers.Binary;
using System.Text;

namespace Navarch.Dns.Wire;

/// <summary>
/// Writes a message into a buffer of at most the given size, with names compressed against those already written.
/// A record that doesn't fit leaves the message as it was before it.
/// </summary>
internal sealed class DnsWriter
{
    private readonly Dictionary<string, int> _offsets = new(StringComparer.OrdinalIgnoreCase);
    private readonly byte[] _buffer;
    private readonly int _limit;
    private bool _full;

    public DnsWriter(byte[] buffer, int limit)
    {
        _buffer = buffer;
        _limit = Math.Min(limit, buffer.Length);
    }

    public int Position { get; private set; }

    public void PatchUInt16(int offset, int value) => BinaryPrimitives.WriteUInt16BigEndian(_buffer.AsSpan(offset), (ushort)value);

    public void UInt16(int value)
    {
        if (Reserve(2) is { Length: > 0 } span)
        {
            BinaryPrimitives.WriteUInt16BigEndian(span, (ushort)value);
        }
    }

    public void UInt32(uint value)
    {
        if (Reserve(4) is { Length: > 0 } span)
        {
            BinaryPrimitives.WriteUInt32BigEndian(span, value);
        }
    }

    public void Bytes(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Reserve(bytes.Length));

    public void Name(string name)
    {
        Span<byte> octets = stackalloc byte[Limits.LabelOctets];
        var start = 0;
        while (start < name.Length && name != ".")
        {
            var suffix = name[start..];
            if (_offsets.TryGetValue(suffix, out var offset))
            {
                UInt16(0xC000 | offset);
                return;
            }
            if (Position < 0x4000 && !_full)
            {
                _offsets[suffix] = Position;
            }
            var end = DnsName.LabelEnd(name, start);
            var length = DnsName.LabelOctets(name.AsSpan(start, end - start), octets);
            if (length <= 0)
            {
                throw new ArgumentException($"'{name}' is no DNS name", nameof(name));
            }
            Bytes([(byte)length]);
            Bytes(octets[..length]);
            start = end + 1;
        }
        Bytes([0]);
    }

    public bool TryQuestion(DnsQuestion question) => Attempt(() =>
    {
        Name(question.Name);
        UInt16((int)question.Type);
        UInt16(question.Class);
    });

    public bool TryRecord(DnsRecord record) => Attempt(() =>
    {
        Name(record.Name);
        UInt16((int)record.Type);
        UInt16(record.Class);
        UInt32(record.TtlSeconds);
        var lengthAt = Position;
        UInt16(0);
        Data(record.Data);
        if (!_full)
        {
            PatchUInt16(lengthAt, Position - lengthAt - 2);
        }
    });

    public bool TryEdns(Edns edns, int extendedCode) => Attempt(() =>
    {
        Bytes([0]);
        UInt16((int)RecordType.OPT);
        UInt16(edns.UdpPayloadBytes);
        UInt32(((uint)extendedCode << 24) | ((uint)edns.Version << 16) | (edns.DnssecOk ? 0x8000u : 0));
        if (edns.ErrorCode is { } code)
        {
            var text = Encoding.UTF8.GetBytes(edns.ErrorText ?? "");
            UInt16(text.Length + 6);
            UInt16(DnsReader.ExtendedError);
            UInt16(text.Length + 2);
            UInt16(code);
            Bytes(text);
        }
        else
        {
            UInt16(0);
        }
    });

    private void Data(RecordData data)
    {
        switch (data)
        {
            case AddressData address:
                Bytes(address.Address.GetAddressBytes());
                break;
            case NameData name:
                Name(name.Target);
                break;
            case SrvData srv:
                UInt16(srv.Priority);
                UInt16(srv.Weight);
                UInt16(srv.Port);
                // RFC 2782: the target isn't compressed; readers take both, so the shorter answer wins, as CoreDNS does.
                Name(srv.Target);
                break;
            case MxData mx:
                UInt16(mx.Preference);
                Name(mx.Exchange);
                break;
            case SoaData soa:
                Name(soa.PrimaryServer);
                Name(soa.Mailbox);
                UInt32(soa.Serial);
                UInt32(soa.Refresh);
                UInt32(soa.Retry);
                UInt32(soa.Expire);
                UInt32(soa.NegativeTtlSeconds);
                break;
            case TextData text:
                var bytes = Encoding.Latin1.GetBytes(text.Text);
                Bytes([(byte)Math.Min(bytes.Length, 255)]);
                Bytes(bytes.AsSpan(0, Math.Min(bytes.Length, 255)));
                break;
            case OpaqueData opaque:
                Bytes(opaque.Bytes);
                break;
        }
    }

    private bool Attempt(Action write)
    {
        var start = Position;
        write();
        if (!_full)
        {
            return true;
        }
        _full = false;
        Position = start;
        foreach (var (suffix, offset) in _offsets.ToList())
        {
            if (offset >= start)
            {
                _offsets.Remove(suffix);
            }
        }
        return false;
    }

    private Span<byte> Reserve(int count)
    {
        if (_full || Position + count > _limit)
        {
            _full = true;
            return new byte[count];
        }
        var span = _buffer.AsSpan(Position, count);
        Position += count;
        return span;
    }
}
