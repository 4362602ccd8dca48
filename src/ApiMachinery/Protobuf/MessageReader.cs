using System.Text;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Json;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.ApiMachinery.Protobuf;

/// <summary>Reads a protobuf message into a document; unknown fields are skipped, zero values kept only where the document keeps them.</summary>
internal static class MessageReader
{
    public static void Read(ReadOnlySpan<byte> message, MessagePlan plan, DocObject into, int depth)
    {
        if (depth > Limits.MaxDepth)
        {
            throw new DecodeException("exceeded max depth");
        }
        var reader = new ForwardReader(message);
        while (reader.Next())
        {
            var wire = plan.Find(reader.Number);
            if (wire is null)
            {
                reader.Skip();
            }
            else if (wire.Inline is not null)
            {
                reader.Expect(2, "inline");
                Read(reader.Bytes(), wire.Inline, into, depth + 1);
            }
            else
            {
                Field(ref reader, wire, into, depth);
            }
        }
    }

    private static void Field(ref ForwardReader reader, WireField wire, DocObject into, int depth)
    {
        var field = wire.Field!;
        var type = field.Type;
        switch (type.Kind)
        {
            case ValueKind.List:
                if (into.GetSlot(wire.Slot) is not DocList list)
                {
                    into.SetSlot(wire.Slot, list = new DocList(type.Items!));
                }
                ListItem(ref reader, list, type.Items!, field.Name, depth);
                return;
            case ValueKind.Map:
                if (into.GetSlot(wire.Slot) is not DocMap map)
                {
                    into.SetSlot(wire.Slot, map = new DocMap(type.Items!));
                }
                reader.Expect(2, field.Name);
                Entry(reader.Bytes(), map, type.Items!, wire, depth);
                return;
            case ValueKind.Object when into.GetSlot(wire.Slot) is DocObject existing:
                reader.Expect(2, field.Name);
                Read(reader.Bytes(), existing.Schema.WirePlan, existing, depth + 1);
                return;
        }
        var value = Value(ref reader, type, field.Name, wire, depth);
        if ((!field.KeepsZero && IsZero(value, type.Kind)) || (field.IsEmbeddedStruct && value is DocObject { IsEmpty: true }))
        {
            value = null;
        }
        into.SetSlot(wire.Slot, value);
    }

    private static bool IsZero(object? value, ValueKind kind) => value switch
    {
        string text => text.Length == 0 && kind != ValueKind.IntOrString,
        bool flag => !flag,
        long number => number == 0,
        double number => number == 0,
        _ => false,
    };

    private static void ListItem(ref ForwardReader reader, DocList list, TypeSchema items, string name, int depth)
    {
        if (items.Kind is ValueKind.Int32 or ValueKind.Int64 or ValueKind.Bool && reader.WireType == 2)
        {
            var packed = new ForwardReader(reader.Bytes());
            while (!packed.AtEnd)
            {
                list.Add(Integer(packed.Varint(), items.Kind));
            }
            return;
        }
        list.Add(Value(ref reader, items, name, null, depth) ?? DocumentReader.Zero(items));
    }

