using System.Buffers;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Errors;
using Navarch.ApiMachinery.Json;
using Navarch.ApiMachinery.Protobuf;
using Navarch.ApiMachinery.Schemas;
using Navarch.ApiMachinery.Yaml;
using Navarch.ApiServer.Registry;
using Navarch.ApiServer.Requests;
using Navarch.ApiServer.WatchCache;
using Endpoint = Navarch.ApiServer.Registry.Endpoint;

namespace Navarch.ApiServer.Http;

/// <summary>Writes answers. Objects go out as the bytes that the cache holds.</summary>
internal static class ResponseWriter
{
    /// <summary>Writes JSON bytes.</summary>
    public static Task JsonAsync(HttpContext http, int code, ReadOnlyMemory<byte> json, Answer answer = default, RequestContext? context = null)
    {
        Headers(http, code, context);
        if (answer.Yaml)
        {
            var yaml = System.Text.Encoding.UTF8.GetBytes(YamlEncoder.ToText((DocNode)UntypedJson.Decode(json.Span)!));
            http.Response.ContentType = "application/yaml";
            http.Response.ContentLength = yaml.Length;
            return http.Response.Body.WriteAsync(yaml).AsTask();
        }
        if (answer.Pretty)
        {
            var indented = new ArrayBufferWriter<byte>(json.Length * 2);
            JsonIndent.Write(json.Span, indented);
            json = indented.WrittenMemory;
        }
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = json.Length;
        return http.Response.Body.WriteAsync(json).AsTask();
    }

    /// <summary>Writes a document that the cache does not hold.</summary>
    public static Task DocumentAsync(HttpContext http, int code, DocNode document, Answer answer = default, RequestContext? context = null) =>
        answer.Protobuf && document is DocObject obj && obj.Schema.IndexOf("apiVersion") >= 0
            ? ProtobufAsync(http, code, obj, context)
            : JsonAsync(http, code, ApiOperations.ToJson(document), answer, context);

    private static Task ProtobufAsync(HttpContext http, int code, DocObject document, RequestContext? context)
    {
        Headers(http, code, context);
        var buffer = new ArrayBufferWriter<byte>(1024);
        ProtobufCodec.Encode(document, buffer);
        http.Response.ContentType = ProtobufCodec.MediaType;
        http.Response.ContentLength = buffer.WrittenCount;
        return http.Response.Body.WriteAsync(buffer.WrittenMemory).AsTask();
    }

