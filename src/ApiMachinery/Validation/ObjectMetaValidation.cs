using System.Text;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Fields;

namespace Navarch.ApiMachinery.Validation;

/// <summary>The rules for metadata that hold for every kind. They read an ObjectMeta document by field name, so custom resources use them too.</summary>
public static class ObjectMetaValidation
{
    /// <summary>All annotations of an object together, keys and values, in bytes.</summary>
    public const int TotalAnnotationSizeLimitBytes = 256 * 1024;

    /// <summary>What every immutable field says.</summary>
    public const string FieldImmutableMessage = "field is immutable";

    private const string OrphanDependents = "orphan";
    private const string DeleteDependents = "foregroundDeletion";

    /// <summary>Checks metadata on creation; the name is generated already.</summary>
    /// <param name="errors">Where errors go.</param>
    /// <param name="metadata">The ObjectMeta.</param>
    /// <param name="namespaced">True when the kind lives in namespaces.</param>
    /// <param name="name">The rule for the kind's names.</param>
    /// <param name="path">Where the metadata stands: metadata, or spec.template.metadata.</param>
    /// <param name="builtIn">Built-in kinds demand also that a finalizer is known or fully qualified; custom resources do not.</param>
    public static void Validate(FieldErrorList errors, DocObject metadata, bool namespaced, NameValidator name, FieldPath path, bool builtIn = true)
    {
        var generateName = Text(metadata, "generateName");
        if (generateName.Length > 0)
        {
            errors.AddInvalid(path.Child("generateName"), generateName, name(generateName, true));
        }
        var value = Text(metadata, "name");
        if (value.Length == 0)
        {
            errors.Required(path.Child("name"), "name or generateName is required");
        }
        else
        {
            errors.AddInvalid(path.Child("name"), value, name(value, false));
        }
        var ns = Text(metadata, "namespace");
        if (!namespaced)
        {
            if (ns.Length > 0)
            {
                errors.Forbidden(path.Child("namespace"), "not allowed on this type");
            }
        }
        else if (ns.Length == 0)
        {
            errors.Required(path.Child("namespace"));
        }
        else
        {
            errors.AddInvalid(path.Child("namespace"), ns, Formats.IsDns1123Label(ns));
        }
        if (metadata["generation"] is long generation and < 0)
        {
            errors.Invalid(path.Child("generation"), generation, "must be greater than or equal to 0");
        }
        ValidateCommon(errors, metadata, path);
        ValidateFinalizers(errors, metadata["finalizers"] as DocList, path.Child("finalizers"), builtIn);
    }

