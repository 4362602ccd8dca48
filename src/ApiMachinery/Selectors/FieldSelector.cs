using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Navarch.ApiMachinery.Selectors;

/// <summary>One condition on one field.</summary>
/// <param name="Field">The field's label, such as metadata.name.</param>
/// <param name="NotEquals">True for !=.</param>
/// <param name="Value">What it compares with.</param>
public readonly record struct FieldRequirement(string Field, bool NotEquals, string Value)
{
    /// <summary>True when the field's value meets it.</summary>
    public bool Matches(string value) => string.Equals(value, Value, StringComparison.Ordinal) != NotEquals;

    /// <summary>The text that parses to this requirement.</summary>
    public override string ToString() => $"{Field}{(NotEquals ? "!=" : "=")}{FieldSelector.Escape(Value)}";
}

/// <summary>A field selector: all of its requirements must be met. Immutable. Which fields a kind knows, and how they are read, is the kind's affair.</summary>
public sealed class FieldSelector
{
    private readonly FieldRequirement[] _requirements;

    private FieldSelector(FieldRequirement[] requirements) => _requirements = requirements;

    /// <summary>Selects everything.</summary>
    public static FieldSelector Everything { get; } = new([]);

    /// <summary>The requirements.</summary>
    public IReadOnlyList<FieldRequirement> Requirements => _requirements;

    /// <summary>True when it restricts nothing.</summary>
    public bool IsEmpty => _requirements.Length == 0;

    /// <summary>A selector of the given requirements.</summary>
    public static FieldSelector Of(params FieldRequirement[] requirements) => requirements.Length == 0 ? Everything : new FieldSelector(requirements);

    /// <summary>Reads <c>metadata.name=a,status.phase!=Running</c>; a backslash escapes comma, equals sign and backslash in values.</summary>
    /// <returns>False with upstream's message when the text is malformed.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out FieldSelector? selector, [NotNullWhen(false)] out string? error)
    {
        selector = null;
        error = null;
        if (string.IsNullOrEmpty(text))
        {
            selector = Everything;
            return true;
        }
        var requirements = new List<FieldRequirement>();
        foreach (var term in SplitTerms(text).Order(StringComparer.Ordinal))
        {
            if (term.Length == 0)
            {
                continue;
            }
            var at = term.IndexOf('=', StringComparison.Ordinal);
            if (at < 0)
            {
                error = $"invalid selector: '{text}'; can't understand '{term}'";
                return false;
            }
            var notEquals = at > 0 && term[at - 1] == '!';
            var value = term[(at + 1)..];
            if (!notEquals && value.StartsWith('='))
            {
                value = value[1..];
            }
            if (!TryUnescape(value, out var unescaped, out error))
            {
                return false;
            }
            requirements.Add(new FieldRequirement(term[..(notEquals ? at - 1 : at)], notEquals, unescaped));
        }
        selector = requirements.Count == 0 ? Everything : new FieldSelector([.. requirements]);
        return true;
    }

    /// <summary>Reads a field selector.</summary>
    /// <exception cref="FormatException">The text is malformed.</exception>
    public static FieldSelector Parse(string text) => TryParse(text, out var selector, out var error) ? selector : throw new FormatException(error);

    private static List<string> SplitTerms(string text)
    {
        var terms = new List<string>();
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == ',')
            {
                terms.Add(text[start..i]);
                start = i + 1;
            }
        }
        terms.Add(text[start..]);
        return terms;
    }

    private static bool TryUnescape(string value, out string unescaped, [NotNullWhen(false)] out string? error)
    {
        error = null;
        unescaped = value;
        if (!value.AsSpan().ContainsAny('\\', ',', '='))
        {
            return true;
        }
        var builder = new StringBuilder(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            switch (value[i])
            {
                case '\\' when i + 1 < value.Length && value[i + 1] is '\\' or ',' or '=':
                    builder.Append(value[++i]);
                    break;
                case '\\':
                    error = $"invalid field selector: invalid escape sequence: {value.AsSpan(i, Math.Min(2, value.Length - i))}";
                    return false;
                case ',' or '=':
                    error = $"invalid field selector: unescaped character in value: {(int)value[i]}";
                    return false;
                default:
                    builder.Append(value[i]);
                    break;
            }
        }
        unescaped = builder.ToString();
        return true;
    }

    internal static string Escape(string value) => value.AsSpan().ContainsAny('\\', ',', '=')
        ? value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal).Replace("=", "\\=", StringComparison.Ordinal)
        : value;

    /// <summary>True when the fields that <paramref name="get"/> reads meet every requirement.</summary>
    public bool Matches<T>(T item, Func<T, string, string> get)
    {
        foreach (var requirement in _requirements)
        {
            if (!requirement.Matches(get(item, requirement.Field)))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>The value that a field must have.</summary>
    public bool RequiresExactMatch(string field, [NotNullWhen(true)] out string? value)
    {
        foreach (var requirement in _requirements)
        {
            if (!requirement.NotEquals && requirement.Field == field)
            {
                value = requirement.Value;
                return true;
            }
        }
        value = null;
        return false;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(',', _requirements);
}
