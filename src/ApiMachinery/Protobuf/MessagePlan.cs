using Navarch.ApiMachinery.Schemas;

namespace Navarch.ApiMachinery.Protobuf;

/// <summary>How a field's value stands on the wire, beyond what its type says.</summary>
internal enum WireShape
{
    /// <summary>As its type says.</summary>
    Plain,

    /// <summary>A message around a group of fields that JSON shows inline.</summary>
    Inline,

    /// <summary>apiextensions' JSONSchemaPropsOrBool: a schema or a bool.</summary>
    SchemaOrBool,

    /// <summary>apiextensions' JSONSchemaPropsOrArray: a schema or a list of them.</summary>
    SchemaOrArray,

    /// <summary>apiextensions' JSONSchemaPropsOrStringArray: a schema or a list of names.</summary>
    SchemaOrStringArray,
}

/// <summary>One field on the protobuf wire.</summary>
internal sealed class WireField
{
    public required int Number { get; init; }

    public required WireShape Shape { get; init; }

    /// <summary>The slot in the document; -1 for a message of inline fields.</summary>
    public int Slot { get; init; } = -1;

    /// <summary>The field; null for a message of inline fields.</summary>
    public FieldSchema? Field { get; init; }

    /// <summary>The inline fields.</summary>
    public MessagePlan? Inline { get; init; }

    /// <summary>The schema of JSONSchemaProps, where the value may be one.</summary>
    public ObjectSchema? Props { get; init; }
}

/// <summary>The wire fields of a message by ascending number. Made once for each schema.</summary>
internal sealed class MessagePlan
{
    private const string SchemaProps = "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaProps";
    private readonly WireField?[] _byNumber;

    private MessagePlan(List<WireField> fields)
    {
        fields.Sort((a, b) => a.Number.CompareTo(b.Number));
        Fields = [.. fields];
        _byNumber = new WireField?[fields.Count == 0 ? 0 : fields[^1].Number + 1];
        foreach (var field in fields)
        {
            _byNumber[field.Number] = field;
        }
    }

    public WireField[] Fields { get; }

    public WireField? Find(int number) => number < _byNumber.Length ? _byNumber[number] : null;

    public static MessagePlan Of(ObjectSchema schema)
    {
        var entries = new List<(int[] Path, int Slot)>();
        for (var slot = 0; slot < schema.Fields.Length; slot++)
        {
            var path = InlineMessages.PathOf(schema.Name, schema.Fields[slot].Name);
            if (path is not null)
            {
                entries.Add((path, slot));
            }
            else if (schema.Fields[slot].Number > 0)
            {
                entries.Add(([schema.Fields[slot].Number], slot));
            }
        }
        return Build(schema, entries, 0);
    }

    private static MessagePlan Build(ObjectSchema schema, List<(int[] Path, int Slot)> entries, int depth)
    {
        var fields = new List<WireField>();
        foreach (var group in entries.GroupBy(entry => entry.Path[depth]))
        {
            var members = group.ToList();
            var (path, slot) = members[0];
            if (path.Length > depth + 1)
            {
                fields.Add(new WireField { Number = group.Key, Shape = WireShape.Inline, Inline = Build(schema, members, depth + 1) });
                continue;
            }
            var shape = ShapeOf(schema, schema.Fields[slot]);
            fields.Add(new WireField
            {
                Number = group.Key, Slot = slot, Field = schema.Fields[slot], Shape = shape, Props = shape == WireShape.Plain ? null : schema,
            });
        }
        return new MessagePlan(fields);
    }

    private static WireShape ShapeOf(ObjectSchema schema, FieldSchema field) => schema.Name != SchemaProps ? WireShape.Plain : field.Name switch
    {
        "items" => WireShape.SchemaOrArray,
        "additionalProperties" or "additionalItems" => WireShape.SchemaOrBool,
        "dependencies" => WireShape.SchemaOrStringArray,
        _ => WireShape.Plain,
    };
}
