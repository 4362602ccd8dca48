using System.Buffers;
using System.Globalization;
using System.Text;

namespace Navarch.ApiMachinery.Validation;

/// <summary>
/// The formats of names and other texts. Each check returns upstream's messages, none when the value is well formed (and allocates nothing then).
/// Lengths are counted in UTF-8 bytes, as upstream does. The regular expressions in the messages are the documented ones; the checks are loops.
/// </summary>
public static class Formats
{
    /// <summary>The longest DNS label and the longest label value.</summary>
    public const int LabelMaxLength = 63;

    /// <summary>The longest DNS subdomain.</summary>
    public const int SubdomainMaxLength = 253;

    private const string Dns1123LabelFmt = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private const string Dns1123LabelText =
        "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character";
    private const string Dns1123SubdomainFmt = Dns1123LabelFmt + "(\\." + Dns1123LabelFmt + ")*";
    private const string Dns1123SubdomainText =
        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character";
    private const string UnderscoreLabelFmt = "_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?";
    private const string UnderscoreSubdomainText =
        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '_', '-' or '.', and must start and end with an alphanumeric character";
    private const string Dns1035LabelText =
        "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character";
    private const string WildcardText =
        "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist of lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character";
    private const string LabelKeyFmt = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
    private const string LabelKeyText =
        "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";
    private const string LabelValueText =
        "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";

    private static readonly SearchValues<char> LabelChars = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");
    private static readonly SearchValues<char> QualifiedChars =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.");
    private static readonly SearchValues<char> HeaderChars = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-");
    private static readonly SearchValues<char> PathChars =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/-._~%!$&'()*+,;=:");

    private static readonly IReadOnlyList<string> Fine = [];

    /// <summary>The message of a value that is too long.</summary>
    public static string MaxLength(int length) => $"must be no more than {length} characters";

    /// <summary>The message of an empty value.</summary>
    public const string Empty = "must be non-empty";

    /// <summary>The message of a number out of range.</summary>
    public static string InclusiveRange(long low, long high) => $"must be between {low} and {high}, inclusive";

    /// <summary>The message of a value that a regular expression does not match.</summary>
    public static string Regex(string text, string pattern, params ReadOnlySpan<string> examples)
    {
        if (examples.Length == 0)
        {
            return $"{text} (regex used for validation is '{pattern}')";
        }
        var builder = new StringBuilder(text).Append(" (e.g. ");
        for (var i = 0; i < examples.Length; i++)
        {
            builder.Append(i > 0 ? " or " : "").Append('\'').Append(examples[i]).Append("', ");
        }
        return builder.Append("regex used for validation is '").Append(pattern).Append("')").ToString();
    }

    private static bool TooLong(string value, int max) =>
        value.Length > max || (value.Length * 3 > max && Encoding.UTF8.GetByteCount(value) > max);

    private static IReadOnlyList<string> Messages(bool tooLong, int max, string? message) => (tooLong, message) switch
    {
        (false, null) => Fine,
        (false, _) => [message],
        (true, null) => [MaxLength(max)],
        (true, _) => [MaxLength(max), message],
    };

    private static bool IsLower(char c) => c is (>= 'a' and <= 'z') or (>= '0' and <= '9');

    private static bool MatchesLabel(ReadOnlySpan<char> value) =>
        value.Length > 0 && IsLower(value[0]) && IsLower(value[^1]) && !value.ContainsAnyExcept(LabelChars);

    private static bool MatchesSubdomain(ReadOnlySpan<char> value)
    {
        while (true)
        {
            var dot = value.IndexOf('.');
            if (dot < 0)
            {
                return MatchesLabel(value);
            }
            if (!MatchesLabel(value[..dot]))
            {
                return false;
            }
            value = value[(dot + 1)..];
        }
    }

    private static bool MatchesUnderscoreSubdomain(string value)
    {
        foreach (var part in value.Split('.'))
        {
            var label = part.AsSpan(part.StartsWith('_') ? 1 : 0);
            if (label.Length == 0 || !IsLower(label[0]) || !IsLower(label[^1]))
            {
                return false;
            }
            foreach (var c in label)
            {
                if (!IsLower(c) && c is not ('-' or '_'))
                {
                    return false;
                }
            }
        }
        return true;
    }

    private static bool MatchesQualified(ReadOnlySpan<char> value) =>
        value.Length > 0 && char.IsAsciiLetterOrDigit(value[0]) && char.IsAsciiLetterOrDigit(value[^1]) && !value.ContainsAnyExcept(QualifiedChars);

