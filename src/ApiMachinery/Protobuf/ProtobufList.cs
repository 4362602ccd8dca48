using System.Buffers;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.ApiMachinery.Protobuf;

/// <summary>
/// Joins a list out of its items' messages without decoding them: first the start, which needs the sum of
/// <see cref="ItemLength"/> over all items, then each item.
/// </summary>
public static class ProtobufList
{
    private const byte ItemTag = (2 << 3) | 2;

    /// <summary>How many bytes an item of that message length takes in the list.</summary>
    public static int ItemLength(int messageLength)
    {
        var length = 2;
        for (var left = (uint)messageLength; left >= 0x80; left >>= 7)
        {
            length++;
        }
        return length + messageLength;
    }

    /// <summary>Writes the envelope and the metadata of a list; items of <paramref name="itemsLength"/> bytes in all must follow.</summary>
    public static void WriteStart(IBufferWriter<byte> output, string apiVersion, string kind, DocObject metadata, long itemsLength)
    {
        var writer = new MessageWriter(512);
        try
        {
            writer.Message(metadata);
            writer.Output.Close(1, 0);
            ProtobufEnvelope.WriteHead(ref writer.Output, apiVersion, kind, writer.Output.Length + itemsLength);
            output.Write(writer.Output.Written);
        }
        finally
        {
            writer.Dispose();
        }
    }

    /// <summary>Writes one item.</summary>
    public static void WriteItem(IBufferWriter<byte> output, ReadOnlySpan<byte> message)
    {
        var head = output.GetSpan(11);
        var at = 0;
        head[at++] = ItemTag;
        var left = (uint)message.Length;
        for (; left >= 0x80; left >>= 7)
        {
            head[at++] = (byte)(left | 0x80);
        }
        head[at++] = (byte)left;
        output.Advance(at);
        output.Write(message);
    }

    /// <summary>Decodes a list of items of one schema; their apiVersion and kind stay as a new object of the schema has them.</summary>
    /// <exception cref="DecodeException">The data is not such a list.</exception>
    public static (string ApiVersion, string Kind, DocObject Metadata, List<DocObject> Items) Decode(ReadOnlySpan<byte> data, ObjectSchema metadataSchema, ObjectSchema itemSchema)
    {
        var envelope = ProtobufEnvelope.Read(data);
        var metadata = metadataSchema.Create();
        var items = new List<DocObject>();
        var reader = new ForwardReader(envelope.Message);
        while (reader.Next())
        {
            if (reader.Number > 2)
            {
                reader.Skip();
                continue;
            }
            reader.Expect(2, reader.Number == 1 ? "ListMeta" : "Items");
            var bytes = reader.Bytes();
            if (reader.Number == 1)
            {
                MessageReader.Read(bytes, metadataSchema.WirePlan, metadata, 0);
            }
            else
            {
                items.Add(ProtobufCodec.DecodeMessage(bytes, itemSchema));
            }
        }
        return (envelope.ApiVersion, envelope.Kind, metadata, items);
    }
}
