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
        var hash = (uint)utf8.Length * 0x9E3779B1u;
        foreach (var b in utf8)
        {
            hash = (hash ^ b) * 0x01000193u;
        }
        hash ^= hash >> 15;
        ref var slot = ref Slots[hash & (Limits.StringPoolSlots - 1)];
        var pooled = slot;
        if (pooled is not null && Ascii.Equals(utf8, pooled))
        {
            return pooled;
        }
        var made = Encoding.UTF8.GetString(utf8);
        slot = made;
        return made;
    }
}
