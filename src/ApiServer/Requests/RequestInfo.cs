namespace Navarch.ApiServer.Requests;

/// <summary>What a request asks for, read from its method and path as upstream reads them.</summary>
public sealed record RequestInfo
{
    /// <summary>True for /api and /apis paths that name a resource.</summary>
    public bool IsResourceRequest { get; init; }

    /// <summary>The path.</summary>
    public required string Path { get; init; }

    /// <summary>create, get, list, watch, update, patch, delete, deletecollection, proxy; for other paths the method in lower case.</summary>
    public required string Verb { get; init; }

    /// <summary>The group; empty for the core group.</summary>
    public string Group { get; init; } = "";

    /// <summary>The version.</summary>
    public string Version { get; init; } = "";

    /// <summary>The namespace; empty for none or all.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>The resource.</summary>
    public string Resource { get; init; } = "";

    /// <summary>The subresource; empty for none.</summary>
    public string Subresource { get; init; } = "";

    /// <summary>The object's name; empty for a collection.</summary>
    public string Name { get; init; } = "";

    /// <summary>What follows name and subresource, for proxies.</summary>
    public IReadOnlyList<string> Rest { get; init; } = [];

    /// <summary>Reads a request's method and path.</summary>
    public static RequestInfo Parse(string method, string path, bool watchParameter, string? fieldSelectorName = null)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        string group, version;
        int at;
        if (parts.Length >= 3 && parts[0] == "api")
        {
            (group, version, at) = ("", parts[1], 2);
        }
        else if (parts.Length >= 4 && parts[0] == "apis")
        {
            (group, version, at) = (parts[1], parts[2], 3);
        }
        else
        {
            return new RequestInfo { Path = path, Verb = LowerVerb(method) };
        }
        var watch = watchParameter;
        if (parts[at] == "watch" && parts.Length > at + 1)
        {
            watch = true;
            at++;
        }
        var ns = "";
        string resource;
        if (parts[at] == "namespaces" && parts.Length > at + 1)
        {
            ns = Uri.UnescapeDataString(parts[at + 1]);
            // A third part is a resource in the namespace, unless it is a subresource of the namespace itself.
            if (parts.Length > at + 2 && parts[at + 2] is not ("status" or "finalize"))
            {
                at += 2;
            }
        }
        resource = parts[at];
        var name = parts.Length > at + 1 ? Uri.UnescapeDataString(parts[at + 1]) : "";
        var subresource = parts.Length > at + 2 ? parts[at + 2] : "";
        var isCollection = name.Length == 0;
        if (isCollection && fieldSelectorName is not null)
        {
            name = fieldSelectorName;
        }
        return new RequestInfo
        {
            IsResourceRequest = true,
            Path = path,
            Group = group,
            Version = version,
            Namespace = ns,
            Resource = resource,
            Name = name,
            Subresource = subresource,
            Rest = parts.Length > at + 3 ? parts[(at + 3)..] : [],
            Verb = method switch
            {
                "POST" => "create",
                "PUT" => "update",
                "PATCH" => "patch",
                "DELETE" => isCollection ? "deletecollection" : "delete",
                _ => watch ? "watch" : isCollection ? "list" : "get",
            },
        };
    }

    private static string LowerVerb(string method) => method switch
    {
        "GET" => "get",
        "POST" => "post",
        "PUT" => "put",
        "DELETE" => "delete",
        "PATCH" => "patch",
        "HEAD" => "head",
        "OPTIONS" => "options",
        _ => method,
    };
}
