using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.ApiMachinery.Json;

/// <summary>
/// One pass over JSON text that makes a document. Type errors are kept while reading goes on, and the first is thrown at
/// the end; errors of types that decode themselves (Quantity, Time, …) are thrown at once and so win, as in Go.
/// </summary>
internal ref struct DocumentReader
{
    private Utf8JsonReader _json;
    private readonly IList<string>? _strict;
    private HashSet<string>? _seenStrict;
    private List<string>? _pruned;
    private DecodePath _path;
    private string? _savedError;

    public DocumentReader(ReadOnlySpan<byte> json, DecodeOptions options)
    {
        _json = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = Limits.MaxDepth });
        _strict = options.StrictErrors;
    }

    public DocObject ReadDocument(ObjectSchema schema)
    {
        _json.Read();
        DocObject? result = null;
        if (_json.TokenType == JsonTokenType.StartObject)
        {
            result = ReadObject(schema, null);
        }
        else if (_json.TokenType != JsonTokenType.Null)
        {
            Mismatch(GoTypeName.Qualified(schema));
        }
        Finish();
        return result ?? schema.Create();
    }

    public object? ReadUntyped()
    {
        _json.Read();
        var value = ReadAny();
        Finish();
        return value;
    }

    private void Finish()
    {
        // Reading on refuses whatever follows the value.
        _json.Read();
        if (_savedError is not null)
        {
            throw new DecodeException(_savedError);
        }
        if (_pruned is not null)
        {
            _pruned.Sort(StringComparer.Ordinal);
            foreach (var path in _pruned)
            {
                ReportStrict("unknown", path);
            }
        }
    }

    private DocObject ReadObject(ObjectSchema schema, DocObject? into)
    {
        var result = into ?? schema.Create();
        var fields = schema.Fields;
        ulong seen = 0, seenBeyond = 0;
        var guess = 0;
        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            var index = _json.ValueIsEscaped ? schema.IndexOf(ReadText()) : schema.IndexOf(_json.ValueSpan, guess);
            if (index < 0)
            {
                ReadUnknownField(schema, result);
                continue;
            }
            guess = index + 1;
            var field = fields[index];
            ref var words = ref index < 64 ? ref seen : ref seenBeyond;
            var bit = index < 128 ? 1UL << index : 0;
            if ((words & bit) != 0)
            {
                ReportStrict("duplicate", field.Name);
            }
            words |= bit;
            _json.Read();
            _path.EnterField(schema, field.Name);
            if (schema.IsStructural)
            {
                ReadStructuralField(result, index, field);
            }
            else if (_json.TokenType != JsonTokenType.Null)
            {
                var value = ReadValue(field.Type, result.GetSlot(index));
                result.SetSlot(index, !field.KeepsZero && IsDroppedZero(value, field.Type.Kind) ? null : value);
            }
            _path.Leave();
        }
        return result;
    }

    // Custom resources keep what was sent, zero or null or of the wrong type: their schema's validation judges it.
    private void ReadStructuralField(DocObject owner, int index, FieldSchema field)
    {
        if (_json.TokenType == JsonTokenType.Null)
        {
            owner.SetSlot(index, null);
            (owner.Extra ??= new DocMap(TypeSchema.Any))[field.Name] = null;
            return;
        }
        owner.Extra?.Remove(field.Name);
        owner.SetSlot(index, ReadStructural(field.Type));
    }

    private object? ReadStructural(TypeSchema type)
    {
        switch (type.Kind)
        {
            case ValueKind.Object when _json.TokenType == JsonTokenType.StartObject:
                return ReadObject(type.Object!, null);
            case ValueKind.Map when _json.TokenType == JsonTokenType.StartObject:
                var map = new DocMap(type.Items!);
                while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
                {
                    var key = EnterKey(map);
                    map[key] = ReadStructural(type.Items!);
                    _path.Leave();
                }
                return map;
            case ValueKind.List when _json.TokenType == JsonTokenType.StartArray:
                var list = new DocList(type.Items!);
                while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
                {
                    _path.EnterIndex(list.Count);
                    list.Add(ReadStructural(type.Items!));
                    _path.Leave();
                }
                return list;
            default:
                return ReadAny();
        }
    }

    private void ReadUnknownField(ObjectSchema schema, DocObject owner)
    {
        var name = ReadText();
        if (schema.PreservesUnknownFields)
        {
            owner.Extra ??= new DocMap(TypeSchema.Any);
            _path.EnterField(schema, name);
            _json.Read();
            if (owner.Extra.ContainsKey(name))
            {
                _path.Leave();
                ReportStrict("duplicate", name);
                _path.EnterField(schema, name);
            }
            owner.Extra[name] = ReadAny();
            _path.Leave();
            return;
        }
        if (_strict is not null)
        {
            if (schema.IsStructural)
            {
                // Pruning comes after decoding upstream, and reports sorted paths.
                (_pruned ??= []).Add(_path.Strict(name));
            }
            else
            {
                ReportStrict("unknown", name);
            }
        }
        _json.Read();
        _json.Skip();
    }

    private object? ReadValue(TypeSchema type, object? existing)
    {
        var token = _json.TokenType;
        switch (type.Kind)
        {
            case ValueKind.Any or ValueKind.FieldsV1:
                return ReadAny();
            case ValueKind.String:
                return token == JsonTokenType.String ? ReadText() : Mismatch("string");
            case ValueKind.Bool:
                return token is JsonTokenType.True or JsonTokenType.False ? Scalars.Box(token == JsonTokenType.True) : Mismatch("bool");
            case ValueKind.Int32:
                return ReadInteger(int.MinValue, int.MaxValue, "int32");
            case ValueKind.Int64:
                return ReadInteger(long.MinValue, long.MaxValue, "int64");
            case ValueKind.Double:
                return ReadDouble();
            case ValueKind.Bytes:
                return token == JsonTokenType.String ? ReadBytes() : Mismatch("[]uint8");
            case ValueKind.Time:
                return ReadTextOfType() is { } time ? GoTime.Canonical(time, micro: false) : null;
            case ValueKind.MicroTime:
                return ReadTextOfType() is { } microTime ? GoTime.Canonical(microTime, micro: true) : null;
            case ValueKind.Duration:
                return ReadTextOfType() is { } duration ? CanonicalDuration(duration) : null;
            case ValueKind.Quantity:
                return ReadQuantity();
            case ValueKind.IntOrString:
                if (token == JsonTokenType.String)
                {
                    return ReadText();
                }
                var integer = ReadInteger(int.MinValue, int.MaxValue, "int32");
                ThrowSaved(integer is null);
                return integer;
            case ValueKind.Object:
                return token == JsonTokenType.StartObject ? ReadObject(type.Object!, existing as DocObject) : Mismatch(GoTypeName.Of(type));
            case ValueKind.List:
                return token == JsonTokenType.StartArray ? ReadList(type) : Mismatch(GoTypeName.Of(type));
            default:
                return token == JsonTokenType.StartObject ? ReadMap(type, existing as DocMap) : Mismatch(GoTypeName.Of(type));
        }
    }

    private DocList ReadList(TypeSchema type)
    {
        var items = type.Items!;
        var list = new DocList(items);
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            _path.EnterIndex(list.Count);
            list.Add(ReadElement(items));
            _path.Leave();
        }
        return list;
    }

    private DocMap ReadMap(TypeSchema type, DocMap? into)
    {
        var values = type.Items!;
        var map = into ?? new DocMap(values);
        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            var key = EnterKey(map);
            map[key] = ReadElement(values);
            _path.Leave();
        }
        return map;
    }

    private string EnterKey(DocMap map)
    {
        var key = ReadText();
        if (_strict is not null && map.ContainsKey(key))
        {
            ReportStrict("duplicate", key);
        }
        _json.Read();
        _path.EnterKey(key);
        return key;
    }

    private object? ReadElement(TypeSchema type) =>
        (_json.TokenType == JsonTokenType.Null ? null : ReadValue(type, null)) ?? Zero(type);

    /// <summary>What null stands for inside of a list or a map.</summary>
    internal static object? Zero(TypeSchema type) => type.Kind switch
    {
        ValueKind.String or ValueKind.Bytes => "",
        ValueKind.Bool => Scalars.Box(false),
        ValueKind.Int32 or ValueKind.Int64 or ValueKind.IntOrString => Scalars.Box(0),
        ValueKind.Double => 0d,
        ValueKind.Quantity => "0",
        ValueKind.Duration => "0s",
        ValueKind.Object => type.Object!.Create(),
        ValueKind.List => new DocList(type.Items!),
        ValueKind.Map => new DocMap(type.Items!),
        _ => null,
    };

    internal static bool IsDroppedZero(object? value, ValueKind kind) => value switch
    {
        string text => text.Length == 0 && kind != ValueKind.IntOrString,
        bool flag => !flag,
        long number => number == 0,
        double number => number == 0,
        DocList list => list.Count == 0 && kind == ValueKind.List,
        DocMap map => map.Count == 0 && kind == ValueKind.Map,
        _ => false,
    };

    private object? ReadAny()
    {
        switch (_json.TokenType)
        {
            case JsonTokenType.String:
                return ReadText();
            case JsonTokenType.True or JsonTokenType.False:
                return Scalars.Box(_json.TokenType == JsonTokenType.True);
            case JsonTokenType.Number:
                return _json.TryGetInt64(out var integer) ? Scalars.Box(integer) : ReadDouble();
            case JsonTokenType.StartObject:
                var map = new DocMap(TypeSchema.Any);
                while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
                {
                    var key = EnterKey(map);
                    map[key] = ReadAny();
                    _path.Leave();
                }
                return map;
            case JsonTokenType.StartArray:
                var list = new DocList(TypeSchema.Any);
                while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
                {
                    _path.EnterIndex(list.Count);
                    list.Add(ReadAny());
                    _path.Leave();
                }
                return list;
            default:
                return null;
        }
    }

    private object? ReadInteger(long least, long most, string type)
    {
        if (_json.TokenType != JsonTokenType.Number)
        {
            return Mismatch(type);
        }
        if (Utf8Parser.TryParse(_json.ValueSpan, out long value, out var used) && used == _json.ValueSpan.Length && value >= least && value <= most)
        {
            return Scalars.Box(value);
        }
        SaveError("number " + Encoding.UTF8.GetString(_json.ValueSpan), type);
        return null;
    }

    private object? ReadDouble()
    {
        if (_json.TokenType != JsonTokenType.Number)
        {
            return Mismatch("float64");
        }
        var value = _json.GetDouble();
        if (double.IsFinite(value))
        {
            return value;
        }
        SaveError("number " + Encoding.UTF8.GetString(_json.ValueSpan), "float64");
        return null;
    }

    private string? ReadBytes()
    {
        var text = ReadText();
        var canonical = Base64Text.Canonical(text, out var offset);
        if (canonical is null)
        {
            _savedError ??= $"illegal base64 data at input byte {offset}";
        }
        return canonical;
    }

    // Types that decode themselves from a JSON string; a wrong token ends the decoding.
    private string? ReadTextOfType()
    {
        if (_json.TokenType == JsonTokenType.String)
        {
            return ReadText();
        }
        Mismatch("string");
        ThrowSaved(true);
        return null;
    }

    private static string CanonicalDuration(string text) =>
        GoDuration.Parse(text) is { } nanoseconds ? GoDuration.Format(nanoseconds) : throw new DecodeException(GoDuration.ErrorFor(text));

    private string ReadQuantity()
    {
        // Upstream hands over the raw token, so that numbers work and anything else is no quantity.
        if (_json.TokenType is JsonTokenType.String or JsonTokenType.Number)
        {
            var text = _json.TokenType == JsonTokenType.String ? ReadText() : StringPool.Get(_json.ValueSpan);
            if (Quantity.TryCanonicalize(text.Trim(), out var canonical, out var error))
            {
                return canonical;
            }
            throw new DecodeException(error);
        }
        throw new DecodeException(Quantity.FormatError);
    }

    private string ReadText()
    {
        if (!_json.ValueIsEscaped)
        {
            return StringPool.Get(_json.ValueSpan);
        }
        return Unescape(_json.ValueSpan);
    }

    private static string Unescape(ReadOnlySpan<byte> escaped)
    {
        var text = new StringBuilder(escaped.Length);
        while (!escaped.IsEmpty)
        {
            var slash = escaped.IndexOf((byte)'\\');
            if (slash != 0)
            {
                var plain = slash < 0 ? escaped : escaped[..slash];
                text.Append(Encoding.UTF8.GetString(plain));
                escaped = escaped[plain.Length..];
                continue;
            }
            if (escaped[1] == 'u')
            {
                // The reader has checked the digits.
                text.Append(Utf8Parser.TryParse(escaped.Slice(2, 4), out ushort unit, out _, 'x') ? (char)unit : '\uFFFD');
                escaped = escaped[6..];
                continue;
            }
            text.Append(escaped[1] switch
            {
                (byte)'b' => '\b',
                (byte)'f' => '\f',
                (byte)'n' => '\n',
                (byte)'r' => '\r',
                (byte)'t' => '\t',
                var other => (char)other,
            });
            escaped = escaped[2..];
        }
        ReplaceLoneSurrogates(text);
        return text.ToString();
    }

    private static void ReplaceLoneSurrogates(StringBuilder text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
            {
                continue;
            }
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
            {
                i++;
                continue;
            }
            text[i] = '\uFFFD';
        }
    }

    // Keeps the error and skips the value.
    private object? Mismatch(string wanted)
    {
        var found = _json.TokenType switch
        {
            JsonTokenType.String => "string",
            JsonTokenType.Number => "number",
            JsonTokenType.True or JsonTokenType.False => "bool",
            JsonTokenType.StartArray => "array",
            _ => "object",
        };
        SaveError(found, wanted);
        _json.Skip();
        return null;
    }

    private void SaveError(string found, string wanted) => _savedError ??= _path.TypeError(found, wanted);

    private readonly void ThrowSaved(bool failed)
    {
        if (failed)
        {
            throw new DecodeException(_savedError!);
        }
    }

    private void ReportStrict(string what, string name)
    {
        if (_strict is null || _strict.Count >= Limits.MaxStrictErrors)
        {
            return;
        }
        var text = $"{what} field \"{_path.Strict(name)}\"";
        if ((_seenStrict ??= []).Add(text))
        {
            _strict.Add(text);
        }
    }
}
