using System.Globalization;
using Navarch.Api.Core.V1;
using Navarch.Api.Meta.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Fields;
using Navarch.ApiMachinery.Selectors;
using Navarch.ApiMachinery.Validation;

namespace Navarch.Api.Apps.V1;

/// <summary>The rules that all kinds with a pod template share.</summary>
internal static class WorkloadValidation
{
    /// <summary>A selector that must be there, select something, and match the template.</summary>
    public static void ValidateSelector(FieldErrorList errors, LabelSelector? selector, PodTemplateSpec template, FieldPath path, string emptyMessage)
    {
        var at = path.Child("selector");
        if (selector is null)
        {
            errors.Required(at);
            return;
        }
        LabelSelectorValidation.Validate(errors, selector, at);
        if (selector.MatchLabels.Count + selector.MatchExpressions.Count == 0)
        {
            errors.Invalid(at, selector, emptyMessage);
        }
        if (!Selector.TryFromDocument(selector, out var parsed, out _))
        {
            errors.Invalid(at, selector, "invalid label selector");
        }
        else if (!parsed.IsEmpty && !parsed.Matches(template.Metadata.Labels))
        {
            errors.Invalid(path.Child("template", "metadata").Child("labels"), template.Metadata["labels"] ?? new DocMap(ApiMachinery.Schemas.TypeSchema.String),
                "`selector` does not match template `labels`");
        }
    }

    /// <summary>The template of a kind whose pods always restart.</summary>
    public static void ValidateTemplate(FieldErrorList errors, PodTemplateSpec template, FieldPath path, bool allowsDeadline = false)
    {
        PodValidation.ValidateTemplate(errors, template, path);
        if (template.Spec.RestartPolicy.Length > 0 && template.Spec.RestartPolicy != "Always")
        {
            errors.NotSupported(path.Child("spec", "restartPolicy"), template.Spec.RestartPolicy, "Always");
        }
        if (!allowsDeadline && template.Spec.ActiveDeadlineSeconds is not null)
        {
            errors.Forbidden(path.Child("spec", "activeDeadlineSeconds"), "activeDeadlineSeconds in ReplicaSet is not Supported");
        }
    }

    /// <summary>An integer that is not negative, or a percentage.</summary>
    public static void ValidateIntOrPercent(FieldErrorList errors, IntOrString? value, FieldPath path)
    {
        if (value is not { } given)
        {
            return;
        }
        if (given.IsString)
        {
            errors.AddInvalid(path, given.StringValue!, Formats.IsPercent(given.StringValue!));
        }
        else
        {
            Check.NonNegative(errors, path, given.IntValue);
        }
    }

    public static void ValidateAtMost100Percent(FieldErrorList errors, IntOrString? value, FieldPath path)
    {
        if (value is { IsString: true } given && Percent(given) > 100)
        {
            errors.Invalid(path, given, "must not be greater than 100%");
        }
    }

    /// <summary>The number, of a percentage too; 0 when there is none.</summary>
    public static int Number(IntOrString? value) => value is not { } given ? 0 : given.IsString ? Percent(given) : given.IntValue;

    private static int Percent(IntOrString value) =>
        int.TryParse(value.StringValue.AsSpan().TrimEnd('%'), NumberStyles.None, CultureInfo.InvariantCulture, out var percent) ? percent : 0;
}

/// <summary>The rules for Deployments.</summary>
internal static class DeploymentValidation
{
    public static void Validate(Deployment deployment, FieldErrorList errors)
    {
        var (spec, path) = (deployment.Spec, FieldPath.Spec);
        Check.NonNegative(errors, path.Child("replicas"), spec.Replicas);
        WorkloadValidation.ValidateSelector(errors, spec.Selector, spec.Template, path, "empty selector is invalid for deployment");
        WorkloadValidation.ValidateTemplate(errors, spec.Template, path.Child("template"));
        ValidateStrategy(errors, spec.Strategy, path.Child("strategy"));
        Check.NonNegative(errors, path.Child("minReadySeconds"), spec.MinReadySeconds);
        Check.NonNegative(errors, path.Child("revisionHistoryLimit"), spec.RevisionHistoryLimit);
        if (spec.ProgressDeadlineSeconds is { } deadline)
        {
            Check.NonNegative(errors, path.Child("progressDeadlineSeconds"), deadline);
            if (deadline <= spec.MinReadySeconds)
            {
                errors.Invalid(path.Child("progressDeadlineSeconds"), deadline, "must be greater than minReadySeconds");
            }
        }
    }

