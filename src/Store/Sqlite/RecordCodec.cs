using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using Navarch.Store.Embedded;

namespace Navarch.Store.Sqlite;

/// <summary>
/// The bytes of the log's rows. Each begins with a CRC-32C over its number and the rest, so that a flipped bit anywhere in it is
/// found; a sum over all rows' hashes in the head finds rows that are missing or came twice.
/// </summary>
internal static class RecordCodec
{
    private const int Crc = 4;
    private const int VersionHeader = Crc + 8 + 8 + 8 + 4;
    private const int HeadLength = Crc + (5 * 8);
    public const int MaxHeadLength = HeadLength + (Limits.RevisionGaps * 16);
    public const int LeaseLength = Crc + 16;

    public static ReadOnlySpan<byte> EncodeVersion(KeyValue version, ref byte[] buffer)
    {
        int length = VersionHeader + Encoding.UTF8.GetMaxByteCount(version.Key.Length) + version.ValueArray.Length;
        if (buffer.Length < length)
        {
            buffer = new byte[BitOperations.RoundUpToPowerOf2((uint)length)];
        }

        Span<byte> record = buffer;
        BinaryPrimitives.WriteInt64LittleEndian(record[Crc..], version.CreateRevision);
        BinaryPrimitives.WriteInt64LittleEndian(record[(Crc + 8)..], version.Version);
        BinaryPrimitives.WriteInt64LittleEndian(record[(Crc + 16)..], version.LeaseId);
        int keyLength = Encoding.UTF8.GetBytes(version.Key, record[VersionHeader..]);
        BinaryPrimitives.WriteInt32LittleEndian(record[(Crc + 24)..], keyLength);
        version.ValueArray.CopyTo(record[(VersionHeader + keyLength)..]);
        return Seal(version.ModRevision, record[..(VersionHeader + keyLength + version.ValueArray.Length)]);
    }

    /// <summary>False if the record is damaged.</summary>
    public static bool TryDecodeVersion(long revision, ReadOnlySpan<byte> record, out VersionRecord version)
    {
        version = default;
        if (!IsSealed(revision, record, VersionHeader))
        {
            return false;
        }

        int keyLength = BinaryPrimitives.ReadInt32LittleEndian(record[(Crc + 24)..]);
        if (keyLength < 0 || keyLength > record.Length - VersionHeader)
        {
            return false;
        }

        version = new VersionRecord(
            Encoding.UTF8.GetString(record.Slice(VersionHeader, keyLength)),
            record[(VersionHeader + keyLength)..].ToArray(),
            BinaryPrimitives.ReadInt64LittleEndian(record[Crc..]),
            BinaryPrimitives.ReadInt64LittleEndian(record[(Crc + 8)..]),
            BinaryPrimitives.ReadInt64LittleEndian(record[(Crc + 16)..]));
        return true;
    }

    /// <summary>What the row adds to the sum over all rows.</summary>
    public static ulong Hash(long revision, ReadOnlySpan<byte> record)
    {
        ulong x = ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(record) << 32) ^ ((ulong)revision * 0x9E3779B97F4A7C15);
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }

    public static ReadOnlySpan<byte> EncodeHead(LogHead head, long rows, ulong digest, byte[] buffer)
    {
        Span<byte> record = buffer;
        BinaryPrimitives.WriteInt64LittleEndian(record[Crc..], head.Revision);
        BinaryPrimitives.WriteInt64LittleEndian(record[(Crc + 8)..], head.CompactRevision);
        BinaryPrimitives.WriteInt64LittleEndian(record[(Crc + 16)..], head.Ceiling);
        BinaryPrimitives.WriteInt64LittleEndian(record[(Crc + 24)..], rows);
        BinaryPrimitives.WriteUInt64LittleEndian(record[(Crc + 32)..], digest);
        int length = HeadLength;
        foreach (RevisionGap gap in head.Gaps)
        {
            BinaryPrimitives.WriteInt64LittleEndian(record[length..], gap.After);
            BinaryPrimitives.WriteInt64LittleEndian(record[(length + 8)..], gap.Before);
            length += 16;
        }

        return Seal(0, record[..length]);
    }

    public static bool TryDecodeHead(ReadOnlySpan<byte> record, out LogHead head, out long rows, out ulong digest)
    {
        head = default;
        rows = 0;
        digest = 0;
        if (!IsSealed(0, record, HeadLength))
        {
            return false;
        }

        ImmutableArray<RevisionGap>.Builder gaps = ImmutableArray.CreateBuilder<RevisionGap>();
        for (int at = HeadLength; at + 16 <= record.Length; at += 16)
        {
            gaps.Add(new RevisionGap(BinaryPrimitives.ReadInt64LittleEndian(record[at..]), BinaryPrimitives.ReadInt64LittleEndian(record[(at + 8)..])));
        }

        head = new LogHead(
            BinaryPrimitives.ReadInt64LittleEndian(record[Crc..]),
            BinaryPrimitives.ReadInt64LittleEndian(record[(Crc + 8)..]),
            BinaryPrimitives.ReadInt64LittleEndian(record[(Crc + 16)..]),
            gaps.ToImmutable());
        rows = BinaryPrimitives.ReadInt64LittleEndian(record[(Crc + 24)..]);
        digest = BinaryPrimitives.ReadUInt64LittleEndian(record[(Crc + 32)..]);
        return true;
    }

    public static ReadOnlySpan<byte> EncodeLease(LeaseRecord lease, byte[] buffer)
    {
        Span<byte> record = buffer;
        BinaryPrimitives.WriteInt64LittleEndian(record[Crc..], lease.TimeToLiveMilliseconds);
        BinaryPrimitives.WriteInt64LittleEndian(record[(Crc + 8)..], lease.ExpiresUnixMilliseconds);
        return Seal(lease.Id, record[..LeaseLength]);
    }

    public static bool TryDecodeLease(long id, ReadOnlySpan<byte> record, out LeaseRecord lease)
    {
        lease = default;
        if (!IsSealed(id, record, LeaseLength))
        {
            return false;
        }

        lease = new LeaseRecord(id, BinaryPrimitives.ReadInt64LittleEndian(record[Crc..]), BinaryPrimitives.ReadInt64LittleEndian(record[(Crc + 8)..]));
        return true;
    }

    private static Span<byte> Seal(long number, Span<byte> record)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(record, Checksum(number, record[Crc..]));
        return record;
    }

    private static bool IsSealed(long number, ReadOnlySpan<byte> record, int minimum) =>
        record.Length >= minimum && BinaryPrimitives.ReadUInt32LittleEndian(record) == Checksum(number, record[Crc..]);

    private static uint Checksum(long number, ReadOnlySpan<byte> data)
    {
        uint crc = BitOperations.Crc32C(uint.MaxValue, (ulong)number);
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(data);
        foreach (ulong word in words)
        {
            crc = BitOperations.Crc32C(crc, word);
        }

        foreach (byte rest in data[(words.Length * 8)..])
        {
            crc = BitOperations.Crc32C(crc, rest);
        }

        return ~crc;
    }
}

internal readonly record struct VersionRecord(string Key, byte[] Value, long CreateRevision, long Version, long LeaseId);
