using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Fields;

namespace Navarch.ApiMachinery.Validation;

/// <summary>The rules for LabelSelector documents.</summary>
public static class LabelSelectorValidation
{
    /// <summary>Checks a selector; null is fine.</summary>
    /// <param name="errors">Where errors go.</param>
    /// <param name="selector">The LabelSelector.</param>
    /// <param name="path">Where it stands.</param>
    /// <param name="allowInvalidValues">Leaves the values of matchExpressions unchecked, as updates of objects do that hold such values already.</param>
    public static void Validate(FieldErrorList errors, DocObject? selector, FieldPath path, bool allowInvalidValues = false)
    {
        if (selector is null)
        {
            return;
        }
        ObjectMetaValidation.ValidateLabels(errors, selector["matchLabels"] as DocMap, path.Child("matchLabels"));
        var expressions = selector["matchExpressions"] as DocList;
        for (var i = 0; i < (expressions?.Count ?? 0); i++)
        {
            if (expressions![i] is DocObject requirement)
            {
                ValidateRequirement(errors, requirement, path.Child("matchExpressions").Index(i), allowInvalidValues);
            }
        }
    }

    private static void ValidateRequirement(FieldErrorList errors, DocObject requirement, FieldPath path, bool allowInvalidValues)
    {
        var values = requirement["values"] as DocList;
        switch (requirement["operator"] as string ?? "")
        {
            case "In" or "NotIn":
                if (values is not { Count: > 0 })
                {
                    errors.Required(path.Child("values"), "must be specified when `operator` is 'In' or 'NotIn'");
                }
                break;
            case "Exists" or "DoesNotExist":
                if (values is { Count: > 0 })
                {
                    errors.Forbidden(path.Child("values"), "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
                }
                break;
            case var other:
                errors.Invalid(path.Child("operator"), other, "not a valid selector operator");
                break;
        }
        var key = requirement["key"] as string ?? "";
        errors.AddInvalid(path.Child("key"), key, Formats.IsQualifiedName(key));
        for (var i = 0; i < (values?.Count ?? 0) && !allowInvalidValues; i++)
        {
            var value = values![i] as string ?? "";
            errors.AddInvalid(path.Child("values").Index(i), value, Formats.IsLabelValue(value));
        }
    }
}
