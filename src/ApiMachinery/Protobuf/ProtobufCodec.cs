using System.Buffers;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.ApiMachinery.Protobuf;

/// <summary>
/// application/vnd.kubernetes.protobuf: an object is its message in a <see cref="ProtobufEnvelope"/>. Bare messages are
/// what lists are joined from (<see cref="ProtobufList"/>). Objects without declared numbers (custom resources) have no such form.
/// </summary>
public static class ProtobufCodec
{
    /// <summary>The media type.</summary>
    public const string MediaType = "application/vnd.kubernetes.protobuf";

    /// <summary>Writes an object with its envelope, taking apiVersion and kind from the object.</summary>
    public static void Encode(DocObject document, IBufferWriter<byte> output) =>
        Encode(document, document["apiVersion"] as string ?? "", document["kind"] as string ?? "", output);

    /// <summary>Writes an object with its envelope.</summary>
    public static void Encode(DocObject document, string apiVersion, string kind, IBufferWriter<byte> output)
    {
        var writer = new MessageWriter(2048);
        try
        {
            writer.Message(document);
            ProtobufEnvelope.WriteHead(ref writer.Output, apiVersion, kind, writer.Output.Length);
            output.Write(writer.Output.Written);
        }
        finally
        {
            writer.Dispose();
        }
    }

    /// <summary>Writes an object's message without envelope.</summary>
    public static void EncodeMessage(DocObject document, IBufferWriter<byte> output)
    {
        var writer = new MessageWriter(2048);
        try
        {
            writer.Message(document);
            output.Write(writer.Output.Written);
        }
        finally
        {
            writer.Dispose();
        }
    }

    /// <summary>Decodes an enveloped object whose schema the caller knows; apiVersion and kind come from the envelope.</summary>
    /// <exception cref="DecodeException">The data is not an enveloped object of that shape.</exception>
    public static DocObject Decode(ReadOnlySpan<byte> data, ObjectSchema schema)
    {
        var envelope = ProtobufEnvelope.Read(data);
        var document = DecodeMessage(envelope.Message, schema);
        SetIfKnown(document, "apiVersion", envelope.ApiVersion);
        SetIfKnown(document, "kind", envelope.Kind);
        return document;
    }

    private static void SetIfKnown(DocObject document, string name, string value)
    {
        var slot = document.Schema.IndexOf(name);
        if (slot >= 0)
        {
            document.SetSlot(slot, value.Length == 0 ? null : value);
        }
    }

    /// <summary>Decodes a bare message.</summary>
    /// <exception cref="DecodeException">The message is malformed or does not fit the schema.</exception>
    public static DocObject DecodeMessage(ReadOnlySpan<byte> message, ObjectSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        var document = schema.Create();
        MessageReader.Read(message, schema.WirePlan, document, 0);
        return document;
    }

    /// <summary>True when the field in that slot has a place on the wire, directly or in a message of inline fields.</summary>
    public static bool HasWireField(ObjectSchema schema, int slot)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return Holds(schema.WirePlan, slot);
    }

    private static bool Holds(MessagePlan plan, int slot) =>
        plan.Fields.Any(field => field.Inline is not null ? Holds(field.Inline, slot) : field.Slot == slot);
}
