using System.Buffers;
using Navarch.ApiMachinery.Json;

namespace Navarch.ApiMachinery.Protobuf;

/// <summary>
/// What is around an encoded object: four bytes k8s\0, then a runtime.Unknown {typeMeta = 1, raw = 2, contentEncoding = 3,
/// contentType = 4}. The message is a slice of the input.
/// </summary>
public readonly ref struct ProtobufEnvelope
{
    /// <summary>The four bytes that every encoded object starts with.</summary>
    public static ReadOnlySpan<byte> Magic => "k8s\0"u8;

    /// <summary>The object's apiVersion.</summary>
    public string ApiVersion { get; private init; }

    /// <summary>The object's kind.</summary>
    public string Kind { get; private init; }

    /// <summary>The media type of <see cref="Message"/>; empty for protobuf.</summary>
    public string ContentType { get; private init; }

    /// <summary>The object's own message.</summary>
    public ReadOnlySpan<byte> Message { get; private init; }

    /// <summary>Takes the envelope off.</summary>
    /// <exception cref="DecodeException">The data is not an enveloped object.</exception>
    public static ProtobufEnvelope Read(ReadOnlySpan<byte> data)
    {
        if (data.IsEmpty)
        {
            throw new DecodeException("empty data");
        }
        if (!data.StartsWith(Magic))
        {
            throw new DecodeException("provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]");
        }
        string apiVersion = "", kind = "", contentType = "";
        ReadOnlySpan<byte> message = [];
        var reader = new ForwardReader(data[Magic.Length..]);
        while (reader.Next())
        {
            switch (reader.Number)
            {
                case 1:
                    reader.Expect(2, "TypeMeta");
                    (apiVersion, kind) = TwoStrings(reader.Bytes());
                    break;
                case 2:
                    reader.Expect(2, "Raw");
                    message = reader.Bytes();
                    break;
                case 4:
                    reader.Expect(2, "ContentType");
                    contentType = StringPool.Get(reader.Bytes());
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
        return new ProtobufEnvelope { ApiVersion = apiVersion, Kind = kind, ContentType = contentType, Message = message };
    }

    private static (string ApiVersion, string Kind) TwoStrings(ReadOnlySpan<byte> message)
    {
        string first = "", second = "";
        var reader = new ForwardReader(message);
        while (reader.Next())
        {
            if (reader.Number > 2)
            {
                reader.Skip();
                continue;
            }
            reader.Expect(2, reader.Number == 1 ? "APIVersion" : "Kind");
            var text = StringPool.Get(reader.Bytes());
            (first, second) = reader.Number == 1 ? (text, second) : (first, text);
        }
        return (first, second);
    }

    /// <summary>Puts the envelope around an object's message.</summary>
    public static void Write(ReadOnlySpan<byte> message, string apiVersion, string kind, IBufferWriter<byte> output)
    {
        WriteHead(output, apiVersion, kind, message.Length);
        output.Write(message);
    }

    /// <summary>Writes the envelope up to the object's message of that length, which must follow.</summary>
    public static void WriteHead(IBufferWriter<byte> output, string apiVersion, string kind, long messageLength)
    {
        var writer = new BackwardWriter(128);
        try
        {
            WriteHead(ref writer, apiVersion, kind, messageLength);
            output.Write(writer.Written);
        }
        finally
        {
            writer.Dispose();
        }
    }

    internal static void WriteHead(ref BackwardWriter writer, string apiVersion, string kind, long messageLength)
    {
        writer.Varint((ulong)messageLength);
        writer.Varint((2 << 3) | 2);
        var before = writer.Length;
        writer.String(2, kind);
        writer.String(1, apiVersion);
        writer.Close(1, before);
        writer.Raw(Magic);
    }
}
