namespace Navarch.ApiMachinery.Schemas;

/// <summary>What a value of a document is.</summary>
public enum ValueKind
{
    /// <summary>Any JSON value; no schema says more (RawExtension, JSON, preserved unknown fields).</summary>
    Any,

    /// <summary>Text.</summary>
    String,

    /// <summary>True or false.</summary>
    Bool,

    /// <summary>A 32-bit integer.</summary>
    Int32,

    /// <summary>A 64-bit integer.</summary>
    Int64,

    /// <summary>A floating-point number.</summary>
    Double,

    /// <summary>Bytes; base64 text in JSON and in the document.</summary>
    Bytes,

    /// <summary>RFC 3339 time to the second.</summary>
    Time,

    /// <summary>RFC 3339 time to the microsecond.</summary>
    MicroTime,

    /// <summary>A Go duration such as 1m30s.</summary>
    Duration,

    /// <summary>A <see cref="Documents.Quantity"/>; canonical text in the document.</summary>
    Quantity,

    /// <summary>An <see cref="Documents.IntOrString"/>.</summary>
    IntOrString,

    /// <summary>The set of fields of a managedFields entry.</summary>
    FieldsV1,

    /// <summary>An object with an <see cref="ObjectSchema"/>.</summary>
    Object,

    /// <summary>A list.</summary>
    List,

    /// <summary>A string-keyed map.</summary>
    Map,
}

/// <summary>How server-side apply sees a list (x-kubernetes-list-type).</summary>
public enum ListType
{
    /// <summary>One value, owned and replaced as a whole.</summary>
    Atomic,

    /// <summary>Scalars, each owned by itself.</summary>
    Set,

    /// <summary>Objects, each owned by itself and known by its keys.</summary>
    Map,
}

/// <summary>How a strategic merge patch treats a field (x-kubernetes-patch-strategy); may be combined.</summary>
[Flags]
public enum PatchStrategy
{
    /// <summary>Lists are replaced, objects merged.</summary>
    None = 0,

    /// <summary>Lists are merged by their merge key, or as sets when they have none.</summary>
    Merge = 1,

    /// <summary>The object is replaced as a whole.</summary>
    Replace = 2,

    /// <summary>Keys of the object that the patch does not name are removed.</summary>
    RetainKeys = 4,
}