    private static void Entry(ReadOnlySpan<byte> entry, DocMap map, TypeSchema values, WireField wire, int depth)
    {
        var reader = new ForwardReader(entry);
        var key = "";
        object? value = null;
        while (reader.Next())
        {
            switch (reader.Number)
            {
                case 1:
                    reader.Expect(2, "key");
                    key = StringPool.Get(reader.Bytes());
                    break;
                case 2:
                    value = Value(ref reader, values, "value", wire, depth);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
        map[key] = value ?? DocumentReader.Zero(values);
    }

    private static object Integer(ulong value, ValueKind kind) => kind switch
    {
        ValueKind.Bool => Scalars.Box(value != 0),
        ValueKind.Int32 => Scalars.Box((int)value),
        _ => Scalars.Box((long)value),
    };

    private static object? Value(ref ForwardReader reader, TypeSchema type, string name, WireField? wire, int depth)
    {
        switch (type.Kind)
        {
            case ValueKind.Bool or ValueKind.Int32 or ValueKind.Int64:
                reader.Expect(0, name);
                return Integer(reader.Varint(), type.Kind);
            case ValueKind.Double:
                reader.Expect(1, name);
                return reader.Double();
        }
        reader.Expect(2, name);
        var bytes = reader.Bytes();
        switch (type.Kind)
        {
            case ValueKind.String:
                return StringPool.Get(bytes);
            case ValueKind.Bytes:
                return Convert.ToBase64String(bytes);
            case ValueKind.Object:
                var schema = type.Object!;
                var made = schema.Create();
                Read(bytes, schema.WirePlan, made, depth + 1);
                return made;
            case ValueKind.Time or ValueKind.MicroTime:
                if (bytes.IsEmpty)
                {
                    return null;
                }
                var (seconds, nanos, _) = Triple(bytes);
                return WireTime.ToText(seconds, nanos, type.Kind == ValueKind.MicroTime);
            case ValueKind.Duration:
                return GoDuration.Format(Triple(bytes).First);
            case ValueKind.IntOrString:
                var (isString, integer, text) = Triple(bytes);
                return isString != 0 ? text : Scalars.Box((int)integer);
            case ValueKind.Quantity:
                return QuantityOf(bytes);
            case ValueKind.List:
                return ItemsOf(bytes, type, depth);
            case ValueKind.Any when wire is { Props: not null }:
                return SchemaUnion(bytes, wire, depth);
            default:
                var raw = OnlyBytes(bytes);
                return raw.IsEmpty ? null : UntypedJson.Decode(raw);
        }
    }

    private static DocList ItemsOf(ReadOnlySpan<byte> message, TypeSchema type, int depth)
    {
        var list = new DocList(type.Items!);
        var reader = new ForwardReader(message);
        while (reader.Next())
        {
            if (reader.Number == 1)
            {
                ListItem(ref reader, list, type.Items!, "items", depth + 1);
            }
            else
            {
                reader.Skip();
            }
        }
        return list;
    }

    // Time, Duration and IntOrString: fields 1 and 2 are integers, 3 is text.
    private static (long First, long Second, string Third) Triple(ReadOnlySpan<byte> message)
    {
        long first = 0, second = 0;
        var third = "";
        var reader = new ForwardReader(message);
        while (reader.Next())
        {
            switch (reader.Number)
            {
                case 1:
                    reader.Expect(0, "1");
                    first = (long)reader.Varint();
                    break;
                case 2:
                    reader.Expect(0, "2");
                    second = (long)reader.Varint();
                    break;
                case 3:
                    reader.Expect(2, "3");
                    third = StringPool.Get(reader.Bytes());
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
        return (first, second, third);
    }

    /// <summary>Field 1 of a message that has no other: Quantity, RawExtension, FieldsV1, JSON.</summary>
    internal static ReadOnlySpan<byte> OnlyBytes(ReadOnlySpan<byte> message)
    {
        ReadOnlySpan<byte> found = [];
        var reader = new ForwardReader(message);
        while (reader.Next())
        {
            if (reader.Number == 1)
            {
                reader.Expect(2, "Raw");
                found = reader.Bytes();
            }
            else
            {
                reader.Skip();
            }
        }
        return found;
    }

    private static string QuantityOf(ReadOnlySpan<byte> message)
    {
        var text = StringPool.Get(OnlyBytes(message));
        if (text.Length == 0)
        {
            return "0";
        }
        return Quantity.TryCanonicalize(text, out var canonical, out var error) ? canonical : throw new DecodeException(error);
    }

    private static object? SchemaUnion(ReadOnlySpan<byte> message, WireField wire, int depth)
    {
        var reader = new ForwardReader(message);
        var allows = false;
        DocMap? schema = null;
        DocList? list = null;
        while (reader.Next())
        {
            if (reader.Number == 1 && wire.Shape == WireShape.SchemaOrBool)
            {
                reader.Expect(0, "allows");
                allows = reader.Varint() != 0;
                continue;
            }
            if (reader.Number is not (1 or 2))
            {
                reader.Skip();
                continue;
            }
            reader.Expect(2, "schema");
            var bytes = reader.Bytes();
            if (reader.Number == 2 && wire.Shape == WireShape.SchemaOrStringArray)
            {
                (list ??= new DocList(TypeSchema.Any)).Add(Encoding.UTF8.GetString(bytes));
                continue;
            }
            var props = wire.Props!.Create();
            Read(bytes, wire.Props.WirePlan, props, depth + 1);
            if (reader.Number == 2 && wire.Shape == WireShape.SchemaOrArray)
            {
                (list ??= new DocList(TypeSchema.Any)).Add(UntypedJson.FromDocument(props));
            }
            else
            {
                schema = UntypedJson.FromDocument(props);
            }
        }
        return list is not null ? list : schema is not null ? schema : wire.Shape == WireShape.SchemaOrBool ? Scalars.Box(allows) : null;
    }
}