    /// <summary>Writes a list in protobuf.</summary>
    public static async Task ProtobufListAsync(HttpContext http, Endpoint endpoint, ListPage page, CancellationToken cancellationToken)
    {
        var messages = new byte[page.Items.Count][];
        var length = 0L;
        for (var i = 0; i < messages.Length; i++)
        {
            var buffer = new ArrayBufferWriter<byte>(1024);
            ProtobufCodec.EncodeMessage(page.Items[i].Document, buffer);
            messages[i] = buffer.WrittenSpan.ToArray();
            length += ProtobufList.ItemLength(messages[i].Length);
        }
        Headers(http, 200, null);
        http.Response.ContentType = ProtobufCodec.MediaType;
        var metadata = UntypedJson.ToDocument(ListMetaDocument(page.Revision, page.Continue, page.Remaining), Navarch.Api.Meta.V1.ListMeta.TypeSchema);
        var writer = http.Response.BodyWriter;
        ProtobufList.WriteStart(writer, endpoint.Resource.ApiVersion, endpoint.Resource.ListKind, metadata, length);
        for (var i = 0; i < messages.Length; i++)
        {
            ProtobufList.WriteItem(writer, messages[i]);
            if (i % 64 == 63)
            {
                await writer.FlushAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        await writer.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes a Status.</summary>
    public static Task StatusAsync(HttpContext http, Status status, RequestContext? context = null)
    {
        var code = status.Code == 0 ? status.IsSuccess ? 200 : 500 : status.Code;
        if (status.Details is { RetryAfterSeconds: > 0 } details)
        {
            http.Response.Headers.RetryAfter = details.RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        }
        if (http.Request.Headers.Accept.ToString().StartsWith(ProtobufCodec.MediaType, StringComparison.Ordinal))
        {
            var document = UntypedJson.ToDocument(status.ToDocument(), Navarch.Api.Meta.V1.Status.TypeSchema);
            return ProtobufAsync(http, code, document, context);
        }
        return JsonAsync(http, code, JsonEncoder.ToBytes(status.ToDocument()), default, context);
    }

    /// <summary>Writes plain text.</summary>
    public static Task TextAsync(HttpContext http, int code, string text, string contentType = "text/plain;charset=utf-8")
    {
        Headers(http, code, null);
        http.Response.ContentType = contentType;
        return http.Response.WriteAsync(text);
    }

    private static void Headers(HttpContext http, int code, RequestContext? context)
    {
        http.Response.StatusCode = code;
        http.Response.Headers.CacheControl = "no-cache, private";
        if (context is { HasWarnings: true })
        {
            foreach (var warning in context.Warnings.Distinct())
            {
                http.Response.Headers.Append("Warning", $"299 - \"{warning.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"");
            }
        }
    }

    /// <summary>Writes a list by joining the cached bytes: nothing grows with its length but the connection's own buffers.</summary>
    public static async Task ListAsync(HttpContext http, Endpoint endpoint, ListPage page, CancellationToken cancellationToken)
    {
        Headers(http, 200, null);
        http.Response.ContentType = "application/json";
        var writer = http.Response.BodyWriter;
        Write(writer, $"{{\"kind\":\"{endpoint.Resource.ListKind}\",\"apiVersion\":\"{endpoint.Resource.ApiVersion}\",\"metadata\":{ListMeta(page)},\"items\":[");
        // Items of built-in lists don't repeat kind and apiVersion.
        var head = $"{{\"kind\":\"{endpoint.Resource.Kind}\",\"apiVersion\":\"{endpoint.Resource.ApiVersion}\",";
        var skip = endpoint.Resource.Schema.Name.StartsWith("io.k8s.", StringComparison.Ordinal) ? System.Text.Encoding.UTF8.GetByteCount(head) : 0;
        for (var i = 0; i < page.Items.Count; i++)
        {
            if (i > 0)
            {
                writer.Write(","u8);
            }
            var json = page.Items[i].Json.Span;
            if (skip > 0)
            {
                writer.Write("{"u8);
            }
            writer.Write(json[skip..]);
            if (i % 16 == 15)
            {
                await writer.FlushAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        writer.Write("]}"u8);
        await writer.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    private static string ListMeta(ListPage page)
    {
        var meta = $"{{\"resourceVersion\":\"{page.Revision.ToString(CultureInfo.InvariantCulture)}\"";
        if (page.Continue.Length > 0)
        {
            meta += $",\"continue\":\"{page.Continue}\"";
        }
        if (page.Remaining is { } remaining)
        {
            meta += $",\"remainingItemCount\":{remaining.ToString(CultureInfo.InvariantCulture)}";
        }
        return meta + "}";
    }

    private static void Write(IBufferWriter<byte> writer, string text) => System.Text.EncodingExtensions.GetBytes(System.Text.Encoding.UTF8, text, writer);

    /// <summary>The metadata of an object alone.</summary>
    public static DocMap PartialMetadata(DocObject document)
    {
        var map = new DocMap(TypeSchema.Any);
        map["kind"] = "PartialObjectMetadata";
        map["apiVersion"] = "meta.k8s.io/v1";
        map["metadata"] = document["metadata"];
        return map;
    }

    /// <summary>A list of metadata alone.</summary>
    public static DocMap PartialMetadataList(ListPage page)
    {
        var items = new DocList(TypeSchema.Any, page.Items.Count);
        foreach (var item in page.Items)
        {
            var partial = PartialMetadata(item.Document);
            items.Add(partial);
        }
        var map = new DocMap(TypeSchema.Any);
        map["kind"] = "PartialObjectMetadataList";
        map["apiVersion"] = "meta.k8s.io/v1";
        map["metadata"] = ListMetaDocument(page.Revision, page.Continue, page.Remaining);
        map["items"] = items;
        return map;
    }

    internal static DocMap ListMetaDocument(long revision, string continueToken = "", long? remaining = null)
    {
        var meta = new DocMap(TypeSchema.Any);
        meta["resourceVersion"] = revision.ToString(CultureInfo.InvariantCulture);
        if (continueToken.Length > 0)
        {
            meta["continue"] = continueToken;
        }
        if (remaining is { } left)
        {
            meta["remainingItemCount"] = Scalars.Box(left);
        }
        return meta;
    }
}
