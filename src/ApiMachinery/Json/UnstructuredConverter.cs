using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.ManagedFields;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.ApiMachinery.Json;

/// <summary>
/// Makes typed values of values without schema, as upstream's converter from unstructured objects does when a patch or an
/// apply is merged: the rules are the JSON decoder's, the errors are the converter's. The first error is kept while the
/// conversion goes on, because errors of the merge itself come first.
/// </summary>
internal sealed class UnstructuredConverter(IList<string>? strictErrors)
{
    /// <summary>Where the conversion stands; whoever walks the document above keeps it current.</summary>
    public DecodePath Path;

    /// <summary>The first error, or null.</summary>
    public string? Error { get; private set; }

    /// <summary>The typed form of a value; null when it is null or was refused.</summary>
    public object? Convert(object? value, TypeSchema type)
    {
        if (value is null || ReferenceEquals(value, TypedValues.Null))
        {
            return null;
        }
        try
        {
            return type.Kind switch
            {
                ValueKind.Any or ValueKind.FieldsV1 => DocNode.CloneValue(value),
                ValueKind.String => value as string ?? Refuse(type.Kind),
                ValueKind.Bool => value is bool ? value : Refuse(type.Kind),
                ValueKind.Int32 => value switch { long l => Scalars.Box(unchecked((int)l)), double d => Scalars.Box((int)d), _ => Refuse(type.Kind) },
                ValueKind.Int64 => value switch { long => value, double d => Scalars.Box((long)d), _ => Refuse(type.Kind) },
                ValueKind.Double => value switch { double => value, long l => (double)l, _ => Refuse(type.Kind) },
                ValueKind.Bytes => value is string text ? ConvertBytes(text) : RefuseShape("slice from ", value),
                ValueKind.Time => GoTime.Canonical(Text(value), micro: false),
                ValueKind.MicroTime => GoTime.Canonical(Text(value), micro: true),
                ValueKind.Duration => ConvertDuration(Text(value)),
                ValueKind.Quantity => ConvertQuantity(value),
                ValueKind.IntOrString => ConvertIntOrString(value),
                ValueKind.Object => value is DocMap or DocObject ? ConvertObject(value, type.Object!) : RefuseShape("struct from: ", value),
                ValueKind.List => value is DocList list ? ConvertList(list, type) : RefuseShape("slice from ", value),
                _ => value is DocMap or DocObject ? ConvertMap(value is DocObject o ? o.ToMap() : (DocMap)value, type) : RefuseShape("map from ", value),
            };
        }
        catch (DecodeException error)
        {
            Error ??= error.Message;
            return null;
        }
    }

    /// <summary>The value as the slot of a field holds it: a zero that would not be written is dropped.</summary>
    public static object? Normalize(object? value, FieldSchema field) =>
        !field.KeepsZero && DocumentReader.IsDroppedZero(value, field.Type.Kind) ? null : value;

    /// <summary>What null stands for inside of a list or a map.</summary>
    public static object? Zero(TypeSchema type) => DocumentReader.Zero(type);

    /// <summary>Deals with a field that the schema of its owner lacks: kept where the schema says so, else reported.</summary>
    public void ConvertUnknown(DocObject owner, string name, object? value)
    {
        if (owner.Schema.PreservesUnknownFields)
        {
            (owner.Extra ??= new DocMap(TypeSchema.Any))[name] = DocNode.CloneValue(value);
        }
        else if (strictErrors is not null && strictErrors.Count < Limits.MaxStrictErrors)
        {
            strictErrors.Add($"unknown field \"{Path.Strict(name)}\"");
        }
    }

    private DocObject ConvertObject(object value, ObjectSchema schema)
    {
        if (value is DocObject typed && ReferenceEquals(typed.Schema, schema))
        {
            // What is frozen was stored, so it is converted already; what is not may hold values as they were sent.
            return typed.IsFrozen ? (DocObject)typed.DeepClone() : ConvertSlots(typed, schema);
        }
        var map = value is DocObject other ? other.ToMap() : (DocMap)value;
        var result = schema.Create();
        if (schema.IsStructural)
        {
            ConvertStructuralFields(map, result);
            return result;
        }
        for (var i = 0; i < map.Count; i++)
        {
            var name = map.KeyAt(i);
            var slot = schema.IndexOf(name);
            if (slot < 0)
            {
                ConvertUnknown(result, name, map.ValueAt(i));
                continue;
            }
            Path.EnterField(schema, name);
            result.SetSlot(slot, Normalize(Convert(map.ValueAt(i), schema.Fields[slot].Type), schema.Fields[slot]));
            Path.Leave();
        }
        return result;
    }

    private DocObject ConvertSlots(DocObject value, ObjectSchema schema)
    {
        var result = schema.Create();
        result.Extra = (DocMap?)value.Extra?.DeepClone();
        for (var i = 0; i < schema.Fields.Length; i++)
        {
            if (value.GetSlot(i) is not { } slot)
            {
                continue;
            }
            var field = schema.Fields[i];
            Path.EnterField(schema, field.Name);
            if (!schema.IsStructural)
            {
                result.SetSlot(i, Normalize(Convert(slot, field.Type), field));
            }
            else if (ReferenceEquals(slot, TypedValues.Null))
            {
                (result.Extra ??= new DocMap(TypeSchema.Any))[field.Name] = null;
            }
            else
            {
                result.SetSlot(i, ConvertStructural(slot, field.Type));
            }
            Path.Leave();
        }
        return result;
    }

