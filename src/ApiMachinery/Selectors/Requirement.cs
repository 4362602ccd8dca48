using System.Globalization;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Fields;
using Navarch.ApiMachinery.Validation;

namespace Navarch.ApiMachinery.Selectors;

/// <summary>How a requirement compares.</summary>
public enum SelectionOperator
{
    /// <summary>key = value</summary>
    Equals,

    /// <summary>key == value</summary>
    DoubleEquals,

    /// <summary>key != value</summary>
    NotEquals,

    /// <summary>key in (values)</summary>
    In,

    /// <summary>key notin (values)</summary>
    NotIn,

    /// <summary>key</summary>
    Exists,

    /// <summary>!key</summary>
    DoesNotExist,

    /// <summary>key &gt; number</summary>
    GreaterThan,

    /// <summary>key &lt; number</summary>
    LessThan,
}

/// <summary>One condition on one label. Immutable.</summary>
public sealed class Requirement
{
    private readonly string[] _values;

    internal Requirement(string key, SelectionOperator op, string[] values)
    {
        Key = key;
        Operator = op;
        _values = values;
    }

    /// <summary>The label's key.</summary>
    public string Key { get; }

    /// <summary>How it compares.</summary>
    public SelectionOperator Operator { get; }

    /// <summary>What it compares with, as given.</summary>
    public IReadOnlyList<string> Values => _values;

    /// <summary>A requirement whose key, operator and values fit; null, and upstream's messages, when they do not.</summary>
    public static Requirement? Create(string key, SelectionOperator op, IReadOnlyList<string> values, out string? error)
    {
        var errors = new FieldErrorList();
        ValidateKey(errors, key, new FieldPath("key"));
        var path = new FieldPath("values");
        var message = op switch
        {
            SelectionOperator.In or SelectionOperator.NotIn when values.Count == 0 => "for 'in', 'notin' operators, values set can't be empty",
            SelectionOperator.Equals or SelectionOperator.DoubleEquals or SelectionOperator.NotEquals when values.Count != 1 =>
                "exact-match compatibility requires one single value",
            SelectionOperator.Exists or SelectionOperator.DoesNotExist when values.Count != 0 => "values set must be empty for exists and does not exist",
            SelectionOperator.GreaterThan or SelectionOperator.LessThan when values.Count != 1 => "for 'Gt', 'Lt' operators, exactly one value is required",
            _ => null,
        };
        if (message is not null)
        {
            errors.Invalid(path, values, message);
        }
        for (var i = 0; i < values.Count; i++)
        {
            if (op is SelectionOperator.GreaterThan or SelectionOperator.LessThan && !TryParse(values[i], out _))
            {
                errors.Invalid(path.Index(i), values[i], "for 'Gt', 'Lt' operators, the value must be an integer");
            }
        }
        for (var i = 0; i < values.Count; i++)
        {
            var messages = Formats.IsLabelValue(values[i]);
            if (messages.Count > 0)
            {
                errors.Invalid(path.Index(i).Key(key), values[i], string.Join("; ", messages));
            }
        }
        error = errors.Count == 0 ? null : errors.ToAggregate();
        return error is null ? new Requirement(key, op, [.. values]) : null;
    }

    internal static bool ValidateKey(FieldErrorList errors, string key, FieldPath path)
    {
        var messages = Formats.IsQualifiedName(key);
        if (messages.Count > 0)
        {
            errors.Invalid(path, key, string.Join("; ", messages));
        }
        return messages.Count == 0;
    }

    private static bool TryParse(string text, out long value) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    /// <summary>True when labels meet it.</summary>
    public bool Matches(DocMap? labels)
    {
        object? found = null;
        var exists = labels is not null && labels.TryGetValue(Key, out found);
        return Matches(exists, found as string ?? "");
    }

    /// <summary>True when a label that is there (or not) with that value meets it.</summary>
    public bool Matches(bool exists, string value) => Operator switch
    {
        SelectionOperator.Exists => exists,
        SelectionOperator.DoesNotExist => !exists,
        SelectionOperator.NotEquals or SelectionOperator.NotIn => !exists || Array.IndexOf(_values, value) < 0,
        SelectionOperator.GreaterThan or SelectionOperator.LessThan => exists && Compare(value),
        _ => exists && Array.IndexOf(_values, value) >= 0,
    };

    private bool Compare(string value) => TryParse(value, out var actual) && TryParse(_values[0], out var bound)
        && (Operator == SelectionOperator.GreaterThan ? actual > bound : actual < bound);

    /// <summary>The text that parses to this requirement; values of a set are sorted.</summary>
    public override string ToString() => Operator switch
    {
        SelectionOperator.Exists => Key,
        SelectionOperator.DoesNotExist => "!" + Key,
        SelectionOperator.Equals => $"{Key}={_values[0]}",
        SelectionOperator.DoubleEquals => $"{Key}=={_values[0]}",
        SelectionOperator.NotEquals => $"{Key}!={_values[0]}",
        SelectionOperator.GreaterThan => $"{Key}>{_values[0]}",
        SelectionOperator.LessThan => $"{Key}<{_values[0]}",
        SelectionOperator.In => $"{Key} in ({Sorted()})",
        _ => $"{Key} notin ({Sorted()})",
    };

    private string Sorted() => _values.Length == 1 ? _values[0] : string.Join(',', _values.Order(StringComparer.Ordinal));
}
