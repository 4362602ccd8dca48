using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.ApiMachinery.ManagedFields;

/// <summary>The set of all fields that a value holds: leaves, entries of maps and items of lists.</summary>
internal static class FieldSetExtractor
{
    /// <summary>The fields of an object.</summary>
    public static FieldSet Extract(object value, ObjectSchema schema) => new(ExtractObject(value, schema));

    private static DocMap? Extract(object value, TypeSchema type)
    {
        if (TypedValues.IsSeparableMap(type, value))
        {
            return type.Kind == ValueKind.Object ? ExtractObject(value, type.Object!) : ExtractEntries(TypedValues.Entries(value), TypedValues.EntryType(type), null);
        }
        if (!TypedValues.IsAssociativeList(type))
        {
            return FieldSet.Leaf;
        }
        DocMap? result = null;
        if (value is DocList list)
        {
            foreach (var item in list)
            {
                if (PathElements.OfItem(type, item) is { } step)
                {
                    result = FieldSet.Put(result, step, FieldSet.WithSelf(item is DocNode ? Extract(item, type.Items!) : null));
                }
            }
        }
        return result;
    }

    private static DocMap? ExtractObject(object value, ObjectSchema schema)
    {
        if (value is not (DocObject or DocMap))
        {
            return null;
        }
        DocMap? result = null;
        for (var i = 0; i < schema.Fields.Length; i++)
        {
            if (TypedValues.Field(value, schema, i) is not { } child)
            {
                continue;
            }
            var field = schema.Fields[i];
            var sub = Extract(child, field.Type);
            if (ReferenceEquals(child, TypedValues.Null) || (child is not DocList && TypedValues.IsEmpty(child)))
            {
                sub = FieldSet.WithSelf(sub);
            }
            if (sub is not null)
            {
                result = FieldSet.Put(result, field.PathElement, sub);
            }
        }
        return ExtractEntries(TypedValues.Unknown(value, schema), TypeSchema.Any, result);
    }

    private static DocMap? ExtractEntries(DocMap? entries, TypeSchema type, DocMap? result)
    {
        for (var i = 0; i < (entries?.Count ?? 0); i++)
        {
            result = FieldSet.Put(result, "f:" + entries!.KeyAt(i), FieldSet.WithSelf(Extract(entries.ValueAt(i) ?? TypedValues.Null, type)));
        }
        return result;
    }
}
