using System.Text.Json;
using Navarch.Api;
using Navarch.ApiMachinery;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Errors;
using Navarch.ApiMachinery.Json;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Client;

/// <summary>Reads the API's JSON answers into documents.</summary>
internal static class ApiMediaReader
{
    /// <summary>Reads one object: of the resource's own kind, or of whatever kind it says.</summary>
    public static DocObject ReadObject(ReadOnlySpan<byte> json, ResourceInfo resource, DocObject? body)
    {
        var (apiVersion, kind) = KindOf(json);
        var obj = JsonDecoder.Decode(json, SchemaFor(apiVersion, kind, resource, body));
        obj.Freeze();
        return obj;
    }

    /// <summary>Reads a list. Items that don't say their kind, as in typed lists, get the resource's.</summary>
    public static ObjectList ReadList(ReadOnlySpan<byte> json, ResourceInfo resource)
    {
        var items = new List<KubernetesObject>();
        var resourceVersion = "";
        var next = "";
        long? remaining = null;
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = ApiMachinery.Limits.MaxDepth });
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("items"u8))
            {
                reader.Read();
                if (reader.TokenType != JsonTokenType.StartArray)
                {
                    reader.Skip();
                    continue;
                }
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    var begin = (int)reader.TokenStartIndex;
                    reader.Skip();
                    items.Add(ReadItem(json[begin..(int)reader.BytesConsumed], resource));
                }
            }
            else if (reader.ValueTextEquals("metadata"u8))
            {
                reader.Read();
                var begin = (int)reader.TokenStartIndex;
                reader.Skip();
                var metadata = UntypedJson.DecodeObject(json[begin..(int)reader.BytesConsumed]);
                resourceVersion = metadata["resourceVersion"] as string ?? "";
                next = metadata["continue"] as string ?? "";
                remaining = metadata["remainingItemCount"] as long?;
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }
        return new ObjectList(items, resourceVersion, next, remaining);
    }

    /// <summary>Reads one line of a watch. An event of type ERROR is thrown.</summary>
    public static ObjectEvent ReadEvent(ReadOnlySpan<byte> json, ResourceInfo resource)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = ApiMachinery.Limits.MaxDepth });
        string? type = null;
        ReadOnlySpan<byte> obj = default;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("type"u8))
            {
                reader.Read();
                type = reader.GetString();
            }
            else
            {
                var isObject = reader.ValueTextEquals("object"u8);
                reader.Read();
                var begin = (int)reader.TokenStartIndex;
                reader.Skip();
                if (isObject)
                {
                    obj = json[begin..(int)reader.BytesConsumed];
                }
            }
        }
        return type switch
        {
            "ADDED" => new ObjectEvent(ObjectEventType.Added, ReadItem(obj, resource)),
            "MODIFIED" => new ObjectEvent(ObjectEventType.Modified, ReadItem(obj, resource)),
            "DELETED" => new ObjectEvent(ObjectEventType.Deleted, ReadItem(obj, resource)),
            "BOOKMARK" => new ObjectEvent(ObjectEventType.Bookmark, ReadItem(obj, resource)),
            "ERROR" => throw (ReadStatus(obj) ?? Status.InternalError("the watch ended with an error that is no Status")).ToException(),
            _ => throw new DecodeException($"unknown watch event type \"{type}\""),
        };
    }

    /// <summary>Reads a Status; null when the text is something else.</summary>
    public static Status? ReadStatus(ReadOnlySpan<byte> json)
    {
        try
        {
            return Status.FromDocument(UntypedJson.Decode(json));
        }
        catch (DecodeException)
        {
            return null;
        }
    }

    private static KubernetesObject ReadItem(ReadOnlySpan<byte> json, ResourceInfo resource)
    {
        var obj = JsonDecoder.Decode(json, resource.Schema) as KubernetesObject
            ?? throw new InvalidOperationException($"The schema of {resource} makes no KubernetesObject.");
        if (obj.Kind.Length == 0)
        {
            obj.Kind = resource.Kind;
            obj.ApiVersion = resource.ApiVersion;
        }
        obj.Freeze();
        return obj;
    }

    private static (string ApiVersion, string Kind) KindOf(ReadOnlySpan<byte> json)
    {
        string apiVersion = "", kind = "";
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = ApiMachinery.Limits.MaxDepth });
        reader.Read();
        while ((apiVersion.Length == 0 || kind.Length == 0) && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("kind"u8))
            {
                reader.Read();
                kind = reader.GetString() ?? "";
            }
            else if (reader.ValueTextEquals("apiVersion"u8))
            {
                reader.Read();
                apiVersion = reader.GetString() ?? "";
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }
        return (apiVersion, kind);
    }

    private static ObjectSchema SchemaFor(string apiVersion, string kind, ResourceInfo resource, DocObject? body)
    {
        if (kind == resource.Kind && apiVersion == resource.ApiVersion)
        {
            return resource.Schema;
        }
        if (body is not null && body["kind"] as string == kind && body["apiVersion"] as string == apiVersion)
        {
            return body.Schema;
        }
        return (kind, apiVersion) switch
        {
            ("Status", "v1") => Api.Meta.V1.Status.TypeSchema,
            ("Scale", "autoscaling/v1") => Api.Autoscaling.V1.Scale.TypeSchema,
            _ => UnknownKind(apiVersion, kind),
        };
    }

    /// <summary>A schema for a kind that nobody declared: everything is kept as it is.</summary>
    public static ObjectSchema UnknownKind(string apiVersion, string kind) =>
        new($"{apiVersion}.{kind}", KubernetesObject.HeadFields(), schema => new CustomResource(schema, apiVersion, kind)) { PreservesUnknownFields = true };
}
