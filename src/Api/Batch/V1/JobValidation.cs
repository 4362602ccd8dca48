using System.Globalization;
using Navarch.Api.Core.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Fields;
using Navarch.ApiMachinery.Selectors;
using Navarch.ApiMachinery.Validation;

namespace Navarch.Api.Batch.V1;

/// <summary>The rules for Jobs and for the job templates of CronJobs.</summary>
internal static class JobValidation
{
    private const string ControllerUid = "batch.kubernetes.io/controller-uid";
    private const string LegacyControllerUid = "controller-uid";
    private const string JobName = "batch.kubernetes.io/job-name";

    public static void Validate(Job job, FieldErrorList errors)
    {
        var path = FieldPath.Spec;
        ValidateGeneratedSelector(errors, job, path);
        ValidateSpec(errors, job.Spec, path);
        if (job.Spec.CompletionMode == "Indexed" && job.Spec.Completions > 0)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{job.Metadata.Name}-{job.Spec.Completions - 1}");
            var messages = Formats.IsDns1123Label(name);
            if (messages.Count > 0)
            {
                errors.Invalid(FieldPath.Metadata.Child("name"), job.Metadata.Name,
                    $"will not able to create pod with invalid DNS label: {name}");
            }
        }
        if (job.Spec.Selector is { } selector)
        {
            LabelSelectorValidation.Validate(errors, selector, path.Child("selector"));
            if (Selector.TryFromDocument(selector, out var parsed, out _) && !parsed.Matches(job.Spec.Template.Metadata.Labels))
            {
                errors.Invalid(path.Child("template", "metadata").Child("labels"), job.Spec.Template.Metadata["labels"], "`selector` does not match template `labels`");
            }
        }
        else
        {
            errors.Required(path.Child("selector"));
        }
    }

    private static void ValidateGeneratedSelector(FieldErrorList errors, Job job, FieldPath path)
    {
        if (job.Spec.ManualSelector == true || job.Spec.Selector is null)
        {
            return;
        }
        var labels = job.Spec.Template.Metadata.Labels;
        var at = path.Child("template", "metadata").Child("labels");
        foreach (var (key, expected) in new[] { (LegacyControllerUid, job.Metadata.Uid), ("job-name", job.Metadata.Name), (ControllerUid, job.Metadata.Uid), (JobName, job.Metadata.Name) })
        {
            if (!labels.TryGetValue(key, out var value))
            {
                errors.Required(at.Key(key), $"must be '{expected}'");
            }
            else if (value != expected)
            {
                errors.Invalid(at.Key(key), job.Spec.Template.Metadata["labels"], $"must be '{expected}'");
            }
        }
        var selector = job.Spec.Selector;
        var generated = selector.MatchExpressions.Count == 0 && selector.MatchLabels.Count == 1
            && (selector.MatchLabels[ControllerUid] ?? selector.MatchLabels[LegacyControllerUid]) == job.Metadata.Uid;
        if (!generated)
        {
            errors.Invalid(path.Child("selector"), selector, "`selector` not auto-generated");
        }
    }

    public static void ValidateSpec(FieldErrorList errors, JobSpec spec, FieldPath path)
    {
        Check.NonNegative(errors, path.Child("parallelism"), spec.Parallelism);
        Check.NonNegative(errors, path.Child("completions"), spec.Completions);
        Check.NonNegative(errors, path.Child("activeDeadlineSeconds"), spec.ActiveDeadlineSeconds);
        Check.NonNegative(errors, path.Child("backoffLimit"), spec.BackoffLimit);
        Check.NonNegative(errors, path.Child("ttlSecondsAfterFinished"), spec.TtlSecondsAfterFinished);
        Check.NonNegative(errors, path.Child("backoffLimitPerIndex"), spec.BackoffLimitPerIndex);
        Check.NonNegative(errors, path.Child("maxFailedIndexes"), spec.MaxFailedIndexes);
        if (spec.MaxFailedIndexes is not null && spec.BackoffLimitPerIndex is null)
        {
            errors.Required(path.Child("backoffLimitPerIndex"), "when maxFailedIndexes is specified");
        }
        if (spec.ManagedBy is { } manager)
        {
            NameValidation.ValidateDomainPrefixedPath(errors, path.Child("managedBy"), manager);
            if (manager.Length > 63)
            {
                errors.TooLong(path.Child("managedBy"), 63);
            }
        }
        ValidateCompletionMode(errors, spec, path);
        ValidateFailurePolicy(errors, spec, path.Child("podFailurePolicy"));
        Check.OneOf(errors, path.Child("podReplacementPolicy"), spec.PodReplacementPolicy, "Failed", "TerminatingOrFailed");
        PodValidation.ValidateTemplate(errors, spec.Template, path.Child("template"));
        var restart = spec.Template.Spec.RestartPolicy;
        if (restart is "" or "Always")
        {
            errors.Required(path.Child("template", "spec").Child("restartPolicy"), "valid values: \"OnFailure\", \"Never\"");
        }
        else if (restart is not ("OnFailure" or "Never"))
        {
            errors.NotSupported(path.Child("template", "spec").Child("restartPolicy"), restart, "OnFailure", "Never");
        }
        else if (spec.PodFailurePolicy is not null && restart != "Never")
        {
            errors.Invalid(path.Child("template", "spec").Child("restartPolicy"), restart, "only \"Never\" is supported when podFailurePolicy is specified");
        }
    }

    private static void ValidateCompletionMode(FieldErrorList errors, JobSpec spec, FieldPath path)
    {
        if (spec.CompletionMode is null)
        {
            return;
        }
        Check.OneOf(errors, path.Child("completionMode"), spec.CompletionMode, "NonIndexed", "Indexed");
        if (spec.CompletionMode != "Indexed")
        {
            if (spec.BackoffLimitPerIndex is not null)
            {
                errors.Invalid(path.Child("backoffLimitPerIndex"), spec.BackoffLimitPerIndex, "requires indexed completion mode");
            }
            if (spec.SuccessPolicy is not null)
            {
                errors.Invalid(path.Child("successPolicy"), FieldErrorText.Internal(spec.SuccessPolicy), "requires indexed completion mode");
            }
            return;
        }
        if (spec.Completions is null)
        {
            errors.Required(path.Child("completions"), "when completion mode is Indexed");
        }
        if (spec.Parallelism > 100_000)
        {
            errors.Invalid(path.Child("parallelism"), spec.Parallelism, "must be less than or equal to 100000 when completion mode is Indexed");
        }
    }

    private static void ValidateFailurePolicy(FieldErrorList errors, JobSpec spec, FieldPath path)
    {
        if (spec.PodFailurePolicy is not { } policy)
        {
            return;
        }
        var rules = path.Child("rules");
        if (policy.Rules.Count > 20)
        {
            errors.TooMany(rules, policy.Rules.Count, 20);
        }
        for (var i = 0; i < policy.Rules.Count; i++)
        {
            var (rule, at) = (policy.Rules[i], rules.Index(i));
            Check.RequiredOneOf(errors, at.Child("action"), rule.Action, "Count", "FailIndex", "FailJob", "Ignore");
            if (rule.OnExitCodes is not null && rule.OnPodConditions.Count > 0)
            {
                errors.Invalid(at, FieldErrorText.Internal(rule), "specifying both OnExitCodes and OnPodConditions is not supported");
            }
            if (rule.OnExitCodes is null && rule.OnPodConditions.Count == 0)
            {
                errors.Invalid(at, FieldErrorText.Internal(rule), "specifying one of OnExitCodes and OnPodConditions is required");
            }
            if (rule.OnExitCodes is { } codes)
            {
                Check.RequiredOneOf(errors, at.Child("onExitCodes", "operator"), codes.Operator, "In", "NotIn");
                if (codes.Values.Count == 0)
                {
                    errors.Invalid(at.Child("onExitCodes", "values"), codes["values"], "at least one value is required");
                }
                for (var v = 0; v < codes.Values.Count; v++)
                {
                    if (codes.Operator == "In" && codes.Values[v] == 0)
                    {
                        errors.Invalid(at.Child("onExitCodes", "values").Index(v), 0L, "must not be 0 for the In operator");
                    }
                }
            }
            for (var c = 0; c < rule.OnPodConditions.Count; c++)
            {
                var condition = at.Child("onPodConditions").Index(c);
                errors.AddInvalid(condition.Child("type"), rule.OnPodConditions[c].Type, Formats.IsQualifiedName(rule.OnPodConditions[c].Type));
                Check.RequiredOneOf(errors, condition.Child("status"), rule.OnPodConditions[c].Status, "False", "True", "Unknown");
            }
        }
    }

    public static void ValidateUpdate(Job job, Job old, FieldErrorList errors)
    {
        var path = FieldPath.Spec;
        var indexed = job.Spec.CompletionMode == "Indexed" && job.Spec.Completions == job.Spec.Parallelism;
        if (!indexed)
        {
            Check.Unchanged(errors, path.Child("completions"), job.Spec["completions"], old.Spec["completions"]);
        }
        Check.Unchanged(errors, path.Child("selector"), job.Spec.Selector, old.Spec.Selector);
        var template = (PodTemplateSpec)job.Spec.Template.DeepClone();
        if (old.Spec.Suspend == true)
        {
            // Scheduling directives of a suspended job may change, because no pod was started with them.
            foreach (var field in (ReadOnlySpan<string>)["nodeSelector", "affinity", "tolerations", "schedulingGates"])
            {
                template.Spec[field] = DocNode.CloneValue(old.Spec.Template.Spec[field]);
            }
            template.Metadata["annotations"] = DocNode.CloneValue(old.Spec.Template.Metadata["annotations"]);
            template.Metadata["labels"] = DocNode.CloneValue(old.Spec.Template.Metadata["labels"]);
        }
        Check.Unchanged(errors, path.Child("template"), template, old.Spec.Template);
        foreach (var field in (ReadOnlySpan<string>)["completionMode", "podFailurePolicy", "backoffLimitPerIndex", "managedBy", "successPolicy"])
        {
            Check.Unchanged(errors, path.Child(field), job.Spec[field], old.Spec[field]);
        }
    }
}

