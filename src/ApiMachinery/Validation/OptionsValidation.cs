using System.Text;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Fields;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.ApiMachinery.Validation;

/// <summary>The rules for the options of writes: fieldManager, dryRun, fieldValidation, force, propagationPolicy.</summary>
public static class OptionsValidation
{
    /// <summary>The longest name of a field manager, in bytes.</summary>
    public const int FieldManagerMaxLength = 128;

    /// <summary>Checks a field manager's name: not too long, printable.</summary>
    public static void ValidateFieldManager(FieldErrorList errors, string manager, FieldPath path)
    {
        if (manager.Length * 3 > FieldManagerMaxLength && Encoding.UTF8.GetByteCount(manager) > FieldManagerMaxLength)
        {
            errors.TooLong(path, FieldManagerMaxLength);
        }
        if (!manager.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            return;
        }
        var position = 0;
        foreach (var rune in manager.EnumerateRunes())
        {
            if (!Formats.IsPrintable(rune))
            {
                errors.Invalid(path, manager, $"invalid character {Formats.DescribeRune(rune)} (at position {position})");
            }
            position += rune.Utf8SequenceLength;
        }
    }

    /// <summary>Checks the values of dryRun: only All.</summary>
    public static void ValidateDryRun(FieldErrorList errors, IReadOnlyList<string> dryRun)
    {
        if (dryRun.Any(value => value != "All"))
        {
            var values = new DocList(TypeSchema.String);
            foreach (var value in dryRun)
            {
                values.Add(value);
            }
            errors.NotSupported(new FieldPath("dryRun"), values, "All");
        }
    }

    /// <summary>Checks fieldValidation.</summary>
    public static void ValidateFieldValidation(FieldErrorList errors, string fieldValidation)
    {
        if (fieldValidation is not ("" or "Ignore" or "Strict" or "Warn"))
        {
            errors.NotSupported(new FieldPath("fieldValidation"), fieldValidation, "", "Ignore", "Strict", "Warn");
        }
    }

    /// <summary>Checks the options of a create or an update.</summary>
    public static void ValidateWrite(FieldErrorList errors, string fieldManager, IReadOnlyList<string> dryRun, string fieldValidation)
    {
        ValidateFieldManager(errors, fieldManager, new FieldPath("fieldManager"));
        ValidateDryRun(errors, dryRun);
        ValidateFieldValidation(errors, fieldValidation);
    }

    /// <summary>Checks the options of a patch.</summary>
    public static void ValidatePatch(
        FieldErrorList errors, bool apply, bool? force, string fieldManager, IReadOnlyList<string> dryRun, string fieldValidation)
    {
        if (!apply && force is not null)
        {
            errors.Forbidden(new FieldPath("force"), "may not be specified for non-apply patch");
        }
        if (apply && fieldManager.Length == 0)
        {
            errors.Required(new FieldPath("fieldManager"), "is required for apply patch");
        }
        ValidateWrite(errors, fieldManager, dryRun, fieldValidation);
    }

    /// <summary>Checks the options of a delete.</summary>
    public static void ValidateDelete(FieldErrorList errors, bool? orphanDependents, string? propagationPolicy, IReadOnlyList<string> dryRun)
    {
        if (orphanDependents is not null && propagationPolicy is not null)
        {
            errors.Invalid(new FieldPath("propagationPolicy"), propagationPolicy, "orphanDependents and deletionPropagation cannot be both set");
        }
        if (propagationPolicy is not (null or "Foreground" or "Background" or "Orphan"))
        {
            errors.NotSupported(new FieldPath("propagationPolicy"), propagationPolicy, "Foreground", "Background", "Orphan", "nil");
        }
        ValidateDryRun(errors, dryRun);
    }
}
