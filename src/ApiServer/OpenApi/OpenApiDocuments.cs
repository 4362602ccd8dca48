using System.Collections.Concurrent;
using System.Security.Cryptography;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.ApiServer.Discovery;
using Navarch.ApiServer.Registry;

namespace Navarch.ApiServer.OpenApi;

/// <summary>OpenAPI v3: one document for each group and version, made when first asked for.</summary>
internal sealed class OpenApiDocuments
{
    private readonly ConcurrentDictionary<string, byte[]> _documents = new(StringComparer.Ordinal);

    /// <summary>What documents there are.</summary>
    public DocMap Index(ResourceRegistry registry)
    {
        var paths = Map();
        foreach (var (group, versions) in DiscoveryDocuments.Groups(registry))
        {
            foreach (var version in versions)
            {
                var path = group.Length == 0 ? "api/" + version : $"apis/{group}/{version}";
                var item = Map();
                item["serverRelativeURL"] = $"/openapi/v3/{path}?hash={Convert.ToHexString(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(path + ThisBuild)))}";
                paths[path] = item;
            }
        }
        var index = Map();
        index["paths"] = paths;
        return index;
    }

    // The documents are made of what the program declares: they change with it.
    private static readonly string ThisBuild = typeof(OpenApiDocuments).Module.ModuleVersionId.ToString();

    /// <summary>The document of api/v1 or apis/group/version; null when there is none.</summary>
    public byte[]? Find(ResourceRegistry registry, string path)
    {
        var parts = path.Split('/');
        var (group, version) = parts switch
        {
            ["api", var v] => ("", v),
            ["apis", var g, var v] => (g, v),
            _ => ("", ""),
        };
        var endpoints = registry.All.Where(e => e.Resource.Group == group && e.Resource.Version == version).ToList();
        return endpoints.Count == 0 ? null : _documents.GetOrAdd(path, _ => ApiOperations.ToJson(Make(endpoints)));
    }

    private static DocMap Make(List<Endpoint> endpoints)
    {
        var schemas = new SchemaWriter();
        var paths = Map();
        foreach (var endpoint in endpoints)
        {
            var resource = endpoint.Resource;
            schemas.Add(resource.Schema, resource);
            var collection = resource.PathOf(resource.Namespaced ? "{namespace}" : null).Replace("%7B", "{", StringComparison.Ordinal).Replace("%7D", "}", StringComparison.Ordinal);
            var operations = Map();
            Operation(operations, resource, "list", "get", null);
            Operation(operations, resource, "create", "post", "create");
            paths[collection] = operations;
            var one = Map();
            Operation(one, resource, "get", "get", null);
            Operation(one, resource, "update", "put", "update");
            Operation(one, resource, "patch", "patch", "patch");
            Operation(one, resource, "delete", "delete", null);
            paths[collection + "/{name}"] = one;
        }
        var components = Map();
        components["schemas"] = schemas.Schemas;
        var info = Map();
        info["title"] = "Kubernetes";
        info["version"] = "v1.36.2";
        var document = Map();
        document["openapi"] = "3.0.0";
        document["info"] = info;
        document["paths"] = paths;
        document["components"] = components;
        return document;
    }

    private static void Operation(DocMap path, ResourceInfo resource, string verb, string method, string? writes)
    {
        if (!resource.Verbs.Contains(verb))
        {
            return;
        }
        var operation = Map();
        operation["operationId"] = verb + resource.Version + resource.Kind;
        operation["x-kubernetes-action"] = verb switch { "create" => "post", "update" => "put", _ => verb };
        operation["x-kubernetes-group-version-kind"] = SchemaWriter.GroupVersionKind(resource);
        var parameters = new DocList(TypeSchema.Any);
        if (writes is not null)
        {
            foreach (var name in (string[])["dryRun", "fieldManager", "fieldValidation"])
            {
                parameters.Add(Query(name, "string"));
            }
            if (writes == "patch")
            {
                parameters.Add(Query("force", "boolean"));
            }
        }
        operation["parameters"] = parameters;
        var responses = Map();
        var ok = Map();
        ok["description"] = "OK";
        responses["200"] = ok;
        operation["responses"] = responses;
        path[method] = operation;
    }

    private static DocMap Query(string name, string type)
    {
        var schema = Map();
        schema["type"] = type;
        schema["uniqueItems"] = true;
        var parameter = Map();
        parameter["in"] = "query";
        parameter["name"] = name;
        parameter["schema"] = schema;
        return parameter;
    }

    private static DocMap Map() => new(TypeSchema.Any);
}

