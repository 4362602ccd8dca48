using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Fields;
using Navarch.ApiMachinery.Validation;

namespace Navarch.Api.Core.V1;

/// <summary>The rules for what chooses nodes: selectors, affinity, tolerations, topology spread.</summary>
internal static class NodeSelectionValidation
{
    public static void ValidateAffinity(FieldErrorList errors, Affinity? affinity, FieldPath path)
    {
        if (affinity?.NodeAffinity is { } node)
        {
            var at = path.Child("nodeAffinity");
            if (node.RequiredDuringSchedulingIgnoredDuringExecution is { } required)
            {
                ValidateNodeSelector(errors, required, at.Child("requiredDuringSchedulingIgnoredDuringExecution"));
            }
            var preferred = node.PreferredDuringSchedulingIgnoredDuringExecution;
            for (var i = 0; i < preferred.Count; i++)
            {
                var item = at.Child("preferredDuringSchedulingIgnoredDuringExecution").Index(i);
                ValidateWeight(errors, preferred[i].Weight, item);
                ValidateNodeSelectorTerm(errors, preferred[i].Preference, item.Child("preference"));
            }
        }
        if (affinity?.PodAffinity is { } pods)
        {
            ValidatePodAffinity(errors, pods.RequiredDuringSchedulingIgnoredDuringExecution, pods.PreferredDuringSchedulingIgnoredDuringExecution, path.Child("podAffinity"));
        }
        if (affinity?.PodAntiAffinity is { } anti)
        {
            ValidatePodAffinity(errors, anti.RequiredDuringSchedulingIgnoredDuringExecution, anti.PreferredDuringSchedulingIgnoredDuringExecution, path.Child("podAntiAffinity"));
        }
    }

    private static void ValidateWeight(FieldErrorList errors, int weight, FieldPath path)
    {
        if (weight is <= 0 or > 100)
        {
            errors.Invalid(path.Child("weight"), weight, "must be in the range 1-100");
        }
    }

    public static void ValidateNodeSelector(FieldErrorList errors, NodeSelector selector, FieldPath path)
    {
        var terms = selector.NodeSelectorTerms;
        if (terms.Count == 0)
        {
            errors.Required(path.Child("nodeSelectorTerms"), "must have at least one node selector term");
        }
        for (var i = 0; i < terms.Count; i++)
        {
            ValidateNodeSelectorTerm(errors, terms[i], path.Child("nodeSelectorTerms").Index(i));
        }
    }

