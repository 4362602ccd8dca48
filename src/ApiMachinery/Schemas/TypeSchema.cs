namespace Navarch.ApiMachinery.Schemas;

/// <summary>The type of a value. Built-in schemas form cycles (JSONSchemaProps), so the object of a type is looked up when first asked for.</summary>
public sealed class TypeSchema
{
    private readonly Func<ObjectSchema>? _objectSource;
    private ObjectSchema? _object;

    private TypeSchema(ValueKind kind) => Kind = kind;

    private TypeSchema(Func<ObjectSchema> source)
    {
        Kind = ValueKind.Object;
        _objectSource = source;
    }

    /// <summary>What the value is.</summary>
    public ValueKind Kind { get; }

    /// <summary>The schema of an object; null for other kinds.</summary>
    public ObjectSchema? Object => _object ??= _objectSource?.Invoke();

    /// <summary>The type of a list's items or a map's values; null for other kinds.</summary>
    public TypeSchema? Items { get; private init; }

    /// <summary>How server-side apply sees a list; <see cref="ListType.Atomic"/> unless said otherwise.</summary>
    public ListType ListType { get; private init; }

    /// <summary>The keys of a list of type map.</summary>
    public IReadOnlyList<string> ListMapKeys { get; private init; } = [];

    /// <summary>The keys of a list of type map in ordinal order, in which field sets name them.</summary>
    internal string[] SortedMapKeys => field ??= [.. ListMapKeys.Order(StringComparer.Ordinal)];

    /// <summary>True when server-side apply owns an object or a map as a whole (x-kubernetes-map-type: atomic).</summary>
    public bool IsAtomicMap { get => field || (Kind == ValueKind.Object && Object!.IsAtomic); private init; }

    /// <summary>Any JSON value.</summary>
    public static TypeSchema Any { get; } = new(ValueKind.Any);

    /// <summary>Text.</summary>
    public static TypeSchema String { get; } = new(ValueKind.String);

    /// <summary>True or false.</summary>
    public static TypeSchema Bool { get; } = new(ValueKind.Bool);

    /// <summary>A 32-bit integer.</summary>
    public static TypeSchema Int32 { get; } = new(ValueKind.Int32);

    /// <summary>A 64-bit integer.</summary>
    public static TypeSchema Int64 { get; } = new(ValueKind.Int64);

    /// <summary>A floating-point number.</summary>
    public static TypeSchema Double { get; } = new(ValueKind.Double);

    /// <summary>Base64 text.</summary>
    public static TypeSchema Bytes { get; } = new(ValueKind.Bytes);

    /// <summary>A time to the second.</summary>
    public static TypeSchema Time { get; } = new(ValueKind.Time);

    /// <summary>A time to the microsecond.</summary>
    public static TypeSchema MicroTime { get; } = new(ValueKind.MicroTime);

    /// <summary>A duration.</summary>
    public static TypeSchema Duration { get; } = new(ValueKind.Duration);

    /// <summary>A quantity.</summary>
    public static TypeSchema Quantity { get; } = new(ValueKind.Quantity);

    /// <summary>An integer or a string.</summary>
    public static TypeSchema IntOrString { get; } = new(ValueKind.IntOrString);

    /// <summary>A field set.</summary>
    public static TypeSchema FieldsV1 { get; } = new(ValueKind.FieldsV1);

    /// <summary>An object whose schema is asked for when first needed.</summary>
    public static TypeSchema ObjectOf(Func<ObjectSchema> source, bool atomic = false) => new(source) { IsAtomicMap = atomic };

    /// <summary>A list.</summary>
    public static TypeSchema ListOf(TypeSchema items, ListType listType = ListType.Atomic, params string[] mapKeys) =>
        new(ValueKind.List) { Items = items, ListType = listType, ListMapKeys = mapKeys };

    /// <summary>A string-keyed map.</summary>
    public static TypeSchema MapOf(TypeSchema values, bool atomic = false) => new(ValueKind.Map) { Items = values, IsAtomicMap = atomic };
}