    // Custom resources keep what was sent, as the decoder does: their schema's validation judges it.
    private void ConvertStructuralFields(DocMap map, DocObject result)
    {
        for (var i = 0; i < map.Count; i++)
        {
            var name = map.KeyAt(i);
            var slot = result.Schema.IndexOf(name);
            if (slot < 0)
            {
                ConvertUnknown(result, name, map.ValueAt(i));
                continue;
            }
            Path.EnterField(result.Schema, name);
            if (map.ValueAt(i) is { } value)
            {
                result.SetSlot(slot, ConvertStructural(value, result.Schema.Fields[slot].Type));
            }
            else
            {
                (result.Extra ??= new DocMap(TypeSchema.Any))[name] = null;
            }
            Path.Leave();
        }
    }

    private object? ConvertStructural(object? value, TypeSchema type)
    {
        switch (type.Kind, value)
        {
            case (ValueKind.Object, DocMap or DocObject):
                return type.Object!.IsStructural ? ConvertObject(value, type.Object!) : Convert(value, type);
            case (ValueKind.Map, DocMap map):
                var entries = new DocMap(type.Items!, map.Count);
                for (var i = 0; i < map.Count; i++)
                {
                    Path.EnterKey(map.KeyAt(i));
                    entries[map.KeyAt(i)] = ConvertStructural(map.ValueAt(i), type.Items!);
                    Path.Leave();
                }
                return entries;
            case (ValueKind.List, DocList list):
                var items = new DocList(type.Items!, list.Count);
                for (var i = 0; i < list.Count; i++)
                {
                    Path.EnterIndex(i);
                    items.Add(ConvertStructural(list[i], type.Items!));
                    Path.Leave();
                }
                return items;
            default:
                return DocNode.CloneValue(value);
        }
    }

    private DocList ConvertList(DocList list, TypeSchema type)
    {
        var result = new DocList(type.Items!, list.Count);
        for (var i = 0; i < list.Count; i++)
        {
            Path.EnterIndex(i);
            result.Add(Convert(list[i], type.Items!) ?? Zero(type.Items!));
            Path.Leave();
        }
        return result;
    }

    private DocMap ConvertMap(DocMap map, TypeSchema type)
    {
        var result = new DocMap(type.Items!, map.Count);
        for (var i = 0; i < map.Count; i++)
        {
            Path.EnterKey(map.KeyAt(i));
            result[map.KeyAt(i)] = Convert(map.ValueAt(i), type.Items!) ?? Zero(type.Items!);
            Path.Leave();
        }
        return result;
    }

    private static string ConvertBytes(string text)
    {
        var canonical = Base64Text.Canonical(text, out var offset);
        return canonical ?? throw new DecodeException($"illegal base64 data at input byte {offset}");
    }

    private static string ConvertDuration(string text) =>
        GoDuration.Parse(text) is { } nanoseconds ? GoDuration.Format(nanoseconds) : throw new DecodeException(GoDuration.ErrorFor(text));

    private static string ConvertQuantity(object value)
    {
        var text = value switch { string s => s.Trim(), long or double => GoText.Json(value), _ => throw new DecodeException(Quantity.FormatError) };
        return Quantity.TryCanonicalize(text, out var canonical, out var error) ? canonical : throw new DecodeException(error);
    }

    private static object ConvertIntOrString(object value) => value switch
    {
        string => value,
        long and >= int.MinValue and <= int.MaxValue => value,
        long or double => throw new DecodeException($"json: cannot unmarshal number {GoText.Json(value)} into Go value of type int32"),
        _ => throw new DecodeException($"json: cannot unmarshal {JsonKind(value)} into Go value of type int32"),
    };

    private static string Text(object value) =>
        value as string ?? throw new DecodeException($"json: cannot unmarshal {JsonKind(value)} into Go value of type string");

    private static string JsonKind(object value) => value switch { bool => "bool", DocMap or DocObject => "object", DocList => "array", string => "string", _ => "number" };

    private object? Refuse(ValueKind wanted)
    {
        Error ??= $"unrecognized type: {GoKind(wanted)}";
        return null;
    }

    private object? RefuseShape(string wanted, object value)
    {
        var found = value switch { string => "string", bool => "bool", long => "int64", double => "float64", DocList => "slice", _ => "map" };
        Error ??= $"cannot restore {wanted}{found}";
        return null;
    }

    /// <summary>Go's name of what a type is.</summary>
    public static string GoKind(ValueKind kind) => kind switch
    {
        ValueKind.Bool => "bool",
        ValueKind.Int32 => "int32",
        ValueKind.Int64 => "int64",
        ValueKind.Double => "float64",
        ValueKind.Object => "struct",
        ValueKind.Map => "map",
        ValueKind.List => "slice",
        _ => "string",
    };
}