/// <summary>Writes schemas as OpenAPI v3 components, with what they refer to.</summary>
internal sealed class SchemaWriter
{
    /// <summary>The components so far.</summary>
    public DocMap Schemas { get; } = new(TypeSchema.Any);

    /// <summary>The x-kubernetes-group-version-kind of an operation.</summary>
    public static DocMap GroupVersionKind(ResourceInfo resource)
    {
        var map = new DocMap(TypeSchema.Any);
        map["group"] = resource.Group;
        map["version"] = resource.Version;
        map["kind"] = resource.Kind;
        return map;
    }

    /// <summary>Adds a schema and all that it refers to.</summary>
    public void Add(ObjectSchema schema, ResourceInfo? resource = null)
    {
        if (Schemas.ContainsKey(schema.Name))
        {
            return;
        }
        var map = new DocMap(TypeSchema.Any);
        Schemas[schema.Name] = map;
        map["type"] = "object";
        if (schema.Description.Length > 0)
        {
            map["description"] = schema.Description;
        }
        var properties = new DocMap(TypeSchema.Any);
        var required = new DocList(TypeSchema.Any);
        foreach (var field in schema.Fields)
        {
            properties[field.Name] = Property(field);
            if (field.Required)
            {
                required.Add(field.Name);
            }
        }
        if (properties.Count > 0)
        {
            map["properties"] = properties;
        }
        if (required.Count > 0)
        {
            map["required"] = required;
        }
        if (resource is not null)
        {
            var kinds = new DocList(TypeSchema.Any);
            kinds.Add(GroupVersionKind(resource));
            map["x-kubernetes-group-version-kind"] = kinds;
        }
    }

    private DocMap Property(FieldSchema field)
    {
        var map = Type(field.Type);
        if (field.Description.Length > 0)
        {
            map["description"] = field.Description;
        }
        if (field.PatchStrategy != PatchStrategy.None)
        {
            var names = new List<string>();
            if (field.PatchStrategy.HasFlag(PatchStrategy.Merge))
            {
                names.Add("merge");
            }
            if (field.PatchStrategy.HasFlag(PatchStrategy.RetainKeys))
            {
                names.Add("retainKeys");
            }
            if (field.PatchStrategy.HasFlag(PatchStrategy.Replace))
            {
                names.Add("replace");
            }
            map["x-kubernetes-patch-strategy"] = string.Join(',', names);
        }
        if (field.PatchMergeKey is { } key)
        {
            map["x-kubernetes-patch-merge-key"] = key;
        }
        if (field.Default is { } value)
        {
            map["default"] = ApiMachinery.Json.UntypedJson.Decode(System.Text.Encoding.UTF8.GetBytes(value));
        }
        else if (field.IsEmbeddedStruct)
        {
            map["default"] = new DocMap(TypeSchema.Any);
        }
        return map;
    }

    private DocMap Type(TypeSchema type)
    {
        var map = new DocMap(TypeSchema.Any);
        switch (type.Kind)
        {
            case ValueKind.Object:
                Add(type.Object!);
                var reference = new DocMap(TypeSchema.Any);
                reference["$ref"] = "#/components/schemas/" + type.Object!.Name;
                var all = new DocList(TypeSchema.Any);
                all.Add(reference);
                map["allOf"] = all;
                break;
            case ValueKind.List:
                map["type"] = "array";
                map["items"] = Type(type.Items!);
                map["x-kubernetes-list-type"] = type.ListType switch { ListType.Map => "map", ListType.Set => "set", _ => "atomic" };
                if (type.ListMapKeys.Count > 0)
                {
                    var keys = new DocList(TypeSchema.Any);
                    foreach (var key in type.ListMapKeys)
                    {
                        keys.Add(key);
                    }
                    map["x-kubernetes-list-map-keys"] = keys;
                }
                break;
            case ValueKind.Map:
                map["type"] = "object";
                map["additionalProperties"] = Type(type.Items!);
                break;
            case ValueKind.Bool: map["type"] = "boolean"; break;
            case ValueKind.Int32: map["type"] = "integer"; map["format"] = "int32"; break;
            case ValueKind.Int64: map["type"] = "integer"; map["format"] = "int64"; break;
            case ValueKind.Double: map["type"] = "number"; map["format"] = "double"; break;
            case ValueKind.Bytes: map["type"] = "string"; map["format"] = "byte"; break;
            case ValueKind.Time or ValueKind.MicroTime: map["type"] = "string"; map["format"] = "date-time"; break;
            case ValueKind.IntOrString: map["type"] = "string"; map["format"] = "int-or-string"; break;
            case ValueKind.String or ValueKind.Duration or ValueKind.Quantity: map["type"] = "string"; break;
            default: map["type"] = "object"; break;
        }
        return map;
    }
}
