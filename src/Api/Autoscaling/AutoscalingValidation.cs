using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Fields;
using Navarch.ApiMachinery.Validation;

namespace Navarch.Api.Autoscaling;

/// <summary>The rules for HorizontalPodAutoscalers of both versions, which have the bounds and the target alike.</summary>
internal static class HorizontalPodAutoscalerValidation
{
    public static void Validate(V1.HorizontalPodAutoscaler autoscaler, FieldErrorList errors)
    {
        ValidateBounds(errors, autoscaler.Spec.MinReplicas, autoscaler.Spec.MaxReplicas);
        ValidateTarget(errors, autoscaler.Spec.ScaleTargetRef, FieldPath.Spec.Child("scaleTargetRef"));
    }

    public static void Validate(V2.HorizontalPodAutoscaler autoscaler, FieldErrorList errors)
    {
        var (spec, path) = (autoscaler.Spec, FieldPath.Spec);
        ValidateBounds(errors, spec.MinReplicas, spec.MaxReplicas);
        ValidateTarget(errors, spec.ScaleTargetRef, path.Child("scaleTargetRef"));
        for (var i = 0; i < spec.Metrics.Count; i++)
        {
            ValidateMetric(errors, spec.Metrics[i], path.Child("metrics").Index(i));
        }
        ValidateRules(errors, spec.Behavior?.ScaleUp, path.Child("behavior", "scaleUp"));
        ValidateRules(errors, spec.Behavior?.ScaleDown, path.Child("behavior", "scaleDown"));
    }

    private static void ValidateBounds(FieldErrorList errors, int? min, int max)
    {
        var path = FieldPath.Spec;
        if (min < 1)
        {
            errors.Invalid(path.Child("minReplicas"), min, "must be greater than or equal to 1");
        }
        if (max < 1)
        {
            errors.Invalid(path.Child("maxReplicas"), max, "must be greater than 0");
        }
        if (max < min)
        {
            errors.Invalid(path.Child("maxReplicas"), max, "must be greater than or equal to `minReplicas`");
        }
    }

    private static void ValidateTarget(FieldErrorList errors, DocObject target, FieldPath path)
    {
        foreach (var field in (ReadOnlySpan<string>)["kind", "name"])
        {
            if (target[field] is not string { Length: > 0 } value)
            {
                errors.Required(path.Child(field));
            }
            else
            {
                errors.AddInvalid(path.Child(field), value, Formats.IsPathSegmentName(value));
            }
        }
        var apiVersion = target["apiVersion"] as string ?? "";
        if (!ApiMachinery.GroupVersion.TryParse(apiVersion, out var version))
        {
            errors.Invalid(path.Child("apiVersion"), apiVersion, $"unexpected GroupVersion string: {apiVersion}");
        }
        else if (version.Group.Length == 0 && target["kind"] as string != "ReplicationController")
        {
            errors.Invalid(path.Child("apiVersion"), apiVersion, "apiVersion must specify API group");
        }
    }

    private static void ValidateMetric(FieldErrorList errors, V2.MetricSpec metric, FieldPath path)
    {
        var expected = metric.Type switch
        {
            "Object" => "object",
            "Pods" => "pods",
            "Resource" => "resource",
            "External" => "external",
            "ContainerResource" => "containerResource",
            _ => null,
        };
        if (metric.Type.Length == 0)
        {
            errors.Required(path.Child("type"), "must specify a metric source type");
        }
        else if (expected is null)
        {
            errors.NotSupported(path.Child("type"), metric.Type, "ContainerResource", "External", "Object", "Pods", "Resource");
        }
        foreach (var field in (ReadOnlySpan<string>)["object", "pods", "resource", "external", "containerResource"])
        {
            if (metric[field] is not null && field != expected)
            {
                errors.Forbidden(path.Child(field), "must populate the given metric source only");
            }
        }
        if (expected is null)
        {
            return;
        }
        if (metric[expected] is not DocObject source)
        {
            errors.Required(path.Child(expected), "must populate information for the given metric source");
            return;
        }
        if (expected is "resource" or "containerResource")
        {
            Check.NotEmpty(errors, path.Child(expected, "name"), source["name"] as string, "must specify a resource name");
        }
        if (expected is "containerResource")
        {
            Check.NotEmpty(errors, path.Child(expected, "container"), source["container"] as string, "must specify a container");
        }
        if (source["target"] is V2.MetricTarget target)
        {
            var at = path.Child(expected, "target");
            Check.RequiredOneOf(errors, at.Child("type"), target.Type, "AverageValue", "Utilization", "Value");
            if (target.AverageUtilization < 1)
            {
                errors.Invalid(at.Child("averageUtilization"), target.AverageUtilization, "must be greater than 0");
            }
            if (target.Value is { Sign: not 1 })
            {
                errors.Invalid(at.Child("value"), target.Value, "must be positive");
            }
            if (target.AverageValue is { Sign: not 1 })
            {
                errors.Invalid(at.Child("averageValue"), target.AverageValue, "must be positive");
            }
        }
    }

    private static void ValidateRules(FieldErrorList errors, V2.HPAScalingRules? rules, FieldPath path)
    {
        if (rules is null)
        {
            return;
        }
        if (rules.StabilizationWindowSeconds is < 0)
        {
            errors.Invalid(path.Child("stabilizationWindowSeconds"), rules.StabilizationWindowSeconds, "must be greater than or equal to zero");
        }
        if (rules.StabilizationWindowSeconds is > 3600)
        {
            errors.Invalid(path.Child("stabilizationWindowSeconds"), rules.StabilizationWindowSeconds, "must be less than or equal to 3600");
        }
        Check.OneOf(errors, path.Child("selectPolicy"), rules.SelectPolicy, "Disabled", "Max", "Min");
        if (rules.Policies.Count == 0)
        {
            errors.Required(path.Child("policies"), "must specify at least one Policy");
        }
        for (var i = 0; i < rules.Policies.Count; i++)
        {
            var (policy, at) = (rules.Policies[i], path.Child("policies").Index(i));
            Check.OneOf(errors, at.Child("type"), policy.Type, "Percent", "Pods");
            if (policy.Value <= 0)
            {
                errors.Invalid(at.Child("value"), policy.Value, "must be greater than zero");
            }
            if (policy.PeriodSeconds <= 0)
            {
                errors.Invalid(at.Child("periodSeconds"), policy.PeriodSeconds, "must be greater than zero");
            }
            if (policy.PeriodSeconds > 1800)
            {
                errors.Invalid(at.Child("periodSeconds"), policy.PeriodSeconds, "must be less than or equal to 1800");
            }
        }
    }
}