    private static void ValidateStrategy(FieldErrorList errors, DeploymentStrategy strategy, FieldPath path)
    {
        switch (strategy.Type)
        {
            case "Recreate":
                if (strategy.RollingUpdate is not null)
                {
                    errors.Forbidden(path.Child("rollingUpdate"), "may not be specified when strategy `type` is 'Recreate'");
                }
                break;
            case "RollingUpdate":
                if (strategy.RollingUpdate is not { } rolling)
                {
                    errors.Required(path.Child("rollingUpdate"), "this should be defaulted and never be nil");
                    break;
                }
                var at = path.Child("rollingUpdate");
                WorkloadValidation.ValidateIntOrPercent(errors, rolling.MaxUnavailable, at.Child("maxUnavailable"));
                WorkloadValidation.ValidateIntOrPercent(errors, rolling.MaxSurge, at.Child("maxSurge"));
                if (WorkloadValidation.Number(rolling.MaxUnavailable) == 0 && WorkloadValidation.Number(rolling.MaxSurge) == 0)
                {
                    errors.Invalid(at.Child("maxUnavailable"), rolling["maxUnavailable"] ?? 0L, "may not be 0 when `maxSurge` is 0");
                }
                WorkloadValidation.ValidateAtMost100Percent(errors, rolling.MaxUnavailable, at.Child("maxUnavailable"));
                break;
            default:
                errors.NotSupported(path, FieldErrorText.Internal(strategy), "Recreate", "RollingUpdate");
                break;
        }
    }

    public static void ValidateUpdate(Deployment deployment, Deployment old, FieldErrorList errors) =>
        Check.Unchanged(errors, FieldPath.Spec.Child("selector"), deployment.Spec.Selector, old.Spec.Selector);
}

/// <summary>The rules for ReplicaSets.</summary>
internal static class ReplicaSetValidation
{
    public static void Validate(ReplicaSet set, FieldErrorList errors)
    {
        var (spec, path) = (set.Spec, FieldPath.Spec);
        Check.NonNegative(errors, path.Child("replicas"), spec.Replicas);
        Check.NonNegative(errors, path.Child("minReadySeconds"), spec.MinReadySeconds);
        WorkloadValidation.ValidateSelector(errors, spec.Selector, spec.Template, path, "empty selector is invalid for deployment");
        WorkloadValidation.ValidateTemplate(errors, spec.Template, path.Child("template"));
    }

    public static void ValidateUpdate(ReplicaSet set, ReplicaSet old, FieldErrorList errors) =>
        Check.Unchanged(errors, FieldPath.Spec.Child("selector"), set.Spec.Selector, old.Spec.Selector);
}

/// <summary>The rules for DaemonSets.</summary>
internal static class DaemonSetValidation
{
    public static void Validate(DaemonSet set, FieldErrorList errors)
    {
        var (spec, path) = (set.Spec, FieldPath.Spec);
        WorkloadValidation.ValidateSelector(errors, spec.Selector, spec.Template, path, "empty selector is invalid for daemonset");
        PodValidation.ValidateTemplate(errors, spec.Template, path.Child("template"));
        if (spec.Template.Spec.RestartPolicy != "Always")
        {
            errors.NotSupported(path.Child("template", "spec").Child("restartPolicy"), spec.Template.Spec.RestartPolicy, "Always");
        }
        if (spec.Template.Spec.ActiveDeadlineSeconds is not null)
        {
            errors.Forbidden(path.Child("template", "spec").Child("activeDeadlineSeconds"), "activeDeadlineSeconds in DaemonSet is not Supported");
        }
        Check.NonNegative(errors, path.Child("minReadySeconds"), spec.MinReadySeconds);
        ValidateStrategy(errors, spec.UpdateStrategy, path.Child("updateStrategy"));
        Check.NonNegative(errors, path.Child("revisionHistoryLimit"), spec.RevisionHistoryLimit);
    }

