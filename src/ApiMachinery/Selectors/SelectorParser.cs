using System.Diagnostics.CodeAnalysis;
using Navarch.ApiMachinery.Fields;

namespace Navarch.ApiMachinery.Selectors;

/// <summary>Reads the string syntax of label selectors by descent, with upstream's messages.</summary>
internal ref struct SelectorParser
{
    private readonly string _text;
    private int _position;
    private Token _token;
    private string _literal = "";

    private enum Token
    {
        Error,
        End,
        ClosedParenthesis,
        Comma,
        Not,
        DoubleEquals,
        Equals,
        GreaterThan,
        Identifier,
        In,
        LessThan,
        NotEquals,
        NotIn,
        OpenParenthesis,
    }

    public SelectorParser(string text)
    {
        _text = text;
        Next();
    }

    public bool TryParse([NotNullWhen(true)] out Selector? selector, [NotNullWhen(false)] out string? error)
    {
        selector = null;
        error = null;
        var requirements = new List<Requirement>();
        while (_token != Token.End)
        {
            if (!IsName && _token != Token.Not)
            {
                error = $"found '{_literal}', expected: !, identifier, or 'end of string'";
                return false;
            }
            var requirement = ParseRequirement(out error);
            if (requirement is null)
            {
                error = $"unable to parse requirement: {error}";
                return false;
            }
            requirements.Add(requirement);
            if (_token == Token.End)
            {
                break;
            }
            if (_token != Token.Comma)
            {
                error = $"found '{_literal}', expected: ',' or 'end of string'";
                return false;
            }
            Next();
            if (!IsName && _token != Token.Not)
            {
                error = $"found '{_literal}', expected: identifier after ','";
                return false;
            }
        }
        selector = Selector.Of(requirements);
        return true;
    }

    // "in" and "notin" are words of the syntax only where an operator is looked for.
    private readonly bool IsName => _token is Token.Identifier or Token.In or Token.NotIn;

    private Requirement? ParseRequirement(out string? error)
    {
        var negated = _token == Token.Not;
        if (negated)
        {
            Next();
        }
        if (!IsName)
        {
            error = $"found '{_literal}', expected: identifier";
            return null;
        }
        var key = _literal;
        Next();
        var errors = new FieldErrorList();
        if (!Requirement.ValidateKey(errors, key, FieldPath.None))
        {
            error = errors.ToAggregate();
            return null;
        }
        if (negated)
        {
            return Requirement.Create(key, SelectionOperator.DoesNotExist, [], out error);
        }
        if (_token is Token.End or Token.Comma)
        {
            return Requirement.Create(key, SelectionOperator.Exists, [], out error);
        }
        SelectionOperator? op = _token switch
        {
            Token.In => SelectionOperator.In,
            Token.NotIn => SelectionOperator.NotIn,
            Token.Equals => SelectionOperator.Equals,
            Token.DoubleEquals => SelectionOperator.DoubleEquals,
            Token.NotEquals => SelectionOperator.NotEquals,
            Token.GreaterThan => SelectionOperator.GreaterThan,
            Token.LessThan => SelectionOperator.LessThan,
            _ => null,
        };
        if (op is null)
        {
            error = $"found '{_literal}', expected: in, notin, =, ==, !=, gt, lt";
            return null;
        }
        Next();
        var values = op is SelectionOperator.In or SelectionOperator.NotIn ? ParseValues(out error) : ParseExactValue(out error);
        return values is null ? null : Requirement.Create(key, op.Value, values, out error);
    }

    private string[]? ParseExactValue(out string? error)
    {
        error = null;
        if (_token is Token.End or Token.Comma)
        {
            return [""];
        }
        if (!IsName)
        {
            error = $"found '{_literal}', expected: identifier";
            return null;
        }
        var value = _literal;
        Next();
        return [value];
    }

    private string[]? ParseValues(out string? error)
    {
        error = null;
        if (_token != Token.OpenParenthesis)
        {
            error = $"found '{_literal}' expected: '('";
            return null;
        }
        Next();
        if (_token == Token.ClosedParenthesis)
        {
            Next();
            return [""];
        }
        if (!IsName && _token != Token.Comma)
        {
            error = $"found '{_literal}', expected: ',', ')' or identifier";
            return null;
        }
        var values = new SortedSet<string>(StringComparer.Ordinal);
        while (true)
        {
            if (IsName)
            {
                values.Add(_literal);
                Next();
                if (_token == Token.ClosedParenthesis)
                {
                    break;
                }
                if (_token != Token.Comma)
                {
                    error = $"found '{_literal}', expected: ',' or ')'";
                    return null;
                }
            }
            else if (_token == Token.Comma)
            {
                Next();
                if (values.Count == 0 || _token == Token.Comma || _token == Token.ClosedParenthesis)
                {
                    values.Add("");
                }
                if (_token == Token.ClosedParenthesis)
                {
                    break;
                }
            }
            else
            {
                error = $"found '{_literal}', expected: ',', or identifier";
                return null;
            }
        }
        Next();
        return [.. values];
    }

    private static bool IsSpace(char c) => c is ' ' or '\t' or '\r' or '\n';

    private static bool IsSymbol(char c) => c is '=' or '!' or '(' or ')' or ',' or '>' or '<';

    private void Next()
    {
        while (_position < _text.Length && IsSpace(_text[_position]))
        {
            _position++;
        }
        if (_position == _text.Length)
        {
            (_token, _literal) = (Token.End, "");
            return;
        }
        var start = _position;
        if (IsSymbol(_text[start]))
        {
            var next = start + 1 < _text.Length ? _text[start + 1] : '\0';
            (_token, _literal) = (_text[start], next) switch
            {
                ('=', '=') => (Token.DoubleEquals, "=="),
                ('!', '=') => (Token.NotEquals, "!="),
                ('=', _) => (Token.Equals, "="),
                ('!', _) => (Token.Not, "!"),
                ('(', _) => (Token.OpenParenthesis, "("),
                (')', _) => (Token.ClosedParenthesis, ")"),
                (',', _) => (Token.Comma, ","),
                ('>', _) => (Token.GreaterThan, ">"),
                _ => (Token.LessThan, "<"),
            };
            _position += _literal.Length;
            return;
        }
        while (_position < _text.Length && !IsSpace(_text[_position]) && !IsSymbol(_text[_position]))
        {
            _position++;
        }
        _literal = _text[start.._position];
        _token = _literal switch { "in" => Token.In, "notin" => Token.NotIn, _ => Token.Identifier };
    }
}
