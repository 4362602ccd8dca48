using System.Buffers;
using Microsoft.AspNetCore.Http;
using Navarch.Api;
using Navarch.ApiMachinery;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Errors;
using Navarch.ApiMachinery.Json;
using Navarch.ApiMachinery.Protobuf;
using Navarch.ApiMachinery.Schemas;
using Navarch.ApiMachinery.Yaml;
using Navarch.ApiServer.Requests;

namespace Navarch.ApiServer.Http;

/// <summary>Reads and decodes request bodies.</summary>
internal static class RequestBody
{
    /// <summary>The body's bytes.</summary>
    /// <exception cref="ApiException">413: it is too large.</exception>
    public static async ValueTask<byte[]> ReadAsync(HttpContext http, CancellationToken cancellationToken)
    {
        var reader = http.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (read.Buffer.Length > Limits.MaxRequestBodyBytes)
            {
                throw Status.RequestEntityTooLarge($"limit is {Limits.MaxRequestBodyBytes}").ToException();
            }
            if (read.IsCompleted)
            {
                var bytes = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return bytes;
            }
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <summary>The body as a document of the schema.</summary>
    /// <exception cref="ApiException">400 for what can't be decoded, 415 for other media types.</exception>
    public static async ValueTask<DocObject> DecodeAsync(HttpContext http, RequestContext context, ObjectSchema schema, string apiVersion, string kind, CancellationToken cancellationToken)
    {
        var bytes = await ReadAsync(http, cancellationToken).ConfigureAwait(false);
        return Decode(http, context, bytes, schema, apiVersion, kind);
    }

    /// <summary>Decodes bytes of the request's media type.</summary>
    public static DocObject Decode(HttpContext http, RequestContext context, byte[] bytes, ObjectSchema schema, string apiVersion, string kind)
    {
        var type = (http.Request.ContentType ?? "application/json").Split(';')[0].Trim();
        if (type == ProtobufCodec.MediaType)
        {
            return DecodeProtobuf(bytes, schema, apiVersion, kind);
        }
        var json = type switch
        {
            "application/json" or "" or "*/*" => bytes,
            "application/yaml" or "application/x-yaml" => YamlToJson(bytes),
            _ => throw Status.UnsupportedMediaType(["application/json", "application/yaml", "application/vnd.kubernetes.protobuf"]).ToException(),
        };
        var validation = http.Request.Query["fieldValidation"].ToString();
        var strict = validation == "Ignore" ? null : new List<string>();
        try
        {
            var document = JsonDecoder.Decode(json, schema, new DecodeOptions { StrictErrors = strict });
            CheckKind(document, apiVersion, kind);
            Report(strict, validation, context, apiVersion, kind);
            return document;
        }
        catch (DecodeException e)
        {
            throw Status.BadRequest($"{kind} in version \"{Version(apiVersion)}\" cannot be handled as a {kind}: {e.Message}").ToException();
        }
    }

    private static DocObject DecodeProtobuf(byte[] bytes, ObjectSchema schema, string apiVersion, string kind)
    {
        try
        {
            var document = ProtobufCodec.Decode(bytes, schema);
            CheckKind(document, apiVersion, kind);
            return document;
        }
        catch (DecodeException e)
        {
            throw Status.BadRequest($"{kind} in version \"{Version(apiVersion)}\" cannot be handled as a {kind}: {e.Message}").ToException();
        }
    }

    private static string Version(string apiVersion) => apiVersion[(apiVersion.LastIndexOf('/') + 1)..];

    private static void Report(List<string>? strict, string validation, RequestContext context, string apiVersion, string kind)
    {
        if (strict is not { Count: > 0 })
        {
            return;
        }
        if (validation == "Strict")
        {
            throw Status.BadRequest($"{kind} in version \"{Version(apiVersion)}\" cannot be handled as a {kind}: strict decoding error: {string.Join(", ", strict)}").ToException();
        }
        foreach (var warning in strict)
        {
            context.Warnings.Add(warning);
        }
    }

    private static void CheckKind(DocObject document, string apiVersion, string kind)
    {
        if (document is not KubernetesObject obj)
        {
            return;
        }
        if ((obj.ApiVersion.Length > 0 && obj.ApiVersion != apiVersion) || (obj.Kind.Length > 0 && obj.Kind != kind))
        {
            var (group, version) = GroupVersion.Parse(obj.ApiVersion);
            var (wantedGroup, wantedVersion) = GroupVersion.Parse(apiVersion);
            throw Status.BadRequest(obj.Kind != kind || group != wantedGroup
                ? $"{obj.Kind} in version \"{version}\" cannot be handled as a {kind}: no kind \"{obj.Kind}\" is registered for version \"{obj.ApiVersion}\""
                : $"the API version in the data ({obj.ApiVersion}) does not match the expected API version ({apiVersion})").ToException();
        }
        obj.ApiVersion = apiVersion;
        obj.Kind = kind;
    }

    private static byte[] YamlToJson(byte[] yaml)
    {
        try
        {
            return JsonEncoder.ToBytes(YamlDecoder.DecodeTree(yaml));
        }
        catch (DecodeException e)
        {
            throw Status.BadRequest("error converting YAML to JSON: " + e.Message).ToException();
        }
    }

    /// <summary>JSON of a body that may be YAML, for apply patches.</summary>
    public static byte[] ToJson(byte[] body) => body.AsSpan().TrimStart(" \t\r\n"u8) is [(byte)'{', ..] ? body : YamlToJson(body);
}
