using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Fields;
using Navarch.ApiMachinery.Validation;

namespace Navarch.Api.Core.V1;

/// <summary>The rules for LimitRanges.</summary>
internal static class LimitRangeValidation
{
    public static void Validate(LimitRange range, FieldErrorList errors)
    {
        var types = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < range.Spec.Limits.Count; i++)
        {
            var (limit, path) = (range.Spec.Limits[i], FieldPath.Spec.Child("limits").Index(i));
            errors.AddInvalid(path.Child("type"), limit.Type, Formats.IsQualifiedName(limit.Type));
            if (!types.Add(limit.Type))
            {
                errors.Duplicate(path.Child("type"), limit.Type);
            }
            ValidateItem(errors, limit, path);
        }
    }

    private static void ValidateItem(FieldErrorList errors, LimitRangeItem limit, FieldPath path)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        void Names(MapOf<Quantity> amounts, string field)
        {
            foreach (var name in amounts.Keys)
            {
                ResourceValidation.ValidateName(errors, name, path.Child(field).Key(name));
                names.Add(name);
            }
        }
        Names(limit.Max, "max");
        Names(limit.Min, "min");
        if (limit.Type == "Pod")
        {
            if (limit.Default.Count > 0)
            {
                errors.Forbidden(path.Child("default"), "may not be specified when `type` is 'Pod'");
            }
            if (limit.DefaultRequest.Count > 0)
            {
                errors.Forbidden(path.Child("defaultRequest"), "may not be specified when `type` is 'Pod'");
            }
        }
        else
        {
            Names(limit.Default, "default");
            Names(limit.DefaultRequest, "defaultRequest");
        }
        if (limit.Type == "PersistentVolumeClaim" && !limit.Min.ContainsKey("storage") && !limit.Max.ContainsKey("storage"))
        {
            errors.Required(path.Child("limits"), "either minimum or maximum storage value is required, but neither was provided");
        }
        Names(limit.MaxLimitRequestRatio, "maxLimitRequestRatio");
        foreach (var name in names)
        {
            Compare(errors, limit, name, path);
        }
    }

    private static void Compare(FieldErrorList errors, LimitRangeItem limit, string name, FieldPath path)
    {
        var hasMin = limit.Min.TryGetValue(name, out var min);
        var hasMax = limit.Max.TryGetValue(name, out var max);
        var hasDefault = limit.Default.TryGetValue(name, out var defaulted);
        var hasRequest = limit.DefaultRequest.TryGetValue(name, out var request);
        if (hasMin && hasMax && min > max)
        {
            errors.Invalid(path.Child("min").Key(name), min, $"min value {min} is greater than max value {max}");
        }
        if (hasRequest && hasMin && min > request)
        {
            errors.Invalid(path.Child("defaultRequest").Key(name), request, $"min value {min} is greater than default request value {request}");
        }
        if (hasRequest && hasMax && request > max)
        {
            errors.Invalid(path.Child("defaultRequest").Key(name), request, $"default request value {request} is greater than max value {max}");
        }
        if (hasRequest && hasDefault && request > defaulted)
        {
            errors.Invalid(path.Child("defaultRequest").Key(name), request, $"default request value {request} is greater than default limit value {defaulted}");
        }
        if (hasDefault && hasMin && min > defaulted)
        {
            errors.Invalid(path.Child("default").Key(name), min, $"min value {min} is greater than default value {defaulted}");
        }
        // Upstream shows the maximum here, not the default.
        if (hasDefault && hasMax && defaulted > max)
        {
            errors.Invalid(path.Child("default").Key(name), max, $"default value {defaulted} is greater than max value {max}");
        }
        if (limit.MaxLimitRequestRatio.TryGetValue(name, out var ratio) && ratio.MilliValue < 1000)
        {
            errors.Invalid(path.Child("maxLimitRequestRatio").Key(name), ratio, $"ratio {ratio} is less than 1");
        }
    }
}

/// <summary>The rules for ResourceQuotas.</summary>
internal static class ResourceQuotaValidation
{
    private static readonly string[] Scopes =
        ["BestEffort", "CrossNamespacePodAffinity", "NotBestEffort", "NotTerminating", "PriorityClass", "Terminating", "VolumeAttributesClass"];

