using System.Globalization;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Json;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Tests.Wire;

/// <summary>Documents of any schema with random content, from a seed.</summary>
internal sealed class RandomDocuments(int seed)
{
    private const int DeepestObject = 5;
    private readonly Random _random = new(seed);

    public DocObject Make(ObjectSchema schema) => Object(schema, 0);

    private DocObject Object(ObjectSchema schema, int depth)
    {
        var made = schema.Create();
        for (var i = 0; i < schema.Fields.Length; i++)
        {
            var field = schema.Fields[i];
            if (field.Name is "apiVersion" or "kind" && field.Number == 0 || _random.Next(depth + 2) > 1 && !field.IsEmbeddedStruct)
            {
                continue;
            }
            made.SetSlot(i, schema.Name.EndsWith(".JSONSchemaProps", StringComparison.Ordinal) ? SchemaProps(schema, field, depth) : Value(field.Type, depth));
        }
        return made;
    }

    private object? SchemaProps(ObjectSchema schema, FieldSchema field, int depth) => field.Name switch
    {
        "items" or "additionalProperties" or "additionalItems" when depth >= DeepestObject => null,
        "items" => Tree(Object(schema, depth + 1)),
        "additionalProperties" or "additionalItems" => _random.Next(2) == 0
            ? _random.Next(2) == 0
            : Tree(Object(schema, depth + 1)),
        "dependencies" => null,
        _ => Value(field.Type, depth),
    };

    // Without a schema, but without what a schema would have dropped.
    private static DocMap Tree(DocObject document) =>
        UntypedJson.FromDocument(JsonDecoder.Decode(JsonEncoder.ToBytes(document), document.Schema));

    private object? Value(TypeSchema type, int depth)
    {
        switch (type.Kind)
        {
            case ValueKind.Object:
                return depth >= DeepestObject ? null : Object(type.Object!, depth + 1);
            case ValueKind.List:
                var list = new DocList(type.Items!);
                for (var count = _random.Next(3); count > 0 && depth < DeepestObject; count--)
                {
                    if (Value(type.Items!, depth + 1) is { } item)
                    {
                        list.Add(item);
                    }
                }
                return list;
            case ValueKind.Map:
                var map = new DocMap(type.Items!);
                for (var count = _random.Next(3); count > 0 && depth < DeepestObject; count--)
                {
                    if (Value(type.Items!, depth + 1) is { } item)
                    {
                        map[Text()] = item;
                    }
                }
                return map;
            case ValueKind.Bool:
                return _random.Next(2) == 0;
            case ValueKind.Int32:
                return (long)(_random.Next(3) == 0 ? 0 : _random.Next(int.MinValue, int.MaxValue));
            case ValueKind.Int64:
                return _random.Next(3) == 0 ? 0L : _random.NextInt64(long.MinValue, long.MaxValue);
            case ValueKind.Double:
                return Math.Round(_random.NextDouble() * 1000 - 500, 3);
            case ValueKind.Bytes:
                var bytes = new byte[_random.Next(5)];
                _random.NextBytes(bytes);
                return Convert.ToBase64String(bytes);
            case ValueKind.Time:
                return Timestamps.Format(Time());
            case ValueKind.MicroTime:
                return Timestamps.FormatMicro(Time().AddTicks(_random.Next(1_000_000) * 10L));
            case ValueKind.Duration:
                return GoDuration.Format(_random.NextInt64(-1_000_000_000_000, 1_000_000_000_000));
            case ValueKind.Quantity:
                return Quantity.FromMilli(_random.Next(-100000, 100000)).ToString();
            case ValueKind.IntOrString:
                return _random.Next(2) == 0 ? (long)_random.Next(65536) : "name-" + _random.Next(10).ToString(CultureInfo.InvariantCulture);
            case ValueKind.Any or ValueKind.FieldsV1:
                var tree = new DocMap(TypeSchema.Any);
                tree["f:" + Text()] = Text();
                tree["number"] = (long)_random.Next();
                return tree;
            default:
                return Text();
        }
    }

    private DateTimeOffset Time() => DateTimeOffset.FromUnixTimeSeconds(_random.NextInt64(-60_000_000_000, 200_000_000_000));

    private string Text() => _random.Next(6) switch
    {
        0 => "",
        1 => "ünïcode <&> \u2028 \"quoted\"\n",
        2 => new string('x', _random.Next(300)),
        _ => "v" + _random.Next(1000).ToString(CultureInfo.InvariantCulture),
    };
}
