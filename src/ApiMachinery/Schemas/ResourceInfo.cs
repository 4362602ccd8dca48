namespace Navarch.ApiMachinery.Schemas;

/// <summary>A resource as the API serves it: names, verbs and the schema of its objects. Immutable.</summary>
public sealed class ResourceInfo
{
    /// <summary>The API group; empty for the core group.</summary>
    public required string Group { get; init; }

    /// <summary>The version, such as v1.</summary>
    public required string Version { get; init; }

    /// <summary>The kind, such as Pod.</summary>
    public required string Kind { get; init; }

    /// <summary>The kind of lists.</summary>
    public string ListKind { get => field ?? Kind + "List"; init; }

    /// <summary>The name in paths, such as pods.</summary>
    public required string Plural { get; init; }

    /// <summary>The name for one, such as pod.</summary>
    public required string Singular { get; init; }

    /// <summary>True when objects live in namespaces.</summary>
    public required bool Namespaced { get; init; }

    /// <summary>The schema of the objects.</summary>
    public required ObjectSchema Schema { get; init; }

    /// <summary>Short names for command lines.</summary>
    public IReadOnlyList<string> ShortNames { get; init; } = [];

    /// <summary>Categories such as "all".</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>Verbs of the resource itself.</summary>
    public IReadOnlyList<string> Verbs { get; init; } = [];

    /// <summary>Parts that are served under a path of their own.</summary>
    public IReadOnlyList<SubresourceInfo> Subresources { get; init; } = [];

    /// <summary>group/version, or the version alone for the core group: the objects' apiVersion.</summary>
    public string ApiVersion => field ??= Group.Length == 0 ? Version : Group + "/" + Version;

    /// <summary>plural.group, or the plural alone for the core group: the name that messages use.</summary>
    public string GroupResource => field ??= Group.Length == 0 ? Plural : Plural + "." + Group;

    /// <summary>/api/v1 or /apis/group/version.</summary>
    public string PathPrefix => field ??= Group.Length == 0 ? "/api/" + Version : "/apis/" + Group + "/" + Version;

    /// <summary>The path of the collection (all namespaces when <paramref name="ns"/> is null) or of one object.</summary>
    public string PathOf(string? ns, string? name = null, string? subresource = null)
    {
        var path = Namespaced && ns is not null ? $"{PathPrefix}/namespaces/{Uri.EscapeDataString(ns)}/{Plural}" : $"{PathPrefix}/{Plural}";
        if (name is not null)
        {
            path += "/" + Uri.EscapeDataString(name);
        }
        return subresource is null ? path : path + "/" + subresource;
    }

    /// <inheritdoc/>
    public override string ToString() => GroupResource + "/" + Version;
}

/// <summary>A part of a resource that is served under a path of its own.</summary>
/// <param name="Name">The name in paths, such as status.</param>
/// <param name="Verbs">The verbs.</param>
/// <param name="Group">The group of the kind that it reads and writes.</param>
/// <param name="Version">The version of that kind.</param>
/// <param name="Kind">That kind.</param>
public sealed record SubresourceInfo(string Name, IReadOnlyList<string> Verbs, string Group, string Version, string Kind);