    public static void ValidateNodeSelectorTerm(FieldErrorList errors, NodeSelectorTerm term, FieldPath path)
    {
        for (var i = 0; i < term.MatchExpressions.Count; i++)
        {
            var (requirement, at) = (term.MatchExpressions[i], path.Child("matchExpressions").Index(i));
            switch (requirement.Operator)
            {
                case "In" or "NotIn":
                    if (requirement.Values.Count == 0)
                    {
                        errors.Required(at.Child("values"), "must be specified when `operator` is 'In' or 'NotIn'");
                    }
                    break;
                case "Exists" or "DoesNotExist":
                    if (requirement.Values.Count > 0)
                    {
                        errors.Forbidden(at.Child("values"), "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
                    }
                    break;
                case "Gt" or "Lt":
                    if (requirement.Values.Count != 1)
                    {
                        errors.Required(at.Child("values"), "must be specified single value when `operator` is 'Lt' or 'Gt'");
                    }
                    break;
                default:
                    errors.Invalid(at.Child("operator"), requirement.Operator, "not a valid selector operator");
                    break;
            }
            errors.AddInvalid(at.Child("key"), requirement.Key, Formats.IsQualifiedName(requirement.Key));
            for (var v = 0; v < requirement.Values.Count && requirement.Operator is "In" or "NotIn"; v++)
            {
                errors.AddInvalid(at.Child("values").Index(v), requirement.Values[v], Formats.IsLabelValue(requirement.Values[v]));
            }
        }
        for (var i = 0; i < term.MatchFields.Count; i++)
        {
            var (requirement, at) = (term.MatchFields[i], path.Child("matchFields").Index(i));
            if (requirement.Operator is not ("In" or "NotIn"))
            {
                errors.Invalid(at.Child("operator"), requirement.Operator, "not a valid selector operator");
            }
            else if (requirement.Values.Count != 1)
            {
                errors.Required(at.Child("values"), "must be only one value when `operator` is 'In' or 'NotIn' for node field selector");
            }
            if (requirement.Key != "metadata.name")
            {
                errors.Invalid(at.Child("key"), requirement.Key, "not a valid field selector key");
            }
        }
    }

    private static void ValidatePodAffinity(FieldErrorList errors, ListOf<PodAffinityTerm> required, ListOf<WeightedPodAffinityTerm> preferred, FieldPath path)
    {
        for (var i = 0; i < required.Count; i++)
        {
            ValidatePodAffinityTerm(errors, required[i], path.Child("requiredDuringSchedulingIgnoredDuringExecution").Index(i));
        }
        for (var i = 0; i < preferred.Count; i++)
        {
            var at = path.Child("preferredDuringSchedulingIgnoredDuringExecution").Index(i);
            ValidateWeight(errors, preferred[i].Weight, at);
            ValidatePodAffinityTerm(errors, preferred[i].PodAffinityTerm, at.Child("podAffinityTerm"));
        }
    }

    private static void ValidatePodAffinityTerm(FieldErrorList errors, PodAffinityTerm term, FieldPath path)
    {
        LabelSelectorValidation.Validate(errors, term.LabelSelector, path.Child("labelSelector"));
        LabelSelectorValidation.Validate(errors, term.NamespaceSelector, path.Child("namespaceSelector"));
        foreach (var name in term.Namespaces)
        {
            errors.AddInvalid(path.Child("namespaces"), name, Formats.IsDns1123Label(name));
        }
        ValidateMatchLabelKeys(errors, term.MatchLabelKeys, term.LabelSelector is not null, path.Child("matchLabelKeys"));
        ValidateMatchLabelKeys(errors, term.MismatchLabelKeys, term.LabelSelector is not null, path.Child("mismatchLabelKeys"));
        for (var i = 0; i < term.MatchLabelKeys.Count; i++)
        {
            if (term.MismatchLabelKeys.Contains(term.MatchLabelKeys[i]))
            {
                errors.Invalid(path.Child("matchLabelKeys").Index(i), term.MatchLabelKeys[i], "exists in both matchLabelKeys and mismatchLabelKeys");
            }
        }
        if (term.TopologyKey.Length == 0)
        {
            errors.Required(path.Child("topologyKey"), "can not be empty");
        }
        errors.AddInvalid(path.Child("topologyKey"), term.TopologyKey, Formats.IsQualifiedName(term.TopologyKey));
    }

    private static void ValidateMatchLabelKeys(FieldErrorList errors, ListOf<string> keys, bool hasSelector, FieldPath path)
    {
        if (keys.Count > 0 && !hasSelector)
        {
            errors.Forbidden(path, "must not be specified when labelSelector is not set");
        }
        for (var i = 0; i < keys.Count; i++)
        {
            errors.AddInvalid(path.Index(i), keys[i], Formats.IsQualifiedName(keys[i]));
        }
    }

    public static void ValidateTolerations(FieldErrorList errors, ListOf<Toleration> tolerations, FieldPath path)
    {
        for (var i = 0; i < tolerations.Count; i++)
        {
            var (toleration, at) = (tolerations[i], path.Index(i));
            if (toleration.Key.Length > 0)
            {
                errors.AddInvalid(at.Child("key"), toleration.Key, Formats.IsQualifiedName(toleration.Key));
            }
            else if (toleration.Operator != "Exists")
            {
                errors.Invalid(at.Child("operator"), toleration.Operator, "operator must be Exists when `key` is empty, which means \"match all values and all keys\"");
            }
            if (toleration.TolerationSeconds is not null && toleration.Effect != "NoExecute")
            {
                errors.Invalid(at.Child("effect"), toleration.Effect, "effect must be 'NoExecute' when `tolerationSeconds` is set");
            }
            switch (toleration.Operator)
            {
                case "" or "Equal":
                    var messages = Formats.IsLabelValue(toleration.Value);
                    if (messages.Count > 0)
                    {
                        errors.Invalid(at.Child("operator"), toleration.Value, string.Join(";", messages));
                    }
                    break;
                case "Exists":
                    if (toleration.Value.Length > 0)
                    {
                        errors.Invalid(at.Child("operator"), FieldErrorText.Internal(toleration), "value must be empty when `operator` is 'Exists'");
                    }
                    break;
                default:
                    errors.NotSupported(at.Child("operator"), toleration.Operator, "Equal", "Exists");
                    break;
            }
            if (toleration.Effect.Length > 0)
            {
                Check.OneOf(errors, at.Child("effect"), toleration.Effect, "NoExecute", "NoSchedule", "PreferNoSchedule");
            }
        }
    }

    public static void ValidateTopologySpread(FieldErrorList errors, ListOf<TopologySpreadConstraint> constraints, FieldPath path)
    {
        for (var i = 0; i < constraints.Count; i++)
        {
            var (constraint, at) = (constraints[i], path.Index(i));
            if (constraint.MaxSkew <= 0)
            {
                errors.Invalid(at.Child("maxSkew"), constraint.MaxSkew, "must be greater than zero");
            }
            if (constraint.TopologyKey.Length == 0)
            {
                errors.Required(at.Child("topologyKey"), "can not be empty");
            }
            else
            {
                errors.AddInvalid(at.Child("topologyKey"), constraint.TopologyKey, Formats.IsQualifiedName(constraint.TopologyKey));
            }
            Check.OneOf(errors, at.Child("whenUnsatisfiable"), constraint.WhenUnsatisfiable, "DoNotSchedule", "ScheduleAnyway");
            for (var other = i + 1; other < constraints.Count; other++)
            {
                if (constraints[other].TopologyKey == constraint.TopologyKey && constraints[other].WhenUnsatisfiable == constraint.WhenUnsatisfiable)
                {
                    errors.Duplicate(at.Child("{topologyKey, whenUnsatisfiable}"), $"{{{constraint.TopologyKey}, {constraint.WhenUnsatisfiable}}}");
                    break;
                }
            }
            if (constraint.MinDomains is { } domains)
            {
                if (domains <= 0)
                {
                    errors.Invalid(at.Child("minDomains"), domains, "must be greater than zero");
                }
                if (constraint.WhenUnsatisfiable != "DoNotSchedule")
                {
                    errors.Invalid(at.Child("minDomains"), domains,
                        $"can only use minDomains if whenUnsatisfiable=DoNotSchedule, not {constraint.WhenUnsatisfiable}");
                }
            }
            Check.OneOf(errors, at.Child("nodeAffinityPolicy"), constraint.NodeAffinityPolicy, "Honor", "Ignore");
            Check.OneOf(errors, at.Child("nodeTaintsPolicy"), constraint.NodeTaintsPolicy, "Honor", "Ignore");
            ValidateMatchLabelKeys(errors, constraint.MatchLabelKeys, constraint.LabelSelector is not null, at.Child("matchLabelKeys"));
            LabelSelectorValidation.Validate(errors, constraint.LabelSelector, at.Child("labelSelector"));
        }
    }
}