    public static void Validate(ResourceQuota quota, FieldErrorList errors)
    {
        foreach (var (name, amount) in quota.Spec.Hard)
        {
            var path = FieldPath.Spec.Child("hard").Key(name);
            ResourceValidation.ValidateName(errors, name, path);
            ResourceValidation.ValidateAmount(errors, name, amount, path);
        }
        var unknown = quota.Spec.Scopes.Where(scope => !Scopes.Contains(scope)).ToList();
        if (unknown.Count > 0)
        {
            errors.Invalid(FieldPath.Spec.Child("scopes"), quota.Spec["scopes"], "unsupported scope");
        }
        var scopes = quota.Spec.Scopes.ToHashSet(StringComparer.Ordinal);
        if ((scopes.Contains("BestEffort") && scopes.Contains("NotBestEffort")) || (scopes.Contains("Terminating") && scopes.Contains("NotTerminating")))
        {
            errors.Invalid(FieldPath.Spec.Child("scopes"), quota.Spec["scopes"], "conflicting scopes");
        }
    }

    public static void ValidateUpdate(ResourceQuota quota, ResourceQuota old, FieldErrorList errors)
    {
        if (!quota.Spec.Scopes.ToHashSet(StringComparer.Ordinal).SetEquals(old.Spec.Scopes))
        {
            errors.Invalid(FieldPath.Spec.Child("scopes"), quota.Spec["scopes"], Check.Immutable);
        }
    }
}

/// <summary>The rules for Nodes.</summary>
internal static class NodeValidation
{
    public static void Validate(Node node, FieldErrorList errors)
    {
        var path = FieldPath.Spec;
        var keys = new HashSet<(string, string)>();
        for (var i = 0; i < node.Spec.Taints.Count; i++)
        {
            var (taint, at) = (node.Spec.Taints[i], path.Child("taints").Index(i));
            errors.AddInvalid(at.Child("key"), taint.Key, Formats.IsQualifiedName(taint.Key));
            if (Formats.IsLabelValue(taint.Value) is { Count: > 0 } messages)
            {
                errors.Invalid(at.Child("value"), taint.Value, string.Join(";", messages));
            }
            Check.RequiredOneOf(errors, at.Child("effect"), taint.Effect, "NoSchedule", "PreferNoSchedule", "NoExecute");
            if (!keys.Add((taint.Key, taint.Effect)))
            {
                errors.Add(new FieldError(FieldErrorType.Duplicate, at.ToString(), FieldErrorText.Internal(taint), "taints must be unique by key and effect pair"));
            }
        }
        for (var i = 0; i < node.Spec.PodCIDRs.Count; i++)
        {
            Addresses.ValidateCidr(errors, path.Child("podCIDRs").Index(i), node.Spec.PodCIDRs[i]);
        }
        if (node.Spec.PodCIDRs.Count > 2)
        {
            errors.Invalid(path.Child("podCIDRs"), node.Spec["podCIDRs"], "may specify no more than one CIDR for each IP family");
        }
    }

    public static void ValidateUpdate(Node node, Node old, FieldErrorList errors)
    {
        if (old.Spec.PodCIDRs.Count > 0 && !node.Spec.PodCIDRs.SequenceEqual(old.Spec.PodCIDRs))
        {
            errors.Forbidden(FieldPath.Spec.Child("podCIDRs"), "node updates may not change podCIDR except from \"\" to valid");
        }
        if (old.Spec.ProviderID.Length > 0 && node.Spec.ProviderID != old.Spec.ProviderID)
        {
            errors.Forbidden(FieldPath.Spec.Child("providerID"), "node updates may not change providerID except from \"\" to valid");
        }
    }
}

/// <summary>The rules for Events of the core group.</summary>
internal static class EventValidation
{
    public static void Validate(Event obj, FieldErrorList errors)
    {
        var path = new FieldPath("involvedObject").Child("namespace");
        var (involved, ns) = (obj.InvolvedObject.Namespace, obj.Metadata.Namespace);
        if (involved.Length == 0 && ns is "default" or "kube-system" or "")
        {
            return;
        }
        if (involved != ns)
        {
            errors.Invalid(path, involved, "does not match event.namespace");
        }
    }
}

/// <summary>The rules for ReplicationControllers.</summary>
internal static class ReplicationControllerValidation
{
    public static void Validate(ReplicationController controller, FieldErrorList errors)
    {
        var (spec, path) = (controller.Spec, FieldPath.Spec);
        Check.NonNegative(errors, path.Child("minReadySeconds"), spec.MinReadySeconds);
        if (spec.Selector.Count == 0)
        {
            errors.Required(path.Child("selector"));
        }
        Check.NonNegative(errors, path.Child("replicas"), spec.Replicas);
        if (spec.Template is not { } template)
        {
            errors.Required(path.Child("template"));
            return;
        }
        if (spec.Selector.Any(pair => template.Metadata.Labels[pair.Key] != pair.Value))
        {
            errors.Invalid(path.Child("template", "metadata").Child("labels"), template.Metadata["labels"], "`selector` does not match template `labels`");
        }
        Apps.V1.WorkloadValidation.ValidateTemplate(errors, template, path.Child("template"));
    }
}
