using System.Text.Json;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.ApiMachinery.Json;

/// <summary>
/// Decodes JSON into documents as upstream decodes into its Go structs: names are case-sensitive, unknown fields are
/// dropped (and may be reported), null means absent, zero values that would not be written are not kept, quantities and
/// times become canonical. Errors have upstream's text.
/// </summary>
public static class JsonDecoder
{
    /// <summary>Decodes one object. The caller bounds the size.</summary>
    /// <exception cref="DecodeException">The JSON is malformed, or a value has the wrong type.</exception>
    public static DocObject Decode(ReadOnlySpan<byte> json, ObjectSchema schema, DecodeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(schema);
        var reader = new DocumentReader(json, options ?? DecodeOptions.Default);
        try
        {
            return reader.ReadDocument(schema);
        }
        catch (JsonException)
        {
            throw Malformed(json);
        }
        catch (DecodeException error)
        {
            // Upstream checks the syntax of the whole text before it looks at types.
            throw new DecodeException(JsonSyntax.FindError(json) ?? error.Message);
        }
    }

    /// <summary>Decodes one object of a built-in type.</summary>
    /// <exception cref="DecodeException">The JSON is malformed, or a value has the wrong type.</exception>
    public static T Decode<T>(ReadOnlySpan<byte> json, ObjectSchema schema, DecodeOptions? options = null) where T : DocObject =>
        (T)Decode(json, schema, options);

    internal static DecodeException Malformed(ReadOnlySpan<byte> json) =>
        new(JsonSyntax.FindError(json) ?? "unexpected end of JSON input");
}
