using System.Buffers.Binary;
using System.Globalization;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Json;

namespace Navarch.ControllerManager.Workloads;

/// <summary>A short name for the content of a pod template: FNV-1a of its JSON, in letters and digits that form no words.</summary>
internal static class TemplateHash
{
    private const string Alphabet = "bcdfghjklmnpqrstvwxz2456789";

    /// <summary>The hash; <paramref name="collisionCount"/> makes another one when the name is taken by other content.</summary>
    public static string Of(DocNode content, int? collisionCount)
    {
        var hash = 2166136261u;
        foreach (var b in JsonEncoder.ToBytes(content))
        {
            hash = (hash ^ b) * 16777619u;
        }
        if (collisionCount is { } count)
        {
            Span<byte> bytes = stackalloc byte[8];
            BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)count);
            foreach (var b in bytes)
            {
                hash = (hash ^ b) * 16777619u;
            }
        }
        return string.Create(CultureInfo.InvariantCulture, $"{hash}").Aggregate("", (text, c) => text + Alphabet[c % Alphabet.Length]);
    }
}