    /// <summary>Checks metadata on update against what it was.</summary>
    public static void ValidateUpdate(FieldErrorList errors, DocObject metadata, DocObject old, FieldPath path, bool builtIn = true)
    {
        if (old["deletionTimestamp"] is not null)
        {
            ValidateNoNewFinalizers(errors, metadata["finalizers"] as DocList, old["finalizers"] as DocList, path.Child("finalizers"));
        }
        if (Text(metadata, "resourceVersion").Length == 0)
        {
            errors.Invalid(path.Child("resourceVersion"), "", "must be specified for an update");
        }
        var generation = metadata["generation"] as long? ?? 0;
        if (generation < (old["generation"] as long? ?? 0))
        {
            errors.Invalid(path.Child("generation"), generation, "must not be decremented");
        }
        ReadOnlySpan<string> immutable =
            ["name", "namespace", "uid", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds"];
        foreach (var field in immutable)
        {
            var textual = field is "name" or "namespace" or "uid";
            var now = metadata[field] ?? (textual ? "" : null);
            if (!DocNode.DeepEquals(now, old[field] ?? (textual ? "" : null)))
            {
                errors.Invalid(path.Child(field), now, FieldImmutableMessage);
            }
        }
        ValidateCommon(errors, metadata, path);
        if (builtIn)
        {
            ValidateKnownFinalizers(errors, metadata["finalizers"] as DocList, path.Child("finalizers"));
        }
    }

    private static void ValidateCommon(FieldErrorList errors, DocObject metadata, FieldPath path)
    {
        ValidateLabels(errors, metadata["labels"] as DocMap, path.Child("labels"));
        ValidateAnnotations(errors, metadata["annotations"] as DocMap, path.Child("annotations"));
        ValidateOwnerReferences(errors, metadata["ownerReferences"] as DocList, path.Child("ownerReferences"));
        ValidateManagedFields(errors, metadata["managedFields"] as DocList, path.Child("managedFields"));
    }

    private static string Text(DocObject o, string field) => o[field] as string ?? "";

    /// <summary>Checks labels: keys and values.</summary>
    public static void ValidateLabels(FieldErrorList errors, DocMap? labels, FieldPath path)
    {
        for (var i = 0; i < (labels?.Count ?? 0); i++)
        {
            var key = labels!.KeyAt(i);
            errors.AddInvalid(path, key, Formats.IsQualifiedName(key));
            var value = labels.ValueAt(i) as string ?? "";
            errors.AddInvalid(path, value, Formats.IsLabelValue(value));
        }
    }

    /// <summary>Checks annotations: keys, in which case does not matter, and the total size.</summary>
    public static void ValidateAnnotations(FieldErrorList errors, DocMap? annotations, FieldPath path)
    {
        long size = 0;
        for (var i = 0; i < (annotations?.Count ?? 0); i++)
        {
            var key = annotations!.KeyAt(i);
            var lower = key.AsSpan().ContainsAnyInRange('A', 'Z') ? key.ToLowerInvariant() : key;
            errors.AddInvalid(path, key, Formats.IsQualifiedName(lower));
            size += Encoding.UTF8.GetByteCount(key) + Encoding.UTF8.GetByteCount(annotations.ValueAt(i) as string ?? "");
        }
        if (size > TotalAnnotationSizeLimitBytes)
        {
            errors.TooLong(path, TotalAnnotationSizeLimitBytes);
        }
    }

    private static void ValidateOwnerReferences(FieldErrorList errors, DocList? references, FieldPath path)
    {
        string? controller = null;
        for (var i = 0; i < (references?.Count ?? 0); i++)
        {
            if (references![i] is not DocObject reference)
            {
                continue;
            }
            var apiVersion = Text(reference, "apiVersion");
            var kind = Text(reference, "kind");
            var version = GroupVersion.TryParse(apiVersion, out var parsed) ? parsed : new GroupVersion("", "");
            if (version.Version.Length == 0)
            {
                errors.Invalid(path.Child("apiVersion"), apiVersion, "version must not be empty");
            }
            if (kind.Length == 0)
            {
                errors.Invalid(path.Child("kind"), kind, "must not be empty");
            }
            if (Text(reference, "name").Length == 0)
            {
                errors.Invalid(path.Child("name"), "", "must not be empty");
            }
            if (Text(reference, "uid").Length == 0)
            {
                errors.Invalid(path.Child("uid"), "", "must not be empty");
            }
            if (apiVersion == "v1" && kind == "Event")
            {
                errors.Invalid(path, reference, "/v1, Kind=Event is disallowed from being an owner");
            }
            if (reference["controller"] is true)
            {
                var current = $"{kind}/{Text(reference, "name")}";
                if (controller is not null)
                {
                    errors.Invalid(path, references,
                        $"Only one reference can have Controller set to true. Found \"true\" in references for {controller} and {current}");
                }
                else
                {
                    controller = current;
                }
            }
        }
    }

    /// <summary>Checks finalizers: qualified names, not both ways of deleting dependents.</summary>
    public static void ValidateFinalizers(FieldErrorList errors, DocList? finalizers, FieldPath path, bool builtIn)
    {
        if (finalizers is null)
        {
            return;
        }
        var orphan = false;
        var foreground = false;
        foreach (var item in finalizers)
        {
            var name = item as string ?? "";
            errors.AddInvalid(path, name, Formats.IsQualifiedName(name));
            orphan |= name == OrphanDependents;
            foreground |= name == DeleteDependents;
        }
        if (orphan && foreground)
        {
            errors.Invalid(path, finalizers, $"finalizer {OrphanDependents} and {DeleteDependents} cannot be both set");
        }
        if (builtIn)
        {
            ValidateKnownFinalizers(errors, finalizers, path);
        }
    }

    private static void ValidateKnownFinalizers(FieldErrorList errors, DocList? finalizers, FieldPath path)
    {
        for (var i = 0; i < (finalizers?.Count ?? 0); i++)
        {
            var name = finalizers![i] as string ?? "";
            if (!name.Contains('/', StringComparison.Ordinal) && name is not ("kubernetes" or OrphanDependents or DeleteDependents))
            {
                errors.Invalid(path.Index(i), name, "name is neither a standard finalizer name nor is it fully qualified");
            }
        }
    }

    private static void ValidateNoNewFinalizers(FieldErrorList errors, DocList? finalizers, DocList? old, FieldPath path)
    {
        var added = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var item in (IEnumerable<object?>?)finalizers ?? [])
        {
            if (item is string name && !(old?.Contains(name) ?? false))
            {
                added.Add(name);
            }
        }
        if (added.Count > 0)
        {
            errors.Forbidden(path, "no new finalizers can be added if the object is being deleted, found new finalizers []string{"
                + string.Join(", ", added.Select(GoText.Quote)) + "}");
        }
    }

    private static void ValidateManagedFields(FieldErrorList errors, DocList? entries, FieldPath path)
    {
        for (var i = 0; i < (entries?.Count ?? 0); i++)
        {
            if (entries![i] is not DocObject entry)
            {
                continue;
            }
            var operation = Text(entry, "operation");
            if (operation is not ("Apply" or "Update"))
            {
                errors.Invalid(path.Index(i).Child("operation"), operation, "must be `Apply` or `Update`");
            }
            var fieldsType = Text(entry, "fieldsType");
            if (fieldsType is not ("" or "FieldsV1"))
            {
                errors.Invalid(path.Index(i).Child("fieldsType"), fieldsType, "must be `FieldsV1`");
            }
            OptionsValidation.ValidateFieldManager(errors, Text(entry, "manager"), path.Index(i).Child("manager"));
            if (Encoding.UTF8.GetByteCount(Text(entry, "subresource")) > 256)
            {
                errors.TooLong(path.Index(i).Child("subresource"), 256);
            }
        }
    }
}
