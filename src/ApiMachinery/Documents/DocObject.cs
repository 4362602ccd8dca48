using Navarch.ApiMachinery.Schemas;

namespace Navarch.ApiMachinery.Documents;

/// <summary>
/// An object whose fields a <see cref="Schemas.ObjectSchema"/> knows: field i of the schema stands in slot i.
/// Built-in types are generated subclasses whose properties read and write the slots, so that the typed object is the
/// document; custom resources use this class itself with a schema made from their CustomResourceDefinition.
/// Fields outside of the schema stand in <see cref="Extra"/> (only where the schema preserves them).
/// </summary>
public class DocObject : DocNode
{
    private readonly object?[] _slots;
    private DocMap? _extra;

    /// <summary>An empty mutable object of the given schema.</summary>
    public DocObject(ObjectSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        Schema = schema;
        _slots = schema.Fields.Length == 0 ? [] : new object?[schema.Fields.Length];
    }

    /// <summary>What the fields are.</summary>
    public ObjectSchema Schema { get; }

    /// <summary>Fields outside of the schema, or null when there are none.</summary>
    public DocMap? Extra
    {
        get => _extra;
        set { EnsureMutable(); _extra = value; }
    }

    /// <summary>The value in slot <paramref name="index"/>; null when the field is absent.</summary>
    public object? GetSlot(int index) => _slots[index];

    /// <summary>Sets slot <paramref name="index"/>; null removes the field.</summary>
    public void SetSlot(int index, object? value)
    {
        EnsureMutable();
        _slots[index] = value;
    }

    /// <summary>The field of that JSON name; null when absent. Setting a name that the schema lacks puts it into <see cref="Extra"/>.</summary>
    public object? this[string name]
    {
        get
        {
            var index = Schema.IndexOf(name);
            return index >= 0 ? _slots[index] : _extra?[name];
        }
        set
        {
            EnsureMutable();
            var index = Schema.IndexOf(name);
            if (index >= 0)
            {
                _slots[index] = value;
            }
            else
            {
                (_extra ??= new DocMap(TypeSchema.Any))[name] = value;
            }
        }
    }

    /// <summary>True when no field is set.</summary>
    public bool IsEmpty
    {
        get
        {
            foreach (var slot in _slots)
            {
                if (slot is not null)
                {
                    return false;
                }
            }
            return _extra is null || _extra.Count == 0;
        }
    }

    /// <inheritdoc/>
    public override DocNode DeepClone()
    {
        var copy = Schema.Create();
        for (var i = 0; i < _slots.Length; i++)
        {
            copy._slots[i] = CloneValue(_slots[i]);
        }
        copy._extra = (DocMap?)_extra?.DeepClone();
        return copy;
    }

    /// <summary>A mutable copy of this node alone: its children are shared, so frozen ones must be replaced, not changed.</summary>
    public DocObject ShallowClone()
    {
        var copy = Schema.Create();
        Array.Copy(_slots, copy._slots, _slots.Length);
        copy._extra = _extra;
        return copy;
    }

    private protected override void FreezeChildren()
    {
        foreach (var slot in _slots)
        {
            (slot as DocNode)?.Freeze();
        }
        _extra?.Freeze();
    }

    /// <summary>The same fields as a map without schema; children are shared.</summary>
    public DocMap ToMap()
    {
        var map = new DocMap(TypeSchema.Any);
        for (var i = 0; i < _slots.Length; i++)
        {
            if (_slots[i] is { } value)
            {
                map[Schema.Fields[i].Name] = value;
            }
        }
        if (_extra is not null)
        {
            foreach (var (name, value) in _extra)
            {
                map[name] = value;
            }
        }
        return map;
    }

    internal static bool ObjectEquals(DocObject a, DocObject b)
    {
        if (!ReferenceEquals(a.Schema, b.Schema))
        {
            return DocMap.MapEquals(a.ToMap(), b.ToMap());
        }
        for (var i = 0; i < a._slots.Length; i++)
        {
            // A struct field that is always there equals its empty object.
            if (!DeepEquals(a._slots[i], b._slots[i]) && !(IsAbsent(a._slots[i]) && IsAbsent(b._slots[i]) && a.Schema.Fields[i].IsEmbeddedStruct))
            {
                return false;
            }
        }
        var extraA = a._extra is { Count: > 0 } ? a._extra : null;
        var extraB = b._extra is { Count: > 0 } ? b._extra : null;
        return DeepEquals(extraA, extraB);
    }

    private static bool IsAbsent(object? value) => value is null or DocObject { IsEmpty: true };

    // What the generated properties are made of.

    /// <summary>A string that is "" when absent.</summary>
    protected string StringAt(int i) => (string?)_slots[i] ?? "";

    /// <summary>Sets a string whose "" means absent.</summary>
    protected void SetStringAt(int i, string? value) => SetSlot(i, string.IsNullOrEmpty(value) && !Schema.Fields[i].KeepsZero ? null : value);

