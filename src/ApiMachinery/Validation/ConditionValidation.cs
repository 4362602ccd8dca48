using System.Text;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Fields;

namespace Navarch.ApiMachinery.Validation;

/// <summary>The rules for lists of conditions (metav1.Condition).</summary>
public static class ConditionValidation
{
    private const int ReasonMaxLength = 1024;
    private const int MessageMaxLength = 32 * 1024;

    /// <summary>Checks each condition, and that no type stands twice.</summary>
    public static void Validate(FieldErrorList errors, DocList? conditions, FieldPath path)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < (conditions?.Count ?? 0); i++)
        {
            if (conditions![i] is not DocObject condition)
            {
                continue;
            }
            var type = condition["type"] as string ?? "";
            if (!seen.Add(type))
            {
                errors.Duplicate(path.Index(i).Child("type"), type);
            }
            ValidateOne(errors, condition, type, path.Index(i));
        }
    }

    private static void ValidateOne(FieldErrorList errors, DocObject condition, string type, FieldPath path)
    {
        errors.AddInvalid(path.Child("type"), type, Formats.IsQualifiedName(type));
        var status = condition["status"] as string ?? "";
        if (status is not ("True" or "False" or "Unknown"))
        {
            errors.NotSupported(path.Child("status"), status, "False", "True", "Unknown");
        }
        if (condition["observedGeneration"] is long generation and < 0)
        {
            errors.Invalid(path.Child("observedGeneration"), generation, "must be greater than or equal to zero");
        }
        if (condition["lastTransitionTime"] is null)
        {
            errors.Required(path.Child("lastTransitionTime"), "must be set");
        }
        var reason = condition["reason"] as string ?? "";
        if (reason.Length == 0)
        {
            errors.Required(path.Child("reason"), "must be set");
        }
        else
        {
            if (!IsReason(reason))
            {
                errors.Invalid(path.Child("reason"), reason, Formats.Regex(
                    "a condition reason must start with alphabetic character, optionally followed by a string of alphanumeric characters or '_,:', and must end with an alphanumeric character or '_'",
                    "[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?", "my_name", "MY_NAME", "MyName", "ReasonA,ReasonB", "ReasonA:ReasonB"));
            }
            if (reason.Length > ReasonMaxLength)
            {
                errors.TooLong(path.Child("reason"), ReasonMaxLength);
            }
        }
        if (Encoding.UTF8.GetByteCount(condition["message"] as string ?? "") > MessageMaxLength)
        {
            errors.TooLong(path.Child("message"), MessageMaxLength);
        }
    }

    private static bool IsReason(string reason)
    {
        foreach (var c in reason)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or ',' or ':'))
            {
                return false;
            }
        }
        return char.IsAsciiLetter(reason[0]) && reason[^1] is not (',' or ':');
    }
}
