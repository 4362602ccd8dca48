using System.Buffers.Binary;

namespace Navarch.Dns.Wire;

/// <summary>
/// A DNS message (RFC 1035 4.1) as a value. <see cref="TryParse"/> takes any bytes; <see cref="Encode"/> cuts what doesn't fit:
/// additional records silently, answers by setting TC, so that the client asks again over TCP.
/// </summary>
public sealed class DnsMessage
{
    public const int HeaderBytes = 12;

    public ushort Id { get; init; }

    public bool IsResponse { get; init; }

    /// <summary>0 is a standard query.</summary>
    public int Opcode { get; init; }

    public bool Authoritative { get; init; }

    public bool Truncated { get; init; }

    public bool RecursionDesired { get; init; }

    public bool RecursionAvailable { get; init; }

    public bool CheckingDisabled { get; init; }

    /// <summary>With EDNS's upper bits when there are any.</summary>
    public ResponseCode Code { get; init; }

    public IReadOnlyList<DnsQuestion> Questions { get; init; } = [];

    public IReadOnlyList<DnsRecord> Answers { get; init; } = [];

    public IReadOnlyList<DnsRecord> Authorities { get; init; } = [];

    public IReadOnlyList<DnsRecord> Additionals { get; init; } = [];

    public Edns? Edns { get; init; }

    public static bool TryParse(ReadOnlySpan<byte> bytes, out DnsMessage message)
    {
        message = Empty;
        if (bytes.Length < HeaderBytes)
        {
            return false;
        }
        var reader = new DnsReader(bytes);
        var id = reader.UInt16();
        int flags = reader.UInt16();
        int questionCount = reader.UInt16(), answerCount = reader.UInt16(), authorityCount = reader.UInt16(), additionalCount = reader.UInt16();
        var questions = new List<DnsQuestion>(Math.Min(questionCount, 1));
        for (var i = 0; i < questionCount && !reader.Failed; i++)
        {
            questions.Add(new DnsQuestion(reader.Name(), (RecordType)reader.UInt16(), reader.UInt16()));
        }
        Edns? edns = null;
        var answers = Section(ref reader, answerCount, ref edns);
        var authorities = Section(ref reader, authorityCount, ref edns);
        var additionals = Section(ref reader, additionalCount, ref edns);
        if (reader.Failed)
        {
            return false;
        }
        message = new DnsMessage
        {
            Id = id,
            IsResponse = (flags & 0x8000) != 0,
            Opcode = (flags >> 11) & 0xF,
            Authoritative = (flags & 0x400) != 0,
            Truncated = (flags & 0x200) != 0,
            RecursionDesired = (flags & 0x100) != 0,
            RecursionAvailable = (flags & 0x80) != 0,
            CheckingDisabled = (flags & 0x10) != 0,
            Code = (ResponseCode)(flags & 0xF),
            Questions = questions,
            Answers = answers,
            Authorities = authorities,
            Additionals = additionals,
            Edns = edns,
        };
        return true;
    }

    /// <summary>The message's bytes, at most <paramref name="limitBytes"/> of them.</summary>
    public byte[] Encode(int limitBytes = Limits.TcpMessageBytes)
    {
        // A bigger buffer only when the records can't fit: most answers are far below it.
        var buffer = new byte[Math.Min(limitBytes, 2048)];
        var length = Write(buffer, buffer.Length, out var cut);
        if (cut && limitBytes > buffer.Length)
        {
            buffer = new byte[limitBytes];
            length = Write(buffer, limitBytes, out _);
        }
        return buffer[..length];
    }

    private int Write(byte[] buffer, int limit, out bool cut)
    {
        var optBytes = Edns is null ? 0 : 11 + (Edns.ErrorCode is null ? 0 : 6 + (Edns.ErrorText?.Length ?? 0) * 3);
        var writer = new DnsWriter(buffer, limit - optBytes);
        writer.Bytes(stackalloc byte[HeaderBytes]);
        var questionCount = Questions.TakeWhile(writer.TryQuestion).Count();
        var answerCount = Answers.TakeWhile(writer.TryRecord).Count();
        var truncated = answerCount < Answers.Count;
        var authorityCount = truncated ? 0 : Authorities.TakeWhile(writer.TryRecord).Count();
        truncated |= !truncated && authorityCount < Authorities.Count;
        var additionalCount = truncated ? 0 : Additionals.TakeWhile(writer.TryRecord).Count();
        cut = truncated || additionalCount < Additionals.Count;
        var length = writer.Position;
        if (Edns is not null)
        {
            var tail = new byte[optBytes];
            var opt = new DnsWriter(tail, optBytes);
            if (opt.TryEdns(Edns, (int)Code >> 4))
            {
                tail.AsSpan(0, opt.Position).CopyTo(buffer.AsSpan(length));
                length += opt.Position;
                additionalCount++;
            }
        }
        var flags = (IsResponse ? 0x8000 : 0) | (Opcode << 11) | (Authoritative ? 0x400 : 0) | (truncated || Truncated ? 0x200 : 0)
            | (RecursionDesired ? 0x100 : 0) | (RecursionAvailable ? 0x80 : 0) | (CheckingDisabled ? 0x10 : 0) | ((int)Code & 0xF);
        var header = buffer.AsSpan();
        BinaryPrimitives.WriteUInt16BigEndian(header, Id);
        BinaryPrimitives.WriteUInt16BigEndian(header[2..], (ushort)flags);
        BinaryPrimitives.WriteUInt16BigEndian(header[4..], (ushort)questionCount);
        BinaryPrimitives.WriteUInt16BigEndian(header[6..], (ushort)answerCount);
        BinaryPrimitives.WriteUInt16BigEndian(header[8..], (ushort)authorityCount);
        BinaryPrimitives.WriteUInt16BigEndian(header[10..], (ushort)additionalCount);
        return length;
    }

    private static readonly DnsMessage Empty = new();

    private static List<DnsRecord> Section(ref DnsReader reader, int count, ref Edns? edns)
    {
        var records = new List<DnsRecord>();
        for (var i = 0; i < count && !reader.Failed; i++)
        {
            var record = reader.Record(out var options);
            edns = options ?? edns;
            if (record is not null)
            {
                records.Add(record);
            }
        }
        return records;
    }
}