    /// <summary>A string that may be absent.</summary>
    protected string? OptionalStringAt(int i) => (string?)_slots[i];

    /// <summary>An integer that is 0 when absent.</summary>
    protected long LongAt(int i) => _slots[i] is long v ? v : 0;

    /// <summary>An integer that may be absent.</summary>
    protected long? OptionalLongAt(int i) => _slots[i] is long v ? v : null;

    /// <summary>A 32-bit integer that is 0 when absent.</summary>
    protected int IntAt(int i) => _slots[i] is long v ? (int)v : 0;

    /// <summary>A 32-bit integer that may be absent.</summary>
    protected int? OptionalIntAt(int i) => _slots[i] is long v ? (int)v : null;

    /// <summary>Sets an integer whose 0 means absent, unless the field keeps its zero.</summary>
    protected void SetLongAt(int i, long value) => SetSlot(i, value == 0 && !Schema.Fields[i].KeepsZero ? null : Scalars.Box(value));

    /// <summary>Sets an integer that may be absent.</summary>
    protected void SetOptionalLongAt(int i, long? value) => SetSlot(i, value is { } v ? Scalars.Box(v) : null);

    /// <summary>A bool that is false when absent.</summary>
    protected bool BoolAt(int i) => _slots[i] is true;

    /// <summary>A bool that may be absent.</summary>
    protected bool? OptionalBoolAt(int i) => _slots[i] is bool v ? v : null;

    /// <summary>Sets a bool whose false means absent, unless the field keeps its zero.</summary>
    protected void SetBoolAt(int i, bool value) => SetSlot(i, !value && !Schema.Fields[i].KeepsZero ? null : Scalars.Box(value));

    /// <summary>Sets a bool that may be absent.</summary>
    protected void SetOptionalBoolAt(int i, bool? value) => SetSlot(i, value is { } v ? Scalars.Box(v) : null);

    /// <summary>A floating-point number that may be absent.</summary>
    protected double? OptionalDoubleAt(int i) => _slots[i] switch { double d => d, long l => l, _ => null };

    /// <summary>Sets a floating-point number that may be absent.</summary>
    protected void SetOptionalDoubleAt(int i, double? value) => SetSlot(i, value is { } v ? v : null);

    /// <summary>A time that may be absent.</summary>
    protected DateTimeOffset? TimeAt(int i) => _slots[i] is string s ? Timestamps.Parse(s) : null;

    /// <summary>Sets a time, to the second (or microsecond for MicroTime fields).</summary>
    protected void SetTimeAt(int i, DateTimeOffset? value) =>
        SetSlot(i, value is { } v ? (Schema.Fields[i].Type.Kind == ValueKind.MicroTime ? Timestamps.FormatMicro(v) : Timestamps.Format(v)) : null);

    /// <summary>A quantity that may be absent.</summary>
    protected Quantity? QuantityAt(int i) => _slots[i] is string s ? Quantity.Parse(s) : null;

    /// <summary>Sets a quantity.</summary>
    protected void SetQuantityAt(int i, Quantity? value) => SetSlot(i, value?.ToString());

    /// <summary>An integer or string that may be absent.</summary>
    protected IntOrString? IntOrStringAt(int i) => _slots[i] switch { long l => new IntOrString((int)l), string s => new IntOrString(s), _ => (IntOrString?)null };

    /// <summary>Sets an integer or string.</summary>
    protected void SetIntOrStringAt(int i, IntOrString? value) => SetSlot(i, value?.ToDocumentValue());

    /// <summary>An object that may be absent.</summary>
    protected T? OptionalObjectAt<T>(int i) where T : DocObject => (T?)_slots[i];

    /// <summary>An object that is always there: made in place on a mutable document, a shared empty one on a frozen document.</summary>
    protected T ObjectAt<T>(int i) where T : DocObject
    {
        if (_slots[i] is T value)
        {
            return value;
        }
        var schema = Schema.Fields[i].Type.Object!;
        if (IsFrozen)
        {
            return (T)schema.Empty;
        }
        var made = (T)schema.Create();
        _slots[i] = made;
        return made;
    }

    /// <summary>A list; empty when absent.</summary>
    protected ListOf<T> ListAt<T>(int i) => new((DocList?)_slots[i]);

    /// <summary>Sets a list; an empty one means absent, unless the field keeps its zero.</summary>
    protected void SetListAt<T>(int i, ListOf<T> value) => SetSlot(i, value.ToNode(Schema.Fields[i].Type, Schema.Fields[i].KeepsZero));

    /// <summary>A map; empty when absent.</summary>
    protected MapOf<T> MapAt<T>(int i) => new((DocMap?)_slots[i]);

    /// <summary>Sets a map; an empty one means absent.</summary>
    protected void SetMapAt<T>(int i, MapOf<T> value) => SetSlot(i, value.ToNode(Schema.Fields[i].Type));

    /// <summary>A value of any shape.</summary>
    protected object? AnyAt(int i) => _slots[i];
}