    /// <summary>A DNS label (RFC 1123).</summary>
    public static IReadOnlyList<string> IsDns1123Label(string value)
    {
        var message = MatchesLabel(value) ? null
            : MatchesSubdomain(value) ? "must not contain dots"
            : Regex(Dns1123LabelText, Dns1123LabelFmt, "my-name", "123-abc");
        return Messages(TooLong(value, LabelMaxLength), LabelMaxLength, message);
    }

    /// <summary>A DNS subdomain (RFC 1123).</summary>
    public static IReadOnlyList<string> IsDns1123Subdomain(string value) => Messages(TooLong(value, SubdomainMaxLength), SubdomainMaxLength,
        MatchesSubdomain(value) ? null : Regex(Dns1123SubdomainText, Dns1123SubdomainFmt, "example.com"));

    /// <summary>A DNS subdomain in which underscores may stand.</summary>
    public static IReadOnlyList<string> IsDns1123SubdomainWithUnderscore(string value) => Messages(TooLong(value, SubdomainMaxLength), SubdomainMaxLength,
        MatchesUnderscoreSubdomain(value) ? null : Regex(UnderscoreSubdomainText, UnderscoreLabelFmt + "(\\." + UnderscoreLabelFmt + ")*", "example.com"));

    /// <summary>A DNS label that starts with a letter (RFC 1035).</summary>
    public static IReadOnlyList<string> IsDns1035Label(string value) => Messages(TooLong(value, LabelMaxLength), LabelMaxLength,
        MatchesLabel(value) && char.IsAsciiLetter(value[0]) ? null : Regex(Dns1035LabelText, "[a-z]([-a-z0-9]*[a-z0-9])?", "my-name", "abc-123"));

    /// <summary>A wildcard DNS subdomain: *.example.com.</summary>
    public static IReadOnlyList<string> IsWildcardDns1123Subdomain(string value) => Messages(TooLong(value, SubdomainMaxLength), SubdomainMaxLength,
        value.StartsWith("*.", StringComparison.Ordinal) && MatchesSubdomain(value.AsSpan(2)) ? null
            : Regex(WildcardText, "\\*\\." + Dns1123SubdomainFmt, "*.example.com"));

    /// <summary>A label key: an optional DNS prefix with a slash, and a name.</summary>
    public static IReadOnlyList<string> IsQualifiedName(string value)
    {
        var slash = value.IndexOf('/', StringComparison.Ordinal);
        var name = value.AsSpan(slash + 1);
        if (MatchesQualified(name) && name.Length <= LabelMaxLength
            && (slash < 0 || (slash is > 0 and <= SubdomainMaxLength && MatchesSubdomain(value.AsSpan(0, slash)))))
        {
            return Fine;
        }
        return QualifiedNameMessages(value);
    }

