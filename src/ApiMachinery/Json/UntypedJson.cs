using System.Buffers;
using System.Text.Json;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.ApiMachinery.Json;

/// <summary>JSON without a schema, as patches and conversions see it: maps, lists and scalars; null entries are kept.</summary>
public static class UntypedJson
{
    /// <summary>Decodes any JSON value: null, string, bool, long, double, <see cref="DocMap"/> or <see cref="DocList"/>.</summary>
    /// <exception cref="DecodeException">The JSON is malformed.</exception>
    public static object? Decode(ReadOnlySpan<byte> json, DecodeOptions? options = null)
    {
        var reader = new DocumentReader(json, options ?? DecodeOptions.Default);
        try
        {
            return reader.ReadUntyped();
        }
        catch (JsonException)
        {
            throw JsonDecoder.Malformed(json);
        }
    }

    /// <summary>Decodes a JSON object; null is an empty one.</summary>
    /// <exception cref="DecodeException">The JSON is malformed or not an object.</exception>
    public static DocMap DecodeObject(ReadOnlySpan<byte> json, DecodeOptions? options = null) => Decode(json, options) switch
    {
        null => new DocMap(TypeSchema.Any),
        DocMap map => map,
        var other => throw new DecodeException($"json: cannot unmarshal {Describe(other)} into Go value of type map[string]interface {{}}"),
    };

    /// <summary>A document as a tree without schema, holding what its JSON would (with the zero values that are always written).</summary>
    public static DocMap FromDocument(DocNode document)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        JsonEncoder.Encode(document, buffer);
        return DecodeObject(buffer.WrittenSpan);
    }

    /// <summary>A tree without schema as a document, decoded as its JSON would be.</summary>
    /// <exception cref="DecodeException">A value has the wrong type.</exception>
    public static DocObject ToDocument(object? tree, ObjectSchema schema, DecodeOptions? options = null)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        JsonEncoder.EncodeValue(tree, buffer);
        return JsonDecoder.Decode(buffer.WrittenSpan, schema, options);
    }

    private static string Describe(object value) => value switch
    {
        string => "string",
        bool => "bool",
        DocList => "array",
        _ => "number",
    };
}
