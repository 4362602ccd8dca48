using System.Text;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Json;
using Navarch.ApiMachinery.Schemas;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Navarch.ApiMachinery.Yaml;

/// <summary>
/// Decodes YAML as sigs.k8s.io/yaml does: into what its JSON form would be, by YAML 1.1's rules for plain scalars. Only
/// the first document of a stream counts; see <see cref="SplitDocuments"/>.
/// </summary>
public static class YamlDecoder
{
    /// <summary>Decodes an object. Duplicate keys are reported as one strict error, in front of those of the fields.</summary>
    /// <exception cref="DecodeException">The YAML is malformed, or a value has the wrong type.</exception>
    public static DocObject Decode(ReadOnlySpan<byte> yaml, ObjectSchema schema, DecodeOptions? options = null) =>
        UntypedJson.ToDocument(DecodeTree(yaml, options), schema, options);

    /// <summary>Decodes any value: null, string, bool, long, double, <see cref="DocMap"/> or <see cref="DocList"/>.</summary>
    /// <exception cref="DecodeException">The YAML is malformed.</exception>
    public static object? DecodeTree(ReadOnlySpan<byte> yaml, DecodeOptions? options = null)
    {
        var reader = new Reader(Encoding.UTF8.GetString(yaml));
        object? value;
        try
        {
            value = reader.ReadFirstDocument();
        }
        catch (YamlException error)
        {
            throw new DecodeException($"yaml: line {error.Start.Line}: {Lower(error.Message)}");
        }
        if (reader.Duplicates.Count > 0)
        {
            options?.StrictErrors?.Add("yaml: unmarshal errors:\n  " + string.Join("\n  ", reader.Duplicates));
        }
        return value;
    }

    private static string Lower(string text) => text.Length == 0 ? text : char.ToLowerInvariant(text[0]) + text[1..];

    /// <summary>The documents of a stream, separated by lines of <c>---</c>; empty ones are left out.</summary>
    public static IEnumerable<string> SplitDocuments(string stream)
    {
        var document = new StringBuilder();
        foreach (var line in stream.Split('\n'))
        {
            if (line.StartsWith("---", StringComparison.Ordinal) && (line.Length == 3 || char.IsWhiteSpace(line[3])))
            {
                if (!string.IsNullOrWhiteSpace(document.ToString()))
                {
                    yield return document.ToString();
                }
                document.Clear();
                continue;
            }
            document.Append(line).Append('\n');
        }
        if (!string.IsNullOrWhiteSpace(document.ToString()))
        {
            yield return document.ToString();
        }
    }

    private sealed class Reader(string text)
    {
        private readonly Parser _parser = new(new StringReader(text));
        private readonly Dictionary<string, (object? Value, int Nodes)> _anchors = new(StringComparer.Ordinal);
        private int _nodes;
        private int _expanded;

        public List<string> Duplicates { get; } = [];

        public object? ReadFirstDocument()
        {
            while (_parser.MoveNext())
            {
                if (_parser.Current is DocumentStart)
                {
                    _parser.MoveNext();
                    return ReadNode(0);
                }
            }
            return null;
        }

        // Reads the node at the current event and leaves the parser on its last event.
        private object? ReadNode(int depth)
        {
            if (depth > Limits.MaxDepth)
            {
                throw new DecodeException("yaml: exceeded max depth");
            }
            var before = _nodes++;
            object? value;
            switch (_parser.Current)
            {
                case Scalar scalar:
                    value = ScalarValue(scalar);
                    break;
                case SequenceStart:
                    value = ReadSequence(depth);
                    break;
                case MappingStart:
                    value = ReadMapping(depth);
                    break;
                case AnchorAlias alias:
                    return Expand(alias.Value.Value);
                default:
                    return null;
            }
            return value;

            object? ReadSequence(int at)
            {
                var anchor = ((SequenceStart)_parser.Current!).Anchor;
                var list = new DocList(TypeSchema.Any);
                while (_parser.MoveNext() && _parser.Current is not SequenceEnd)
                {
                    list.Add(ReadNode(at + 1));
                }
                Remember(anchor, list, before);
                return list;
            }

            object? ReadMapping(int at)
            {
                var anchor = ((MappingStart)_parser.Current!).Anchor;
                var map = new DocMap(TypeSchema.Any);
                var merged = new List<DocMap>();
                while (_parser.MoveNext() && _parser.Current is not MappingEnd)
                {
                    ReadEntry(map, merged, at);
                }
                foreach (var from in merged)
                {
                    foreach (var (key, inherited) in from)
                    {
                        map.TryAdd(key, DocNode.CloneValue(inherited));
                    }
                }
                Remember(anchor, map, before);
                return map;
            }

            object? ScalarValue(Scalar scalar)
            {
                var plain = ValueOf(scalar);
                Remember(scalar.Anchor, plain, before);
                return plain;
            }
        }

        private void ReadEntry(DocMap map, List<DocMap> merged, int depth)
        {
            var line = _parser.Current!.Start.Line;
            var isMerge = _parser.Current is Scalar { Style: ScalarStyle.Plain, Value: "<<" };
            var key = ReadNode(depth + 1);
            _parser.MoveNext();
            var value = ReadNode(depth + 1);
            if (isMerge)
            {
                switch (value)
                {
                    case DocMap one:
                        merged.Add(one);
                        return;
                    case DocList several when several.All(item => item is DocMap):
                        merged.AddRange(several.Cast<DocMap>());
                        return;
                    default:
                        throw new DecodeException($"yaml: line {line}: map merge requires map or sequence of maps as the value");
                }
            }
            var name = KeyText(key);
            if (map.ContainsKey(name))
            {
                Duplicates.Add($"line {line}: key {GoText.Quote(name)} already set in map");
            }
            map[name] = value;
        }

        private static string KeyText(object? key) => key switch
        {
            string text => text,
            bool or long or double => JsonEncoder.ToText(key),
            _ => throw new DecodeException("yaml: unsupported map key"),
        };

        private void Remember(AnchorName anchor, object? value, int nodesBefore)
        {
            if (!anchor.IsEmpty)
            {
                _anchors[anchor.Value] = (value, _nodes - nodesBefore);
            }
        }

        private object? Expand(string anchor)
        {
            if (!_anchors.TryGetValue(anchor, out var target))
            {
                throw new DecodeException($"yaml: unknown anchor '{anchor}' referenced");
            }
            _nodes += target.Nodes;
            _expanded += target.Nodes;
            if (_expanded > Limits.MaxYamlAliasExpansion)
            {
                throw new DecodeException("yaml: document contains excessive aliasing");
            }
            return DocNode.CloneValue(target.Value);
        }

        private static object? ValueOf(Scalar scalar)
        {
            if (!scalar.Tag.IsEmpty && !scalar.Tag.IsNonSpecific)
            {
                return scalar.Tag.Value switch
                {
                    "tag:yaml.org,2002:binary" => Encoding.UTF8.GetString(Convert.FromBase64String(scalar.Value)),
                    "tag:yaml.org,2002:str" => scalar.Value,
                    "tag:yaml.org,2002:float" => YamlScalar.Resolve(scalar.Value) switch { long whole => (double)whole, var other => other },
                    _ => YamlScalar.Resolve(scalar.Value),
                };
            }
            var value = scalar.Style == ScalarStyle.Plain ? YamlScalar.Resolve(scalar.Value) : scalar.Value;
            return value is double number && !double.IsFinite(number)
                ? throw new DecodeException($"json: unsupported value: {(double.IsNaN(number) ? "NaN" : number > 0 ? "+Inf" : "-Inf")}")
                : value;
        }
    }
}