    private static List<string> QualifiedNameMessages(string value)
    {
        var messages = new List<string>();
        var parts = value.Split('/');
        if (parts.Length > 2)
        {
            messages.Add("a valid label key " + Regex(LabelKeyText, LabelKeyFmt, "MyName", "my.name", "123-abc")
                + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')");
            return messages;
        }
        if (parts.Length == 2)
        {
            if (parts[0].Length == 0)
            {
                messages.Add("prefix part " + Empty);
            }
            foreach (var message in parts[0].Length == 0 ? Fine : IsDns1123Subdomain(parts[0]))
            {
                messages.Add("prefix part " + message);
            }
        }
        var name = parts[^1];
        if (name.Length == 0)
        {
            messages.Add("name part " + Empty);
        }
        else if (TooLong(name, LabelMaxLength))
        {
            messages.Add("name part " + MaxLength(LabelMaxLength));
        }
        if (!MatchesQualified(name))
        {
            messages.Add("name part " + Regex(LabelKeyText, LabelKeyFmt, "MyName", "my.name", "123-abc"));
        }
        return messages;
    }

    /// <summary>A label value; may be empty.</summary>
    public static IReadOnlyList<string> IsLabelValue(string value) => Messages(TooLong(value, LabelMaxLength), LabelMaxLength,
        value.Length == 0 || MatchesQualified(value) ? null : Regex(LabelValueText, $"({LabelKeyFmt})?", "MyValue", "my_value", "12345"));

    /// <summary>An identifier of C.</summary>
    public static IReadOnlyList<string> IsCIdentifier(string value)
    {
        var fine = value.Length > 0 && !char.IsAsciiDigit(value[0]);
        foreach (var c in value)
        {
            fine &= char.IsAsciiLetterOrDigit(c) || c == '_';
        }
        return fine ? Fine
            : [Regex("a valid C identifier must start with alphabetic character or '_', followed by a string of alphanumeric characters or '_'",
                "[A-Za-z_][A-Za-z0-9_]*", "my_name", "MY_NAME", "MyName")];
    }

    /// <summary>A port from 1 to 65535.</summary>
    public static IReadOnlyList<string> IsPortNumber(long port) => IsInRange(port, 1, 65535);

    /// <summary>A number of a range.</summary>
    public static IReadOnlyList<string> IsInRange(long value, long low, long high) => value >= low && value <= high ? Fine : [InclusiveRange(low, high)];

    /// <summary>A user id of Unix.</summary>
    public static IReadOnlyList<string> IsUserId(long value) => IsInRange(value, 0, uint.MaxValue);

    /// <summary>A group id of Unix.</summary>
    public static IReadOnlyList<string> IsGroupId(long value) => IsInRange(value, 0, uint.MaxValue);

    /// <summary>The name of a port (RFC 6335).</summary>
    public static IReadOnlyList<string> IsPortName(string value)
    {
        List<string>? messages = null;
        if (TooLong(value, 15))
        {
            (messages ??= []).Add(MaxLength(15));
        }
        if (value.Length == 0 || value.AsSpan().ContainsAnyExcept(LabelChars))
        {
            (messages ??= []).Add("must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)");
        }
        if (!value.AsSpan().ContainsAnyInRange('a', 'z'))
        {
            (messages ??= []).Add("must contain at least one letter (a-z)");
        }
        if (value.Contains("--", StringComparison.Ordinal))
        {
            (messages ??= []).Add("must not contain consecutive hyphens");
        }
        if (value.StartsWith('-') || value.EndsWith('-'))
        {
            (messages ??= []).Add("must not begin or end with a hyphen");
        }
        return messages ?? Fine;
    }

    /// <summary>A percentage such as 25%.</summary>
    public static IReadOnlyList<string> IsPercent(string value) =>
        value.Length > 1 && value[^1] == '%' && !value.AsSpan(0, value.Length - 1).ContainsAnyExceptInRange('0', '9') ? Fine
            : [Regex("a valid percent string must be a numeric string followed by an ending '%'", "[0-9]+%", "1%", "93%")];

    /// <summary>The name of an HTTP header.</summary>
    public static IReadOnlyList<string> IsHttpHeaderName(string value) => value.Length > 0 && !value.AsSpan().ContainsAnyExcept(HeaderChars) ? Fine
        : [Regex("a valid HTTP header must consist of alphanumeric characters or '-'", "[-A-Za-z0-9]+", "X-Header-Name")];

    /// <summary>The name of an environment variable; printable ASCII without '='.</summary>
    public static IReadOnlyList<string> IsEnvVarName(string value)
    {
        if (value.Length == 0)
        {
            return ["environment variable name " + Empty];
        }
        return !value.AsSpan().ContainsAnyExceptInRange(' ', '~') && !value.Contains('=', StringComparison.Ordinal) ? Fine
            : ["a valid environment variable name must consist only of printable ASCII characters other than '='"];
    }

    /// <summary>A key of a ConfigMap or a Secret.</summary>
    public static IReadOnlyList<string> IsConfigMapKey(string value)
    {
        var fine = value.Length > 0 && !value.AsSpan().ContainsAnyExcept(QualifiedChars);
        var messages = Messages(TooLong(value, SubdomainMaxLength), SubdomainMaxLength, fine ? null
            : Regex("a valid config key must consist of alphanumeric characters, '-', '_' or '.'", "[-._a-zA-Z0-9]+", "key.name", "KEY_NAME", "key-name"));
        var step = value switch
        {
            "." => "must not be '.'",
            ".." => "must not be '..'",
            _ when value.StartsWith("..", StringComparison.Ordinal) => "must not start with '..'",
            _ => null,
        };
        return step is null ? messages : [.. messages, step];
    }

    /// <summary>True for the characters of an HTTP path (RFC 3986).</summary>
    public static bool IsHttpPath(ReadOnlySpan<char> value) => value.Length > 0 && !value.ContainsAnyExcept(PathChars);

    /// <summary>The message of a path that is none.</summary>
    public static string HttpPathMessage { get; } = Regex("Invalid path", "[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+");

    /// <summary>A name that may be a segment of a URL path.</summary>
    public static IReadOnlyList<string> IsPathSegmentName(string value, bool prefix = false)
    {
        if (!prefix && value is "." or "..")
        {
            return [$"may not be '{value}'"];
        }
        List<string>? messages = null;
        foreach (var illegal in "/%")
        {
            if (value.Contains(illegal, StringComparison.Ordinal))
            {
                (messages ??= []).Add($"may not contain '{illegal}'");
            }
        }
        return messages ?? Fine;
    }

    internal static string DescribeRune(Rune rune)
    {
        var code = string.Create(CultureInfo.InvariantCulture, $"U+{rune.Value:X4}");
        return IsPrintable(rune) ? $"{code} '{rune}'" : code;
    }

    internal static bool IsPrintable(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control
        or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator);
}
