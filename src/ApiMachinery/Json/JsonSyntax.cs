using System.Globalization;

namespace Navarch.ApiMachinery.Json;

/// <summary>
/// Finds the first syntax error of JSON text and words it as Go's scanner does. Runs only after another reader
/// refused the text, so it goes byte by byte and keeps no state between calls.
/// </summary>
internal static class JsonSyntax
{
    private const string EndOfInput = "unexpected end of JSON input";

    /// <summary>The error, or null when the text is well-formed.</summary>
    public static string? FindError(ReadOnlySpan<byte> json)
    {
        var scanner = new Scanner(json);
        return scanner.Run();
    }

    private ref struct Scanner(ReadOnlySpan<byte> json)
    {
        private readonly ReadOnlySpan<byte> _json = json;
        private readonly Stack<bool> _inObject = new();
        private int _at;

        public string? Run()
        {
            while (true)
            {
                // A value starts here.
                var error = Value(out var opened);
                if (error is not null)
                {
                    return error;
                }
                if (opened)
                {
                    continue;
                }
                // After a value: close what ends here, then go on to the next value.
                var next = AfterValue(out error);
                if (error is not null || !next)
                {
                    return error;
                }
            }
        }

        private void SkipSpace()
        {
            while (_at < _json.Length && (_json[_at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
            {
                _at++;
            }
        }

        private readonly string Bad(string where) => "invalid character " + Quote(_json[_at]) + " " + where;

        private string? Value(out bool opened)
        {
            opened = false;
            SkipSpace();
            if (_at >= _json.Length)
            {
                return EndOfInput;
            }
            switch (_json[_at])
            {
                case (byte)'{':
                    return Open(isObject: true, (byte)'}', out opened);
                case (byte)'[':
                    return Open(isObject: false, (byte)']', out opened);
                case (byte)'"':
                    return String();
                case (byte)'t':
                    return Literal("true"u8, "true");
                case (byte)'f':
                    return Literal("false"u8, "false");
                case (byte)'n':
                    return Literal("null"u8, "null");
                case (byte)'-' or (>= (byte)'0' and <= (byte)'9'):
                    return Number();
                default:
                    return Bad("looking for beginning of value");
            }
        }

        private string? Open(bool isObject, byte close, out bool opened)
        {
            opened = false;
            if (_inObject.Count >= Limits.MaxDepth)
            {
                return Bad("exceeded max depth");
            }
            _at++;
            SkipSpace();
            if (_at < _json.Length && _json[_at] == close)
            {
                _at++;
                return null;
            }
            _inObject.Push(isObject);
            opened = true;
            return isObject ? Key() : null;
        }

        private string? Key()
        {
            SkipSpace();
            if (_at >= _json.Length)
            {
                return EndOfInput;
            }
            if (_json[_at] != '"')
            {
                return Bad("looking for beginning of object key string");
            }
            if (String() is { } error)
            {
                return error;
            }
            SkipSpace();
            if (_at >= _json.Length)
            {
                return EndOfInput;
            }
            if (_json[_at] != ':')
            {
                return Bad("after object key");
            }
            _at++;
            return null;
        }

        // True when another value follows.
        private bool AfterValue(out string? error)
        {
            error = null;
            while (true)
            {
                SkipSpace();
                if (_inObject.Count == 0)
                {
                    error = _at < _json.Length ? Bad("after top-level value") : null;
                    return false;
                }
                if (_at >= _json.Length)
                {
                    error = EndOfInput;
                    return false;
                }
                var inObject = _inObject.Peek();
                if (_json[_at] == ',')
                {
                    _at++;
                    error = inObject ? Key() : null;
                    return error is null;
                }
                if (_json[_at] != (inObject ? '}' : ']'))
                {
                    error = Bad(inObject ? "after object key:value pair" : "after array element");
                    return false;
                }
                _at++;
                _inObject.Pop();
            }
        }

        private string? String()
        {
            _at++;
            while (_at < _json.Length)
            {
                var c = _json[_at];
                if (c == '"')
                {
                    _at++;
                    return null;
                }
                if (c < 0x20)
                {
                    return Bad("in string literal");
                }
                _at++;
                if (c != '\\')
                {
                    continue;
                }
                if (_at >= _json.Length)
                {
                    return EndOfInput;
                }
                if (_json[_at] == 'u')
                {
                    for (var digit = 0; digit < 4; digit++)
                    {
                        _at++;
                        if (_at >= _json.Length)
                        {
                            return EndOfInput;
                        }
                        if (!char.IsAsciiHexDigit((char)_json[_at]))
                        {
                            return Bad("in \\u hexadecimal character escape");
                        }
                    }
                }
                else if (!"bfnrt\\/\""u8.Contains(_json[_at]))
                {
                    return Bad("in string escape code");
                }
                _at++;
            }
            return EndOfInput;
        }

        private string? Literal(ReadOnlySpan<byte> literal, string name)
        {
            for (var i = 1; i < literal.Length; i++)
            {
                _at++;
                if (_at >= _json.Length)
                {
                    return EndOfInput;
                }
                if (_json[_at] != literal[i])
                {
                    return Bad($"in literal {name} (expecting {Quote(literal[i])})");
                }
            }
            _at++;
            return null;
        }

        private string? Number()
        {
            if (_json[_at] == '-')
            {
                _at++;
                if (Digit("in numeric literal") is { } error)
                {
                    return error;
                }
            }
            var leadingZero = _json[_at] == '0';
            _at++;
            if (!leadingZero)
            {
                Digits();
            }
            if (_at < _json.Length && _json[_at] == '.')
            {
                _at++;
                if (Digit("after decimal point in numeric literal") is { } error)
                {
                    return error;
                }
                Digits();
            }
            if (_at < _json.Length && (_json[_at] is (byte)'e' or (byte)'E'))
            {
                _at++;
                if (_at < _json.Length && (_json[_at] is (byte)'+' or (byte)'-'))
                {
                    _at++;
                }
                if (Digit("in exponent of numeric literal") is { } error)
                {
                    return error;
                }
                Digits();
            }
            return null;
        }

        private readonly string? Digit(string where) =>
            _at >= _json.Length ? EndOfInput : char.IsAsciiDigit((char)_json[_at]) ? null : Bad(where);

        private void Digits()
        {
            while (_at < _json.Length && char.IsAsciiDigit((char)_json[_at]))
            {
                _at++;
            }
        }
    }

    private static string Quote(byte c) => c switch
    {
        (byte)'\'' => "'\\''",
        (byte)'\\' => "'\\\\'",
        (byte)'\n' => "'\\n'",
        (byte)'\r' => "'\\r'",
        (byte)'\t' => "'\\t'",
        (byte)'\b' => "'\\b'",
        (byte)'\f' => "'\\f'",
        7 => "'\\a'",
        11 => "'\\v'",
        < 0x20 or 0x7F => "'\\x" + c.ToString("x2", CultureInfo.InvariantCulture) + "'",
        >= 0x80 and < 0xA0 or 0xAD => "'\\u00" + c.ToString("x2", CultureInfo.InvariantCulture) + "'",
        0xA0 => "'\\u00a0'",
        _ => "'" + (char)c + "'",
    };
}
