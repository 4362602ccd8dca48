using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.ApiMachinery.ManagedFields;

/// <summary>Checks an applied configuration against the schema, with upstream's messages: unknown fields, shapes, scalars and repeated keys.</summary>
internal sealed class ConfigurationValidator
{
    private readonly List<string> _path = [];
    private readonly List<string> _errors = [];

    /// <summary>What is wrong; null when nothing is.</summary>
    public static string? Validate(DocMap configuration, ObjectSchema schema)
    {
        var validator = new ConfigurationValidator();
        validator.CheckObject(configuration, schema);
        return validator._errors.Count switch
        {
            0 => null,
            1 => validator._errors[0],
            _ => "errors:\n" + string.Join('\n', validator._errors.Select(error => "  " + error)),
        };
    }

    private void Report(string message) => _errors.Add(_path.Count == 0 ? message : $"{string.Concat(_path)}: {message}");

    private void Check(object? value, TypeSchema type)
    {
        if (value is null)
        {
            return;
        }
        switch (type.Kind)
        {
            case ValueKind.Any or ValueKind.FieldsV1:
                break;
            case ValueKind.Object or ValueKind.Map:
                if (value is not DocMap map)
                {
                    Report($"expected map, got &{{{GoText.Format(value)}}}");
                }
                else if (type.Kind == ValueKind.Object)
                {
                    CheckObject(map, type.Object!);
                }
                else
                {
                    CheckEntries(map, type.Items!);
                }
                break;
            case ValueKind.List:
                if (value is DocList list)
                {
                    CheckList(list, type);
                }
                else
                {
                    Report($"expected list, got &{{{GoText.Format(value)}}}");
                }
                break;
            default:
                CheckScalar(value, type.Kind);
                break;
        }
    }

    private void CheckObject(DocMap map, ObjectSchema schema)
    {
        for (var i = 0; i < map.Count; i++)
        {
            _path.Add("." + map.KeyAt(i));
            if (schema.Field(map.KeyAt(i)) is { } field)
            {
                Check(map.ValueAt(i), field.Type);
            }
            else if (!schema.PreservesUnknownFields)
            {
                Report("field not declared in schema");
            }
            _path.RemoveAt(_path.Count - 1);
        }
    }

    private void CheckEntries(DocMap map, TypeSchema type)
    {
        for (var i = 0; i < map.Count; i++)
        {
            _path.Add("." + map.KeyAt(i));
            Check(map.ValueAt(i), type);
            _path.RemoveAt(_path.Count - 1);
        }
    }

    private void CheckList(DocList list, TypeSchema type)
    {
        HashSet<string>? seen = null;
        for (var i = 0; i < list.Count; i++)
        {
            var step = $"i:{i}";
            if (type.ListType != ListType.Atomic)
            {
                if (PathElements.OfItem(type, list[i]) is not { } key)
                {
                    Report($"element {i}: {Misfit(type, list[i])}");
                    continue;
                }
                step = key;
                if (list.Count > 1 && !(seen ??= new HashSet<string>(StringComparer.Ordinal)).Add(key))
                {
                    Report($"duplicate entries for key {PathElements.Print(key)}");
                }
            }
            var before = _errors.Count;
            _path.Add("\0");
            Check(list[i], type.Items!);
            _path.RemoveAt(_path.Count - 1);
            for (var e = before; e < _errors.Count; e++)
            {
                _errors[e] = ReplaceFirst(_errors[e], PathElements.Print(step));
            }
        }
    }

    // The text of a step is made only when there is an error below it.
    private static string ReplaceFirst(string error, string step)
    {
        var at = error.LastIndexOf('\0');
        return at < 0 ? error : string.Concat(error.AsSpan(0, at), step, error.AsSpan(at + 1));
    }

    private static string Misfit(TypeSchema type, object? item) => (type.ListType, item) switch
    {
        (ListType.Set, null) => "associative list without keys has an element that's an explicit null",
        (ListType.Set, DocMap) => "associative list without keys has an element that's a map type",
        (ListType.Set, _) => "not supported: associative list with lists as elements",
        (_, null) => "associative list with keys may not have a null element",
        _ => "associative list with keys may not have non-map elements",
    };

    private void CheckScalar(object value, ValueKind kind)
    {
        switch (kind)
        {
            case ValueKind.Bool when value is not bool:
                Report($"expected boolean, got &{{{GoText.Format(value)}}}");
                break;
            case ValueKind.Int32 or ValueKind.Int64 or ValueKind.Double when value is not (long or double):
                Report($"expected numeric (int or float), got {GoType(value)}");
                break;
            case ValueKind.String or ValueKind.Bytes or ValueKind.Duration when value is not string:
                Report($"expected string, got &value.valueUnstructured{{Value:{GoSyntax(value)}}}");
                break;
            case ValueKind.Time or ValueKind.MicroTime or ValueKind.Quantity or ValueKind.IntOrString when value is DocNode:
                Report($"expected any scalar, got &{{{GoText.Format(value)}}}");
                break;
        }
    }

    private static string GoType(object value) => value switch
    {
        string => "string",
        bool => "bool",
        DocList => "[]interface {}",
        _ => "map[string]interface {}",
    };

    private static string GoSyntax(object? value) => value switch
    {
        null => "interface {}(nil)",
        string s => GoText.Quote(s),
        DocMap map => "map[string]interface {}{" + string.Join(", ", map.Select(pair => $"{GoText.Quote(pair.Key)}:{GoSyntax(pair.Value)}")) + "}",
        DocList list => "[]interface {}{" + string.Join(", ", list.Select(GoSyntax)) + "}",
        _ => GoText.Json(value),
    };
}
