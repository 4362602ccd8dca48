using System.Buffers;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.ApiMachinery.Json;

/// <summary>
/// Encodes documents as upstream encodes its Go structs: fields in declaration order, maps in key order, zero values of
/// fields without omitempty written, no spaces and no line break at the end (upstream's responses add one).
/// </summary>
public static class JsonEncoder
{
    /// <summary>Writes a document.</summary>
    public static void Encode(DocNode document, IBufferWriter<byte> output) => EncodeValue(document, output);

    /// <summary>Writes any value of a document.</summary>
    public static void EncodeValue(object? value, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var buffer = new JsonBuffer(output);
        Write(ref buffer, value);
        buffer.Flush();
    }

    /// <summary>The JSON of any value of a document.</summary>
    public static byte[] ToBytes(object? value)
    {
        var output = new ArrayBufferWriter<byte>(512);
        EncodeValue(value, output);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>The JSON of any value of a document, as text; for messages and tests.</summary>
    public static string ToText(object? value)
    {
        var output = new ArrayBufferWriter<byte>(512);
        EncodeValue(value, output);
        return System.Text.Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static void Write(ref JsonBuffer output, object? value)
    {
        switch (value)
        {
            case string text:
                output.String(text);
                break;
            case DocObject document:
                WriteObject(ref output, document);
                break;
            case DocMap map:
                WriteMap(ref output, map);
                break;
            case DocList list:
                WriteList(ref output, list);
                break;
            case bool flag:
                output.Raw(flag ? "true"u8 : "false"u8);
                break;
            case long number:
                output.Number(number);
                break;
            case double number:
                output.Number(number);
                break;
            case null:
                output.Raw("null"u8);
                break;
            default:
                throw new InvalidOperationException($"A document can't hold a {value.GetType()}.");
        }
    }

    private static void WriteObject(ref JsonBuffer output, DocObject document)
    {
        var schema = document.Schema;
        var fields = schema.Fields;
        var first = true;
        output.Byte((byte)'{');
        foreach (var index in schema.JsonOrder)
        {
            var field = fields[index];
            var value = document.GetSlot(index);
            if (value is null)
            {
                if (field.Presence == Presence.Always)
                {
                    output.Name(field.EncodedName.EncodedUtf8Bytes, ref first);
                    WriteZero(ref output, field);
                }
                continue;
            }
            if (field.Presence == Presence.OmitEmpty && value is DocNode node && IsZero(node))
            {
                continue;
            }
            output.Name(field.EncodedName.EncodedUtf8Bytes, ref first);
            Write(ref output, value);
        }
        if (document.Extra is { } extra)
        {
            WriteEntries(ref output, extra, ref first);
        }
        output.Byte((byte)'}');
    }

    // Whether Go would omit the value: an empty list or map, or a struct in which nothing is set.
    internal static bool IsZero(DocNode node) => node switch
    {
        DocMap map => map.Count == 0,
        DocList list => list.Count == 0,
        DocObject document => IsZeroObject(document),
        _ => false,
    };

    private static bool IsZeroObject(DocObject document)
    {
        for (var i = 0; i < document.Schema.Fields.Length; i++)
        {
            var value = document.GetSlot(i);
            if (value is not null && !(value is DocObject child && document.Schema.Fields[i].Presence != Presence.Optional && IsZeroObject(child)))
            {
                return false;
            }
        }
        return document.Extra is not { Count: > 0 };
    }

    private static void WriteZero(ref JsonBuffer output, FieldSchema field)
    {
        var type = field.Type;
        switch (field.IsPointer ? ValueKind.Any : type.Kind)
        {
            case ValueKind.String:
                output.Raw("\"\""u8);
                break;
            case ValueKind.Bool:
                output.Raw("false"u8);
                break;
            case ValueKind.Int32 or ValueKind.Int64 or ValueKind.Double or ValueKind.IntOrString:
                output.Raw("0"u8);
                break;
            case ValueKind.Quantity:
                output.Raw("\"0\""u8);
                break;
            case ValueKind.Duration:
                output.Raw("\"0s\""u8);
                break;
            case ValueKind.Object:
                WriteObject(ref output, type.Object!.Empty);
                break;
            default:
                output.Raw("null"u8);
                break;
        }
    }

    private static void WriteMap(ref JsonBuffer output, DocMap map)
    {
        var first = true;
        output.Byte((byte)'{');
        WriteEntries(ref output, map, ref first);
        output.Byte((byte)'}');
    }

    private static void WriteEntries(ref JsonBuffer output, DocMap map, ref bool first)
    {
        for (var i = 0; i < map.Count; i++)
        {
            if (!first)
            {
                output.Byte((byte)',');
            }
            first = false;
            output.String(map.KeyAt(i));
            output.Byte((byte)':');
            Write(ref output, map.ValueAt(i));
        }
    }

    private static void WriteList(ref JsonBuffer output, DocList list)
    {
        output.Byte((byte)'[');
        for (var i = 0; i < list.Count; i++)
        {
            if (i > 0)
            {
                output.Byte((byte)',');
            }
            Write(ref output, list[i]);
        }
        output.Byte((byte)']');
    }
}
