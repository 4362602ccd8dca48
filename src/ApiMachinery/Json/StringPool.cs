using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Navarch.ApiMachinery.Json;

/// <summary>
/// A bounded pool of strings that repeat across objects (label keys, enum values, image names). Each slot keeps the last
/// string that hashed to it, so that the pool never grows, needs no lock and forgets what is no longer used.
/// </summary>
public static class StringPool
{
    private static readonly string?[] Slots = new string?[Limits.StringPoolSlots];

    /// <summary>The string of UTF-8 text; invalid sequences become U+FFFD.</summary>
    public static string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > Limits.LongestPooledString)
        {
            return Encoding.UTF8.GetString(utf8);
        }
        if (utf8.IsEmpty)
        {
            return "";
        }
        ref var slot = ref Slots[Hash(utf8) & (Limits.StringPoolSlots - 1)];
        var pooled = slot;
        if (pooled is not null && Ascii.Equals(utf8, pooled))
        {
            return pooled;
        }
        var made = Encoding.UTF8.GetString(utf8);
        slot = made;
        return made;
    }

    private static uint Hash(ReadOnlySpan<byte> utf8)
    {
        var hash = (ulong)utf8.Length * 0x9E3779B97F4A7C15;
        while (utf8.Length > 8)
        {
            hash = (BitOperations.RotateLeft(hash, 23) ^ BinaryPrimitives.ReadUInt64LittleEndian(utf8)) * 0x9E3779B97F4A7C15;
            utf8 = utf8[8..];
        }
        ulong last = 0;
        foreach (var b in utf8)
        {
            last = (last << 8) | b;
        }
        hash = (BitOperations.RotateLeft(hash, 23) ^ last) * 0x9E3779B97F4A7C15;
        return (uint)(hash >> 40);
    }
}
