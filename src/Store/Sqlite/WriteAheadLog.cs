using System.Buffers.Binary;
using System.Numerics;

namespace Navarch.Store.Sqlite;

/// <summary>
/// Tells damage in SQLite's write-ahead log from the torn end that a crash leaves. The format is SQLite's
/// (https://www.sqlite.org/fileformat2.html#walformat): a header of 32 bytes, then frames of 24 bytes and a page, each with a
/// checksum over all frames before it. Frames of an older round, left behind the end, have other salts.
/// </summary>
/// <remarks>
/// Every transaction is synced before the next is written, so only the last one can be torn. A bad frame before the last
/// transaction is damage. In the last transaction it is damage if one flipped bit explains it, which a torn page does not.
/// </remarks>
internal static class WriteAheadLog
{
    private const int HeaderLength = 32;
    private const int FrameHeaderLength = 24;

    /// <summary>What is damaged, or null.</summary>
    public static string? FindDamage(Stream file)
    {
        byte[] header = new byte[HeaderLength];
        if (file.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength || !header.AsSpan().ContainsAnyExcept((byte)0))
        {
            return null;
        }

        uint magic = BinaryPrimitives.ReadUInt32BigEndian(header);
        bool bigEndian = (magic & 1) != 0;
        (uint, uint) sum = Sum(default, header.AsSpan(0, 24), bigEndian);
        int pageSize = (int)BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(8));
        if ((magic & ~1u) != 0x377f0682 || sum != Stored(header.AsSpan(24)) || pageSize is < 512 or > 65536)
        {
            return "its header";
        }

        byte[] frame = new byte[FrameHeaderLength + pageSize];
        ulong salts = BinaryPrimitives.ReadUInt64BigEndian(header.AsSpan(16));
        for (int number = 1; file.ReadAtLeast(frame, frame.Length, throwOnEndOfStream: false) == frame.Length; number++)
        {
            (uint, uint) next = FrameSum(sum, frame, bigEndian);
            if (Salts(frame) == salts && next == Stored(frame.AsSpan(16)))
            {
                sum = next;
                continue;
            }

            return IsOneFlippedBit(sum, frame, salts, bigEndian) || TransactionFollows(file, frame, salts) ? $"frame {number}" : null;
        }

        return null;
    }

    /// <summary>After the bad frame a transaction ends and another begins.</summary>
    private static bool TransactionFollows(Stream file, byte[] frame, ulong salts)
    {
        bool ended = false;
        do
        {
            if (Salts(frame) == salts)
            {
                if (ended)
                {
                    return true;
                }

                ended = BinaryPrimitives.ReadUInt32BigEndian(frame.AsSpan(4)) != 0;
            }
        }
        while (file.ReadAtLeast(frame, frame.Length, throwOnEndOfStream: false) == frame.Length);
        return false;
    }

    private static bool IsOneFlippedBit((uint, uint) before, byte[] frame, ulong salts, bool bigEndian)
    {
        int wrongSaltBits = BitOperations.PopCount(Salts(frame) ^ salts);
        (uint, uint) stored = Stored(frame.AsSpan(16));
        (uint, uint) sum = FrameSum(before, frame, bigEndian);
        if (wrongSaltBits != 0)
        {
            return wrongSaltBits == 1 && sum == stored;
        }

        if (BitOperations.PopCount(sum.Item1 ^ stored.Item1) + BitOperations.PopCount(sum.Item2 ^ stored.Item2) == 1)
        {
            return true;
        }

        // The sum is linear: a change d of a pair's first word adds d * T^m * (1,1) to it and of the second d * T^m * (0,1), where m
        // is the number of pairs that follow and T = ((1,1),(1,2)). So each bit is one comparison.
        (uint A, uint B) missing = (stored.Item1 - sum.Item1, stored.Item2 - sum.Item2);
        (uint A, uint B) first = (1, 1), second = (0, 1);
        for (int at = frame.Length - 8; at >= FrameHeaderLength - 8; at -= 8)
        {
            // The pair before the page is the frame header's first eight bytes.
            ReadOnlySpan<byte> pair = frame.AsSpan(at >= FrameHeaderLength ? at : 0, 8);
            if (Explains(Word(pair, bigEndian), first, missing) || Explains(Word(pair[4..], bigEndian), second, missing))
            {
                return true;
            }

            first = (first.A + first.B, first.A + (2 * first.B));
            second = (second.A + second.B, second.A + (2 * second.B));
        }

        return false;
    }

    private static bool Explains(uint word, (uint A, uint B) weight, (uint A, uint B) missing)
    {
        for (int bit = 0; bit < 32; bit++)
        {
            uint change = (word >> bit & 1) == 0 ? 1u << bit : 0 - (1u << bit);
            if (weight.A * change == missing.A && weight.B * change == missing.B)
            {
                return true;
            }
        }

        return false;
    }

    private static uint Word(ReadOnlySpan<byte> at, bool bigEndian) =>
        bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(at) : BinaryPrimitives.ReadUInt32LittleEndian(at);

    private static (uint, uint) FrameSum((uint, uint) sum, ReadOnlySpan<byte> frame, bool bigEndian) =>
        Sum(Sum(sum, frame[..8], bigEndian), frame[FrameHeaderLength..], bigEndian);

    private static ulong Salts(ReadOnlySpan<byte> frame) => BinaryPrimitives.ReadUInt64BigEndian(frame[8..]);

    private static (uint, uint) Stored(ReadOnlySpan<byte> at) => (BinaryPrimitives.ReadUInt32BigEndian(at), BinaryPrimitives.ReadUInt32BigEndian(at[4..]));

    private static (uint, uint) Sum((uint, uint) start, ReadOnlySpan<byte> data, bool bigEndian)
    {
        (uint a, uint b) = start;
        for (; data.Length >= 8; data = data[8..])
        {
            a += Word(data, bigEndian) + b;
            b += Word(data[4..], bigEndian) + a;
        }

        return (a, b);
    }
}