    private static void ValidateStrategy(FieldErrorList errors, DaemonSetUpdateStrategy strategy, FieldPath path)
    {
        if (strategy.Type == "OnDelete")
        {
            return;
        }
        if (strategy.Type != "RollingUpdate")
        {
            errors.NotSupported(path, FieldErrorText.Internal(strategy), "RollingUpdate", "OnDelete");
            return;
        }
        if (strategy.RollingUpdate is not { } rolling)
        {
            errors.Required(path.Child("rollingUpdate"));
            return;
        }
        var at = path.Child("rollingUpdate");
        WorkloadValidation.ValidateIntOrPercent(errors, rolling.MaxUnavailable, at.Child("maxUnavailable"));
        WorkloadValidation.ValidateIntOrPercent(errors, rolling.MaxSurge, at.Child("maxSurge"));
        var (unavailable, surge) = (WorkloadValidation.Number(rolling.MaxUnavailable), WorkloadValidation.Number(rolling.MaxSurge));
        if (unavailable != 0 && surge != 0)
        {
            errors.Invalid(at.Child("maxSurge"), rolling.MaxSurge is { } given ? given.IsString ? given.StringValue : (long)given.IntValue : null,
                "may not be set when maxUnavailable is non-zero");
        }
        if (unavailable == 0 && surge == 0)
        {
            errors.Required(at.Child("maxUnavailable"), "cannot be 0 when maxSurge is 0");
        }
        WorkloadValidation.ValidateAtMost100Percent(errors, rolling.MaxUnavailable, at.Child("maxUnavailable"));
        WorkloadValidation.ValidateAtMost100Percent(errors, rolling.MaxSurge, at.Child("maxSurge"));
    }

    public static void ValidateUpdate(DaemonSet set, DaemonSet old, FieldErrorList errors) =>
        Check.Unchanged(errors, FieldPath.Spec.Child("selector"), set.Spec.Selector, old.Spec.Selector);
}

/// <summary>The rules for StatefulSets.</summary>
internal static class StatefulSetValidation
{
    private const string UpdateMessage =
        "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden";

    public static void Validate(StatefulSet set, FieldErrorList errors)
    {
        var (spec, path) = (set.Spec, FieldPath.Spec);
        switch (spec.PodManagementPolicy)
        {
            case "":
                errors.Required(path.Child("podManagementPolicy"));
                break;
            case "OrderedReady" or "Parallel":
                break;
            default:
                errors.Invalid(path.Child("podManagementPolicy"), spec.PodManagementPolicy, "must be 'OrderedReady' or 'Parallel'");
                break;
        }
        ValidateStrategy(errors, spec.UpdateStrategy, path.Child("updateStrategy"));
        if (spec.PersistentVolumeClaimRetentionPolicy is { } retention)
        {
            var at = path.Child("persistentVolumeClaimRetentionPolicy");
            Check.OneOf(errors, at.Child("whenDeleted"), retention.WhenDeleted, "Retain", "Delete");
            Check.OneOf(errors, at.Child("whenScaled"), retention.WhenScaled, "Retain", "Delete");
        }
        Check.NonNegative(errors, path.Child("replicas"), spec.Replicas);
        Check.NonNegative(errors, path.Child("minReadySeconds"), spec.MinReadySeconds);
        if (spec.Ordinals is { } ordinals)
        {
            Check.NonNegative(errors, path.Child("ordinals", "start"), ordinals.Start);
        }
        WorkloadValidation.ValidateSelector(errors, spec.Selector, spec.Template, path, "empty selector is invalid for statefulset");
        PodValidation.ValidateTemplate(errors, WithClaims(spec), path.Child("template"));
        if (spec.Template.Spec.RestartPolicy != "Always")
        {
            errors.NotSupported(path.Child("template", "spec").Child("restartPolicy"), spec.Template.Spec.RestartPolicy, "Always");
        }
        if (spec.Template.Spec.ActiveDeadlineSeconds is not null)
        {
            errors.Forbidden(path.Child("template", "spec").Child("activeDeadlineSeconds"), "activeDeadlineSeconds in StatefulSet is not Supported");
        }
        Check.NonNegative(errors, path.Child("revisionHistoryLimit"), spec.RevisionHistoryLimit);
    }

