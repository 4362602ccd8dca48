using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Fields;
using Navarch.ApiMachinery.Validation;

namespace Navarch.Api.Rbac.V1;

/// <summary>The rules for roles and their bindings.</summary>
internal static class RbacValidation
{
    private const string Group = "rbac.authorization.k8s.io";

    public static void Validate(Role role, FieldErrorList errors) => ValidateRules(errors, role.Rules, namespaced: true);

    public static void Validate(ClusterRole role, FieldErrorList errors)
    {
        ValidateRules(errors, role.Rules, namespaced: false);
        if (role.AggregationRule is not { } aggregation)
        {
            return;
        }
        var path = new FieldPath("aggregationRule").Child("clusterRoleSelectors");
        if (aggregation.ClusterRoleSelectors.Count == 0)
        {
            errors.Required(path, "at least one clusterRoleSelector required if aggregationRule is non-nil");
        }
        for (var i = 0; i < aggregation.ClusterRoleSelectors.Count; i++)
        {
            LabelSelectorValidation.Validate(errors, aggregation.ClusterRoleSelectors[i], path.Index(i));
        }
    }

    private static void ValidateRules(FieldErrorList errors, ListOf<PolicyRule> rules, bool namespaced)
    {
        for (var i = 0; i < rules.Count; i++)
        {
            var (rule, path) = (rules[i], new FieldPath("rules").Index(i));
            if (rule.Verbs.Count == 0)
            {
                errors.Required(path.Child("verbs"), "verbs must contain at least one value");
            }
            if (rule.NonResourceURLs.Count > 0)
            {
                if (namespaced)
                {
                    errors.Invalid(path.Child("nonResourceURLs"), rule["nonResourceURLs"], "namespaced rules cannot apply to non-resource URLs");
                }
                if (rule.ApiGroups.Count > 0 || rule.Resources.Count > 0 || rule.ResourceNames.Count > 0)
                {
                    errors.Invalid(path.Child("nonResourceURLs"), rule["nonResourceURLs"], "rules cannot apply to both regular resources and non-resource URLs");
                }
                continue;
            }
            if (rule.ApiGroups.Count == 0)
            {
                errors.Required(path.Child("apiGroups"), "resource rules must supply at least one api group");
            }
            if (rule.Resources.Count == 0)
            {
                errors.Required(path.Child("resources"), "resource rules must supply at least one resource");
            }
        }
    }

    public static void Validate(RoleBinding binding, FieldErrorList errors) => ValidateBinding(errors, binding.RoleRef, binding.Subjects, namespaced: true);

    public static void Validate(ClusterRoleBinding binding, FieldErrorList errors) => ValidateBinding(errors, binding.RoleRef, binding.Subjects, namespaced: false);

    private static void ValidateBinding(FieldErrorList errors, RoleRef role, ListOf<Subject> subjects, bool namespaced)
    {
        var path = new FieldPath("roleRef");
        if (role.ApiGroup != Group)
        {
            errors.NotSupported(path.Child("apiGroup"), role.ApiGroup, Group);
        }
        if (role.Kind != "ClusterRole" && !(namespaced && role.Kind == "Role"))
        {
            errors.NotSupported(path.Child("kind"), role.Kind, namespaced ? ["Role", "ClusterRole"] : (IEnumerable<string>)["ClusterRole"]);
        }
        if (role.Name.Length == 0)
        {
            errors.Required(path.Child("name"));
        }
        else
        {
            errors.AddInvalid(path.Child("name"), role.Name, Formats.IsPathSegmentName(role.Name));
        }
        for (var i = 0; i < subjects.Count; i++)
        {
            ValidateSubject(errors, subjects[i], namespaced, new FieldPath("subjects").Index(i));
        }
    }

    private static void ValidateSubject(FieldErrorList errors, Subject subject, bool namespaced, FieldPath path)
    {
        if (subject.Name.Length == 0)
        {
            errors.Required(path.Child("name"));
        }
        switch (subject.Kind)
        {
            case "ServiceAccount":
                if (subject.Name.Length > 0)
                {
                    errors.AddInvalid(path.Child("name"), subject.Name, Formats.IsDns1123Subdomain(subject.Name));
                }
                if (subject.ApiGroup.Length > 0)
                {
                    errors.NotSupported(path.Child("apiGroup"), subject.ApiGroup, "");
                }
                if (!namespaced && subject.Namespace.Length == 0)
                {
                    errors.Required(path.Child("namespace"));
                }
                break;
            case "User" or "Group":
                if (subject.ApiGroup != Group)
                {
                    errors.NotSupported(path.Child("apiGroup"), subject.ApiGroup, Group);
                }
                break;
            default:
                errors.NotSupported(path.Child("kind"), subject.Kind, "ServiceAccount", "User", "Group");
                break;
        }
    }

    public static void ValidateUpdate(RoleBinding binding, RoleBinding old, FieldErrorList errors) => ValidateRoleRef(errors, binding.RoleRef, old.RoleRef);

    public static void ValidateUpdate(ClusterRoleBinding binding, ClusterRoleBinding old, FieldErrorList errors) => ValidateRoleRef(errors, binding.RoleRef, old.RoleRef);

    private static void ValidateRoleRef(FieldErrorList errors, RoleRef role, RoleRef old)
    {
        if (!DocNode.DeepEquals(role, old))
        {
            errors.Invalid(new FieldPath("roleRef"), FieldErrorText.Internal(role, "apiGroup", "kind", "name"), "cannot change roleRef");
        }
    }
}
