using Navarch.ApiMachinery.Fields;

namespace Navarch.ApiMachinery.Validation;

/// <summary>Checks a name; with <paramref name="prefix"/> the value is a generateName, to which more characters will be added.</summary>
public delegate IReadOnlyList<string> NameValidator(string name, bool prefix);

/// <summary>The rules for the names of objects, and fully qualified names in fields.</summary>
public static class NameValidation
{
    /// <summary>A DNS subdomain: what most kinds are named by.</summary>
    public static NameValidator DnsSubdomain { get; } = static (name, prefix) => Formats.IsDns1123Subdomain(Mask(name, prefix));

    /// <summary>A DNS label: namespaces, services from 1.36 on.</summary>
    public static NameValidator DnsLabel { get; } = static (name, prefix) => Formats.IsDns1123Label(Mask(name, prefix));

    /// <summary>A DNS label that starts with a letter.</summary>
    public static NameValidator Dns1035Label { get; } = static (name, prefix) => Formats.IsDns1035Label(Mask(name, prefix));

    /// <summary>Anything that may stand in a URL path: roles, bindings.</summary>
    public static NameValidator PathSegment { get; } = static (name, prefix) => Formats.IsPathSegmentName(name, prefix);

    /// <summary>Anything.</summary>
    public static NameValidator Any { get; } = static (_, _) => [];

    // The suffix to come is alphanumeric, so a trailing dash of a prefix is fine.
    private static string Mask(string name, bool prefix) =>
        prefix && name.Length > 1 && name.EndsWith('-') ? string.Concat(name.AsSpan(0, name.Length - 2), "a") : name;

    /// <summary>A domain of at least three parts.</summary>
    public static void ValidateFullyQualifiedName(FieldErrorList errors, FieldPath path, string name) =>
        ValidateDomain(errors, path, name, 3, "should be a domain with at least three segments separated by dots");

    /// <summary>A domain of at least two parts; a final dot is fine.</summary>
    public static void ValidateFullyQualifiedDomainName(FieldErrorList errors, FieldPath path, string name)
    {
        var trimmed = name.EndsWith('.') ? name[..^1] : name;
        if (name.Length > 0 && trimmed.Length == 0)
        {
            errors.Invalid(path, trimmed, string.Join(",", Formats.IsDns1123Subdomain(trimmed)));
            return;
        }
        if (!ValidateDomain(errors, path, trimmed, 2, "should be a domain with at least two segments separated by dots"))
        {
            return;
        }
        foreach (var label in trimmed.Split('.'))
        {
            var messages = Formats.IsDns1123Label(label);
            if (messages.Count > 0)
            {
                errors.Invalid(path, label, string.Join(",", messages));
                return;
            }
        }
    }

    private static bool ValidateDomain(FieldErrorList errors, FieldPath path, string name, int segments, string message)
    {
        if (name.Length == 0)
        {
            errors.Required(path);
            return false;
        }
        var messages = Formats.IsDns1123Subdomain(name);
        if (messages.Count > 0)
        {
            errors.Invalid(path, name, string.Join(",", messages));
            return false;
        }
        if (name.Split('.').Length < segments)
        {
            errors.Invalid(path, name, message);
            return false;
        }
        return true;
    }

    /// <summary>A path below a domain, such as acme.io/foo.</summary>
    public static void ValidateDomainPrefixedPath(FieldErrorList errors, FieldPath path, string value)
    {
        if (value.Length == 0)
        {
            errors.Required(path);
            return;
        }
        var slash = value.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0 || slash == value.Length - 1)
        {
            errors.Invalid(path, value, "must be a domain-prefixed path (such as \"acme.io/foo\")");
            return;
        }
        var host = value[..slash];
        errors.AddInvalid(path, host, Formats.IsDns1123Subdomain(host));
        if (!Formats.IsHttpPath(value.AsSpan(slash + 1)))
        {
            errors.Invalid(path, value[(slash + 1)..], Formats.HttpPathMessage);
        }
    }

    /// <summary>A label key with a prefix, such as acme.io/foo.</summary>
    public static void ValidateDomainPrefixedKey(FieldErrorList errors, FieldPath path, string value)
    {
        if (value.Length == 0)
        {
            errors.Required(path);
            return;
        }
        var messages = Formats.IsQualifiedName(value);
        errors.AddInvalid(path, value, messages);
        if (messages.Count == 0 && !value.Contains('/', StringComparison.Ordinal))
        {
            errors.Invalid(path, value, "must be a domain-prefixed key (such as \"acme.io/foo\")");
        }
    }
}