/// <summary>The rules for CronJobs.</summary>
internal static class CronJobValidation
{
    // A job's name is the cron job's with eleven more characters, and a label's value.
    private const int NameMaxLength = 52;

    public static void ValidateCreate(CronJob job, FieldErrorList errors)
    {
        if (job.Metadata.Name.Length > NameMaxLength)
        {
            errors.Invalid(FieldPath.Metadata.Child("name"), job.Metadata.Name, Formats.MaxLength(NameMaxLength));
        }
    }

    public static void Validate(CronJob job, FieldErrorList errors)
    {
        var (spec, path) = (job.Spec, FieldPath.Spec);
        if (spec.Schedule.Length == 0)
        {
            errors.Required(path.Child("schedule"));
        }
        else if (CronSchedule.FindError(spec.Schedule) is { } message)
        {
            errors.Invalid(path.Child("schedule"), spec.Schedule, message);
        }
        else if (spec.Schedule.Contains("TZ", StringComparison.Ordinal))
        {
            errors.Invalid(path.Child("schedule"), spec.Schedule, "cannot use TZ or CRON_TZ in schedule, use timeZone field instead");
        }
        Check.NonNegative(errors, path.Child("startingDeadlineSeconds"), spec.StartingDeadlineSeconds);
        ValidateTimeZone(errors, spec.TimeZone, path.Child("timeZone"));
        Check.RequiredOneOf(errors, path.Child("concurrencyPolicy"), spec.ConcurrencyPolicy, "Allow", "Forbid", "Replace");
        JobTemplate(errors, spec.JobTemplate, path.Child("jobTemplate"));
        Check.NonNegative(errors, path.Child("successfulJobsHistoryLimit"), spec.SuccessfulJobsHistoryLimit);
        Check.NonNegative(errors, path.Child("failedJobsHistoryLimit"), spec.FailedJobsHistoryLimit);
    }

    private static void JobTemplate(FieldErrorList errors, JobTemplateSpec template, FieldPath path)
    {
        var spec = path.Child("spec");
        JobValidation.ValidateSpec(errors, template.Spec, spec);
        if (template.Spec.ManualSelector is not null)
        {
            errors.NotSupported(spec.Child("manualSelector"), template.Spec.ManualSelector, "nil");
        }
        if (template.Spec.Selector is not null)
        {
            errors.Invalid(spec.Child("selector"), template.Spec.Selector, "`selector` will be auto-generated");
        }
    }

    private static void ValidateTimeZone(FieldErrorList errors, string? zone, FieldPath path)
    {
        if (zone is null)
        {
            return;
        }
        if (zone.Length == 0)
        {
            errors.Invalid(path, zone, "timeZone must be nil or non-empty string");
        }
        else if (string.Equals(zone, "Local", StringComparison.OrdinalIgnoreCase))
        {
            errors.Invalid(path, zone, "timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones");
        }
        else if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
        {
            errors.Invalid(path, zone, $"unknown time zone {zone}");
        }
    }
}
