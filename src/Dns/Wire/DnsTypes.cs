using System.Net;

namespace Navarch.Dns.Wire;

/// <summary>Record types by their number in IANA's registry; others pass through as numbers.</summary>
public enum RecordType : ushort
{
    None = 0,
    A = 1,
    NS = 2,
    CNAME = 5,
    SOA = 6,
    PTR = 12,
    MX = 15,
    TXT = 16,
    AAAA = 28,
    SRV = 33,
    OPT = 41,
    ANY = 255,
}

public enum ResponseCode
{
    NoError = 0,
    FormErr = 1,
    ServFail = 2,
    NXDomain = 3,
    NotImp = 4,
    Refused = 5,
    BadVers = 16,
}

/// <summary>A question: name (absolute, in the client's case), type, and class (1 is the Internet's).</summary>
public readonly record struct DnsQuestion(string Name, RecordType Type, ushort Class = 1);

/// <summary>EDNS0 (RFC 6891) of a message. The error is RFC 8914's: a code and a sentence that says why.</summary>
public sealed record Edns(int UdpPayloadBytes, bool DnssecOk = false, byte Version = 0, int? ErrorCode = null, string? ErrorText = null);

/// <summary>One resource record. Names are absolute, with a closing dot.</summary>
public sealed record DnsRecord(string Name, RecordType Type, uint TtlSeconds, RecordData Data, ushort Class = 1);

/// <summary>What stands in a record, by type.</summary>
public abstract record RecordData;

/// <summary>A and AAAA.</summary>
public sealed record AddressData(IPAddress Address) : RecordData;

/// <summary>CNAME, NS and PTR.</summary>
public sealed record NameData(string Target) : RecordData;

public sealed record SrvData(ushort Priority, ushort Weight, ushort Port, string Target) : RecordData;

public sealed record MxData(ushort Preference, string Exchange) : RecordData;

public sealed record SoaData(string PrimaryServer, string Mailbox, uint Serial, uint Refresh, uint Retry, uint Expire, uint NegativeTtlSeconds) : RecordData;

/// <summary>TXT with one character-string of ASCII text.</summary>
public sealed record TextData(string Text) : RecordData;

/// <summary>Any other type: its bytes.</summary>
public sealed record OpaqueData(byte[] Bytes) : RecordData
{
    public bool Equals(OpaqueData? other) => other is not null && Bytes.AsSpan().SequenceEqual(other.Bytes);

    public override int GetHashCode() => Bytes.Length;
}
