using System.Buffers;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Json;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.ApiMachinery.Protobuf;

/// <summary>
/// Writes a document as upstream's generated Go code marshals it: values that Go holds directly are always written, even
/// zero; pointers, lists and maps only when set; fields by ascending number, maps by key.
/// </summary>
internal ref struct MessageWriter : IDisposable
{
    public BackwardWriter Output;

    public MessageWriter(int capacity) => Output = new BackwardWriter(capacity);

    public void Dispose() => Output.Dispose();

    public void Message(DocObject document) => Fields(document.Schema.WirePlan, document);

    private void Fields(MessagePlan plan, DocObject document)
    {
        for (var i = plan.Fields.Length - 1; i >= 0; i--)
        {
            var wire = plan.Fields[i];
            if (wire.Inline is not null)
            {
                var before = Output.Length;
                Fields(wire.Inline, document);
                Output.Close(wire.Number, before);
                continue;
            }
            var value = document.GetSlot(wire.Slot);
            if (value is not null)
            {
                Field(wire, wire.Field!.Type, value);
            }
            else if (!wire.Field!.KeepsZero)
            {
                Zero(wire.Number, wire.Field);
            }
        }
    }

    private void Field(WireField wire, TypeSchema type, object value)
    {
        switch (type.Kind)
        {
            case ValueKind.List when value is DocList list:
                Items(wire.Number, type.Items!, list);
                break;
            case ValueKind.Map when value is DocMap map:
                for (var i = map.Count - 1; i >= 0; i--)
                {
                    var before = Output.Length;
                    Value(2, type.Items!, map.ValueAt(i) ?? DocumentReader.Zero(type.Items!), wire);
                    Output.String(1, map.KeyAt(i));
                    Output.Close(wire.Number, before);
                }
                break;
            default:
                Value(wire.Number, type, value, wire);
                break;
        }
    }

    private void Items(int number, TypeSchema items, DocList list)
    {
        for (var i = list.Count - 1; i >= 0; i--)
        {
            Value(number, items, list[i] ?? DocumentReader.Zero(items), null);
        }
    }

    private void Value(int number, TypeSchema type, object? value, WireField? wire)
    {
        switch (type.Kind)
        {
            case ValueKind.String:
                Output.String(number, (string)value!);
                return;
            case ValueKind.Bytes:
                Bytes(number, (string)value!);
                return;
            case ValueKind.Bool:
                Output.Integer(number, value is true ? 1 : 0);
                return;
            case ValueKind.Int32 or ValueKind.Int64:
                Output.Integer(number, (long)value!);
                return;
            case ValueKind.Double:
                Output.Double(number, value is long whole ? whole : (double)value!);
                return;
        }
        var before = Output.Length;
        switch (type.Kind)
        {
            case ValueKind.Object:
                Message((DocObject)value!);
                break;
            case ValueKind.Quantity:
                Output.String(1, (string)value!);
                break;
            case ValueKind.Time or ValueKind.MicroTime when value is string text:
                var (seconds, nanos) = WireTime.ToWire(text);
                Output.Integer(2, nanos);
                Output.Integer(1, seconds);
                break;
            case ValueKind.Duration:
                Output.Integer(1, GoDuration.Parse((string)value!) ?? 0);
                break;
            case ValueKind.IntOrString:
                Output.String(3, value as string ?? "");
                Output.Integer(2, value is long integer ? integer : 0);
                Output.Integer(1, value is string ? 1 : 0);
                break;
            case ValueKind.List:
                // A list inside of a map is a message of items.
                Items(1, type.Items!, (DocList)value!);
                break;
            case ValueKind.Any when wire is { Props: not null }:
                SchemaUnion(wire, value);
                break;
            case ValueKind.Any or ValueKind.FieldsV1:
                Json(value);
                break;
        }
        Output.Close(number, before);
    }

    private void Bytes(int number, string base64)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(base64.Length);
        try
        {
            if (!Convert.TryFromBase64String(base64, buffer, out var count))
            {
                throw new FormatException($"The document holds malformed base64 in field {number}.");
            }
            Output.Bytes(number, buffer.AsSpan(0, count));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void Json(object? value)
    {
        var json = new ArrayBufferWriter<byte>(256);
        JsonEncoder.EncodeValue(value, json);
        Output.Bytes(1, json.WrittenSpan);
    }

    private void SchemaUnion(WireField wire, object? value)
    {
        if (wire.Shape == WireShape.SchemaOrBool)
        {
            // Go holds the bool beside the schema, and a schema implies true.
            SchemaProps(2, wire.Props!, value);
            Output.Integer(1, value is false ? 0 : 1);
            return;
        }
        if (value is not DocList list)
        {
            SchemaProps(1, wire.Props!, value);
            return;
        }
        for (var i = list.Count - 1; i >= 0; i--)
        {
            if (list[i] is string name)
            {
                Output.String(2, name);
            }
            else
            {
                SchemaProps(2, wire.Props!, list[i]);
            }
        }
    }

    private void SchemaProps(int number, ObjectSchema props, object? value)
    {
        if (value is DocNode node)
        {
            var before = Output.Length;
            // The document holds these without a schema, because their type depends on their value.
            Message(node as DocObject ?? UntypedJson.ToDocument(node, props));
            Output.Close(number, before);
        }
    }

    private void Zero(int number, FieldSchema field)
    {
        switch (field.Type.Kind)
        {
            case ValueKind.String:
                Output.String(number, "");
                break;
            case ValueKind.Bool or ValueKind.Int32 or ValueKind.Int64:
                Output.Integer(number, 0);
                break;
            case ValueKind.Double:
                Output.Double(number, 0);
                break;
            case ValueKind.Object when field.Presence == Presence.Always:
                Value(number, field.Type, field.Type.Object!.Empty, null);
                break;
            case ValueKind.Time or ValueKind.MicroTime when field.Presence == Presence.Always:
                Output.Bytes(number, []);
                break;
            case ValueKind.Quantity or ValueKind.Duration or ValueKind.IntOrString when field.Presence == Presence.Always:
                Value(number, field.Type, DocumentReader.Zero(field.Type), null);
                break;
        }
    }
}
