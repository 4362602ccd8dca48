namespace Navarch.ApiMachinery.Schemas;

/// <summary>Marks a partial class as an API type: the generator makes it a document object with the schema that its fields declare.</summary>
/// <param name="name">The published name, such as io.k8s.api.core.v1.PodSpec.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class KubernetesTypeAttribute(string name) : Attribute
{
    /// <summary>The published name.</summary>
    public string Name { get; } = name;

    /// <summary>True when server-side apply owns the object as a whole.</summary>
    public bool Atomic { get; set; }
}

/// <summary>Marks an API type as a kind: it has apiVersion, kind and metadata before its own fields.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class KindAttribute(string group, string version, string kind) : Attribute
{
    /// <summary>The API group; empty for the core group.</summary>
    public string Group { get; } = group;

    /// <summary>The version.</summary>
    public string Version { get; } = version;

    /// <summary>The kind.</summary>
    public string Kind { get; } = kind;
}

/// <summary>Serves a kind as a resource.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ResourceAttribute(string plural, string singular) : Attribute
{
    /// <summary>The name in paths.</summary>
    public string Plural { get; } = plural;

    /// <summary>The name for one.</summary>
    public string Singular { get; } = singular;

    /// <summary>True when objects live in namespaces.</summary>
    public bool Namespaced { get; set; }

    /// <summary>Short names, separated by commas.</summary>
    public string ShortNames { get; set; } = "";

    /// <summary>Categories such as "all", separated by commas.</summary>
    public string Categories { get; set; } = "";

    /// <summary>Verbs, separated by commas; all of them by default.</summary>
    public string Verbs { get; set; } = "create,delete,deletecollection,get,list,patch,update,watch";
}

/// <summary>Serves a part of a resource under a path of its own.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class SubresourceAttribute(string name, string verbs) : Attribute
{
    /// <summary>The name in paths, such as status.</summary>
    public string Name { get; } = name;

    /// <summary>Verbs, separated by commas.</summary>
    public string Verbs { get; } = verbs;

    /// <summary>The kind that it reads and writes when that is not the resource's own: Kind, or group/version/Kind.</summary>
    public string Kind { get; set; } = "";
}

/// <summary>
/// Declares a field by a partial property. The property's type says the field's: a nullable one may be absent, a plain one is
/// zero when absent (a string "", a number 0, a list or map empty, an object {}).
/// </summary>
/// <param name="name">The JSON name.</param>
/// <param name="number">The protobuf number; 0 when the field is not on the protobuf wire.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FieldAttribute(string name, int number) : Attribute
{
    /// <summary>The JSON name.</summary>
    public string Name { get; } = name;

    /// <summary>The protobuf number.</summary>
    public int Number { get; } = number;

    /// <summary>True when the field is written even if it is zero.</summary>
    public bool Always { get; set; }

    /// <summary>True when the published schema lists it as required.</summary>
    public bool Required { get; set; }

    /// <summary>The default that the published schema states, as JSON.</summary>
    public string? Default { get; set; }

    /// <summary>What the value is where the property's type leaves it open (Bytes, MicroTime, Duration, FieldsV1).</summary>
    public ValueKind Format { get; set; }

    /// <summary>How server-side apply sees the list.</summary>
    public ListType ListType { get; set; }

    /// <summary>The keys of a list of type map, separated by commas.</summary>
    public string MapKeys { get; set; } = "";

    /// <summary>True when server-side apply owns the map or object as a whole.</summary>
    public bool Atomic { get; set; }

    /// <summary>How a strategic merge patch treats the field.</summary>
    public PatchStrategy PatchStrategy { get; set; }

    /// <summary>The key by which a strategic merge patch merges the list.</summary>
    public string? MergeKey { get; set; }
}
