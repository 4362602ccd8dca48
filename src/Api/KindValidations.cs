using System.Collections.Frozen;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Fields;
using Navarch.ApiMachinery.Schemas;
using Navarch.ApiMachinery.Validation;

namespace Navarch.Api;

/// <summary>The rules for the objects of a kind beyond their metadata; a kind's rules stand beside it in KindValidation.cs.</summary>
public sealed class KindValidation
{
    /// <summary>Checks an object on creation and on update.</summary>
    public required Action<KubernetesObject, FieldErrorList> Validate { get; init; }

    /// <summary>Checks what may change, after <see cref="Validate"/>; null when anything may.</summary>
    public Action<KubernetesObject, KubernetesObject, FieldErrorList>? ValidateUpdate { get; init; }

    /// <summary>Checks what holds only on creation; null when nothing does.</summary>
    public Action<KubernetesObject, FieldErrorList>? ValidateCreate { get; init; }

    /// <summary>The rule for names; DNS subdomains when null.</summary>
    public NameValidator? Name { get; init; }

    /// <summary>Checks a change of the status; null when there are no rules.</summary>
    public Action<KubernetesObject, KubernetesObject, FieldErrorList>? ValidateStatusUpdate { get; init; }
}

/// <summary>The rules of every kind that has some: one line a kind.</summary>
public static partial class KindValidations
{
    private static readonly FrozenDictionary<ObjectSchema, KindValidation> ByKind = Make();

    /// <summary>The rules of a kind; null when it has none.</summary>
    public static KindValidation? Find(ResourceInfo resource) => ByKind.GetValueOrDefault(resource.Schema);

    private static void Add<T>(
        this Dictionary<ObjectSchema, KindValidation> rules,
        Action<T, FieldErrorList> validate,
        Action<T, T, FieldErrorList>? update = null,
        Action<T, FieldErrorList>? create = null,
        Action<T, T, FieldErrorList>? status = null,
        NameValidator? name = null) where T : KubernetesObject, IKind<T> => rules.Add(T.Resource.Schema, new KindValidation
        {
            Validate = (obj, errors) => validate((T)obj, errors),
            ValidateUpdate = update is null ? null : (obj, old, errors) => update((T)obj, (T)old, errors),
            ValidateCreate = create is null ? null : (obj, errors) => create((T)obj, errors),
            Name = name,
            ValidateStatusUpdate = status is null ? null : (obj, old, errors) => status((T)obj, (T)old, errors),
        });
}

/// <summary>Checks that many kinds share, with upstream's texts.</summary>
internal static class Check
{
    public const string Negative = "must be greater than or equal to 0";
    public const string Immutable = "field is immutable";

    public static void NonNegative(FieldErrorList errors, FieldPath path, long? value)
    {
        if (value < 0)
        {
            errors.Invalid(path, value, Negative);
        }
    }

    public static void Positive(FieldErrorList errors, FieldPath path, long? value)
    {
        if (value <= 0)
        {
            errors.Invalid(path, value, "must be greater than 0");
        }
    }

    public static void OneOf(FieldErrorList errors, FieldPath path, string? value, params ReadOnlySpan<string> supported)
    {
        if (value is not null && !supported.Contains(value))
        {
            errors.NotSupported(path, value, supported.ToArray());
        }
    }

    /// <summary>As <see cref="OneOf"/>, of a value that must be there.</summary>
    public static void RequiredOneOf(FieldErrorList errors, FieldPath path, string? value, params ReadOnlySpan<string> supported)
    {
        if (string.IsNullOrEmpty(value))
        {
            errors.Required(path);
        }
        else
        {
            OneOf(errors, path, value, supported);
        }
    }

    public static void Unchanged(FieldErrorList errors, FieldPath path, object? now, object? before)
    {
        if (!DocNode.DeepEquals(now, before))
        {
            errors.Invalid(path, now, Immutable);
        }
    }

    public static void NotEmpty(FieldErrorList errors, FieldPath path, string? value, string detail = "")
    {
        if (string.IsNullOrEmpty(value))
        {
            errors.Required(path, detail);
        }
    }

    /// <summary>The names of the fields in which two objects differ, for messages that say what may not change.</summary>
    public static string Differences(DocObject now, DocObject before)
    {
        var names = now.Schema.Fields.Where(f => !DocNode.DeepEquals(now[f.Name], before[f.Name])).Select(f => f.Name);
        return $"  changed: {string.Join(", ", names)}";
    }
}
