using System.Buffers;
using Microsoft.AspNetCore.Http;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Errors;
using Navarch.ApiMachinery.Json;
using Navarch.ApiMachinery.Protobuf;
using Navarch.ApiMachinery.Schemas;
using Navarch.ApiServer.Registry;
using Navarch.ApiServer.WatchCache;
using Navarch.Client;
using Endpoint = Navarch.ApiServer.Registry.Endpoint;

namespace Navarch.ApiServer.Http;

/// <summary>Streams the events of a watch, each in a JSON frame of its own line.</summary>
internal sealed class WatchWriter(ApiOperations operations, TimeProvider time)
{
    public async Task RunAsync(HttpContext http, Endpoint endpoint, string? ns, ListOptions options, Answer answer, CancellationToken cancellationToken)
    {
        // The end of a watch's time is its normal end.
        var timeout = options.Timeout ?? Limits.MinWatchTimeout * (1 + Random());
        using var timer = new CancellationTokenSource(timeout, time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        var writer = http.Response.BodyWriter;
        var first = true;
        var includeObject = http.Request.Query["includeObject"].ToString();
        try
        {
            var events = operations.Watches.RunAsync(endpoint, ns, options, ended.Token).GetAsyncEnumerator(ended.Token);
            await using (events.ConfigureAwait(false))
            {
                var next = events.MoveNextAsync();
                var started = false;
                while (true)
                {
                    if (!next.IsCompleted)
                    {
                        if (!started)
                        {
                            Begin(http, answer);
                            started = true;
                        }
                        // Nothing at hand: what is written goes out now. A watcher that takes nothing for long is ended.
                        await writer.FlushAsync(ended.Token).AsTask().WaitAsync(Limits.WatchWriteTimeout, time, ended.Token).ConfigureAwait(false);
                    }
                    if (!await next.ConfigureAwait(false))
                    {
                        break;
                    }
                    if (!started)
                    {
                        Begin(http, answer);
                        started = true;
                    }
                    writer.Write(Frame(endpoint, events.Current, answer, includeObject, ref first));
                    if (writer.UnflushedBytes > 64 * 1024)
                    {
                        await writer.FlushAsync(ended.Token).AsTask().WaitAsync(Limits.WatchWriteTimeout, time, ended.Token).ConfigureAwait(false);
                    }
                    next = events.MoveNextAsync();
                }
            }
        }
        catch (ApiException e) when (http.Response.HasStarted || e.Status.IsResourceExpired)
        {
            if (!http.Response.HasStarted)
            {
                Begin(http, answer);
            }
            if (answer.Protobuf)
            {
                writer.Write(ProtobufError(e.Status));
                await writer.FlushAsync(CancellationToken.None).ConfigureAwait(false);
                return;
            }
            writer.Write("{\"type\":\"ERROR\",\"object\":"u8);
            JsonEncoder.Encode(e.Status.ToDocument(), writer);
            writer.Write("}\n"u8);
            await writer.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (timer.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            if (!http.Response.HasStarted)
            {
                Begin(http, answer);
            }
        }
        catch (TimeoutException)
        {
            http.Abort();
        }
    }

    private static double Random() => System.Security.Cryptography.RandomNumberGenerator.GetInt32(1000) / 1000.0;

    private static void Begin(HttpContext http, Answer answer)
    {
        http.Response.StatusCode = 200;
        http.Response.Headers.CacheControl = "no-cache, private";
        http.Response.ContentType = answer.Protobuf ? ProtobufCodec.MediaType + ";stream=watch" : "application/json";
    }

    private ReadOnlySpan<byte> Frame(Endpoint endpoint, WatchItem item, Answer answer, string includeObject, ref bool first)
    {
        if (item.Type == ObjectEventType.Bookmark)
        {
            return BookmarkFrame(endpoint, item, answer);
        }
        if (answer.Protobuf)
        {
            return ProtobufFrame(item.Type, item.Object!.Document);
        }
        if (answer.Form == AnswerForm.Object)
        {
            return item.Source is { } source && source.Type == item.Type ? source.Frame.Span : CacheEvent.MakeFrame(item.Type, item.Object!.Json.Span);
        }
        DocMap shown;
        if (answer.Form == AnswerForm.Table)
        {
            var metadata = ResponseWriter.ListMetaDocument(item.Object!.Revision);
            shown = TableWriter.Make(endpoint, [item.Object], metadata, includeObject, first, time.GetUtcNow());
            first = false;
        }
        else
        {
            shown = ResponseWriter.PartialMetadata(item.Object!.Document);
        }
        return CacheEvent.MakeFrame(item.Type, ApiOperations.ToJson(shown));
    }

    private static byte[] ProtobufError(Status status)
    {
        var body = new ArrayBufferWriter<byte>(256);
        ProtobufCodec.Encode(UntypedJson.ToDocument(status.ToDocument(), Api.Meta.V1.Status.TypeSchema), "v1", "Status", body);
        var frame = new ArrayBufferWriter<byte>(body.WrittenCount + 64);
        ProtobufWatch.WriteEvent(frame, "ERROR", body.WrittenSpan);
        return frame.WrittenSpan.ToArray();
    }

    private static byte[] ProtobufFrame(ObjectEventType type, DocObject document)
    {
        var body = new ArrayBufferWriter<byte>(1024);
        ProtobufCodec.Encode(document, body);
        var frame = new ArrayBufferWriter<byte>(body.WrittenCount + 64);
        ProtobufWatch.WriteEvent(frame, type switch { ObjectEventType.Added => "ADDED", ObjectEventType.Modified => "MODIFIED", ObjectEventType.Deleted => "DELETED", _ => "BOOKMARK" }, body.WrittenSpan);
        return frame.WrittenSpan.ToArray();
    }

    private static byte[] BookmarkFrame(Endpoint endpoint, WatchItem item, Answer answer)
    {
        var metadata = new DocMap(TypeSchema.Any);
        metadata["resourceVersion"] = item.Revision.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (item.EndsInitialEvents)
        {
            var annotations = new DocMap(TypeSchema.Any);
            annotations["k8s.io/initial-events-end"] = "true";
            metadata["annotations"] = annotations;
        }
        DocNode shown;
        if (answer.Form == AnswerForm.Object)
        {
            var document = endpoint.Resource.Schema.Create();
            document["metadata"] = UntypedJson.ToDocument(metadata, Api.Meta.V1.ObjectMeta.TypeSchema);
            if (answer.Protobuf)
            {
                return ProtobufFrame(ObjectEventType.Bookmark, document);
            }
            shown = document;
        }
        else
        {
            var map = new DocMap(TypeSchema.Any);
            map["kind"] = answer.Form == AnswerForm.Table ? "Table" : "PartialObjectMetadata";
            map["apiVersion"] = "meta.k8s.io/v1";
            map["metadata"] = metadata;
            shown = map;
        }
        return CacheEvent.MakeFrame(ObjectEventType.Bookmark, ApiOperations.ToJson(shown));
    }
}
