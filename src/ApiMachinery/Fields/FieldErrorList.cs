using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Navarch.ApiMachinery.Fields;

/// <summary>The errors that a validation found. Empty lists hold no memory, so a validation may make one freely.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "Upstream's name is ErrorList.")]
public sealed class FieldErrorList : IReadOnlyList<FieldError>
{
    private List<FieldError>? _errors;

    /// <inheritdoc/>
    public int Count => _errors?.Count ?? 0;

    /// <inheritdoc/>
    public FieldError this[int index] => _errors![index];

    /// <summary>Adds an error; null adds nothing.</summary>
    public void Add(FieldError? error)
    {
        if (error is not null)
        {
            (_errors ??= []).Add(error);
        }
    }

    /// <summary>Adds the errors of a list; null adds nothing.</summary>
    public void Add(FieldErrorList? errors)
    {
        if (errors is { Count: > 0 })
        {
            (_errors ??= []).AddRange(errors._errors!);
        }
    }

    /// <summary>Adds an invalid value for each message.</summary>
    public void AddInvalid(FieldPath field, object? value, IReadOnlyList<string> messages)
    {
        foreach (var message in messages)
        {
            Add(FieldError.Invalid(field, value, message));
        }
    }

    /// <summary>Adds "Required value".</summary>
    public void Required(FieldPath field, string detail = "") => Add(FieldError.Required(field, detail));

    /// <summary>Adds "Invalid value".</summary>
    public void Invalid(FieldPath field, object? value, string detail) => Add(FieldError.Invalid(field, value, detail));

    /// <summary>Adds "Unsupported value".</summary>
    public void NotSupported(FieldPath field, object? value, params IEnumerable<string> supported) => Add(FieldError.NotSupported(field, value, supported));

    /// <summary>Adds "Duplicate value".</summary>
    public void Duplicate(FieldPath field, object? value) => Add(FieldError.Duplicate(field, value));

    /// <summary>Adds "Forbidden".</summary>
    public void Forbidden(FieldPath field, string detail) => Add(FieldError.Forbidden(field, detail));

    /// <summary>Adds "Not found".</summary>
    public void NotFound(FieldPath field, object? value) => Add(FieldError.NotFound(field, value));

    /// <summary>Adds "Too long" in bytes.</summary>
    public void TooLong(FieldPath field, int maxBytes) => Add(FieldError.TooLong(field, maxBytes));

    /// <summary>Adds "Too many".</summary>
    public void TooMany(FieldPath field, int actual, int max) => Add(FieldError.TooMany(field, actual, max));

    /// <summary>All messages as one: a single one as it is, several as "[a, b]", each once.</summary>
    public string ToAggregate()
    {
        if (_errors is null)
        {
            return "";
        }
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var builder = new StringBuilder();
        foreach (var error in _errors)
        {
            var text = error.ToString();
            if (seen.Add(text))
            {
                builder.Append(builder.Length == 0 ? "" : ", ").Append(text);
            }
        }
        return seen.Count == 1 ? builder.ToString() : $"[{builder}]";
    }

    /// <inheritdoc/>
    public override string ToString() => ToAggregate();

    /// <inheritdoc/>
    public IEnumerator<FieldError> GetEnumerator() => (_errors ?? Enumerable.Empty<FieldError>()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