    /// <summary>The template as its pods will have it: each claim is a volume of its name.</summary>
    private static Core.V1.PodTemplateSpec WithClaims(StatefulSetSpec spec)
    {
        if (spec.VolumeClaimTemplates.Count == 0)
        {
            return spec.Template;
        }
        var template = (Core.V1.PodTemplateSpec)spec.Template.DeepClone();
        var claims = spec.VolumeClaimTemplates.Select(claim => new Core.V1.Volume
        {
            Name = claim.Metadata.Name,
            PersistentVolumeClaim = new Core.V1.PersistentVolumeClaimVolumeSource { ClaimName = claim.Metadata.Name },
        }).ToList();
        template.Spec.Volumes = [.. template.Spec.Volumes.Where(volume => claims.All(claim => claim.Name != volume.Name)), .. claims];
        return template;
    }

    private static void ValidateStrategy(FieldErrorList errors, StatefulSetUpdateStrategy strategy, FieldPath path)
    {
        switch (strategy.Type)
        {
            case "":
                errors.Required(path);
                break;
            case "OnDelete":
                if (strategy.RollingUpdate is not null)
                {
                    errors.Invalid(path.Child("rollingUpdate"), FieldErrorText.Internal(strategy.RollingUpdate),
                        "only allowed for updateStrategy 'RollingUpdate'");
                }
                break;
            case "RollingUpdate":
                if (strategy.RollingUpdate is { } rolling)
                {
                    Check.NonNegative(errors, path.Child("rollingUpdate", "partition"), rolling.Partition);
                    if (rolling.MaxUnavailable is { } unavailable)
                    {
                        var at = path.Child("rollingUpdate", "maxUnavailable");
                        WorkloadValidation.ValidateIntOrPercent(errors, unavailable, at);
                        if (WorkloadValidation.Number(unavailable) == 0)
                        {
                            errors.Invalid(at, rolling["maxUnavailable"], "cannot be 0");
                        }
                        WorkloadValidation.ValidateAtMost100Percent(errors, unavailable, at);
                    }
                }
                break;
            default:
                errors.Invalid(path, FieldErrorText.Internal(strategy), "must be 'RollingUpdate' or 'OnDelete'");
                break;
        }
    }

    public static void ValidateUpdate(StatefulSet set, StatefulSet old, FieldErrorList errors)
    {
        var munged = (StatefulSetSpec)set.Spec.DeepClone();
        foreach (var field in (ReadOnlySpan<string>)["replicas", "ordinals", "template", "updateStrategy", "minReadySeconds", "persistentVolumeClaimRetentionPolicy", "revisionHistoryLimit"])
        {
            munged[field] = DocNode.CloneValue(old.Spec[field]);
        }
        if (!DocNode.DeepEquals(munged, old.Spec))
        {
            errors.Forbidden(FieldPath.Spec, UpdateMessage);
        }
    }
}

/// <summary>The rules for ControllerRevisions.</summary>
internal static class ControllerRevisionValidation
{
    public static void Validate(ControllerRevision revision, FieldErrorList errors)
    {
        if (revision.Data is null)
        {
            errors.Required(new FieldPath("data"), "data is mandatory");
        }
        Check.NonNegative(errors, new FieldPath("revision"), revision.Revision);
    }

    public static void ValidateUpdate(ControllerRevision revision, ControllerRevision old, FieldErrorList errors) =>
        Check.Unchanged(errors, new FieldPath("data"), revision.Data, old.Data);
}
