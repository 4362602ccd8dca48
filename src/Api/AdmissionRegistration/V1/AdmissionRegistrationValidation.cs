using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Fields;
using Navarch.ApiMachinery.Validation;

namespace Navarch.Api.AdmissionRegistration.V1;

/// <summary>The rules for webhook configurations and admission policies; expressions are checked by who compiles them.</summary>
internal static class AdmissionRegistrationValidation
{
    public static void Validate(ValidatingWebhookConfiguration configuration, FieldErrorList errors) => ValidateWebhooks(errors, configuration["webhooks"] as DocList);

    public static void Validate(MutatingWebhookConfiguration configuration, FieldErrorList errors) => ValidateWebhooks(errors, configuration["webhooks"] as DocList);

    private static void ValidateWebhooks(FieldErrorList errors, DocList? webhooks)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < (webhooks?.Count ?? 0); i++)
        {
            var (webhook, path) = ((DocObject)webhooks![i]!, new FieldPath("webhooks").Index(i));
            ValidateWebhook(errors, webhook, path);
            var name = webhook["name"] as string ?? "";
            if (name.Length > 0 && !names.Add(name))
            {
                errors.Duplicate(path.Child("name"), name);
            }
        }
    }

    private static void ValidateWebhook(FieldErrorList errors, DocObject webhook, FieldPath path)
    {
        NameValidation.ValidateFullyQualifiedName(errors, path.Child("name"), webhook["name"] as string ?? "");
        ValidateReviewVersions(errors, webhook["admissionReviewVersions"] as DocList, path.Child("admissionReviewVersions"));
        ValidateRules(errors, webhook["rules"] as DocList, path.Child("rules"));
        Check.OneOf(errors, path.Child("failurePolicy"), webhook["failurePolicy"] as string, "Fail", "Ignore");
        Check.OneOf(errors, path.Child("matchPolicy"), webhook["matchPolicy"] as string, "Equivalent", "Exact");
        if (webhook["sideEffects"] is not string effects)
        {
            errors.Required(path.Child("sideEffects"), "must specify one of None, NoneOnDryRun");
        }
        else
        {
            Check.OneOf(errors, path.Child("sideEffects"), effects, "None", "NoneOnDryRun");
        }
        Check.OneOf(errors, path.Child("reinvocationPolicy"), webhook["reinvocationPolicy"] as string, "IfNeeded", "Never");
        if (webhook["timeoutSeconds"] is long timeout and (> 30 or < 1))
        {
            errors.Invalid(path.Child("timeoutSeconds"), timeout, "the timeout value must be between 1 and 30 seconds");
        }
        LabelSelectorValidation.Validate(errors, webhook["namespaceSelector"] as DocObject, path.Child("namespaceSelector"));
        LabelSelectorValidation.Validate(errors, webhook["objectSelector"] as DocObject, path.Child("objectSelector"));
        ValidateClient(errors, webhook["clientConfig"] as DocObject, path.Child("clientConfig"));
    }

    private static void ValidateReviewVersions(FieldErrorList errors, DocList? versions, FieldPath path)
    {
        if (versions is not { Count: > 0 })
        {
            errors.Required(path, "must specify one of v1, v1beta1");
            return;
        }
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < versions.Count; i++)
        {
            var version = versions[i] as string ?? "";
            if (!seen.Add(version))
            {
                errors.Invalid(path.Index(i), version, "duplicate version");
            }
            errors.AddInvalid(path.Index(i), version, Formats.IsDns1035Label(version));
        }
        if (!seen.Contains("v1") && !seen.Contains("v1beta1"))
        {
            errors.Invalid(path, versions, "must include at least one of v1, v1beta1");
        }
    }

    private static void ValidateRules(FieldErrorList errors, DocList? rules, FieldPath path)
    {
        for (var i = 0; i < (rules?.Count ?? 0); i++)
        {
            var (rule, at) = ((DocObject)rules![i]!, path.Index(i));
            Wildcard(errors, rule["apiGroups"] as DocList, at.Child("apiGroups"), "if '*' is present, must not specify other API groups");
            var versions = rule["apiVersions"] as DocList;
            Wildcard(errors, versions, at.Child("apiVersions"), "if '*' is present, must not specify other API versions");
            for (var v = 0; v < (versions?.Count ?? 0); v++)
            {
                if (versions![v] is "")
                {
                    errors.Required(at.Child("apiVersions").Index(v));
                }
            }
            ValidateResources(errors, rule["resources"] as DocList, at.Child("resources"));
            Check.OneOf(errors, at.Child("scope"), rule["scope"] as string, "*", "Cluster", "Namespaced");
            var operations = rule["operations"] as DocList;
            Wildcard(errors, operations, at.Child("operations"), "if '*' is present, must not specify other operations");
            for (var o = 0; o < (operations?.Count ?? 0); o++)
            {
                Check.OneOf(errors, at.Child("operations").Index(o), operations![o] as string, "*", "CONNECT", "CREATE", "DELETE", "UPDATE");
            }
        }
    }

    private static void Wildcard(FieldErrorList errors, DocList? values, FieldPath path, string message)
    {
        if (values is not { Count: > 0 })
        {
            errors.Required(path);
        }
        else if (values.Count > 1 && values.Contains("*"))
        {
            errors.Invalid(path, values, message);
        }
    }

    private static void ValidateResources(FieldErrorList errors, DocList? resources, FieldPath path)
    {
        if (resources is not { Count: > 0 })
        {
            errors.Required(path);
            return;
        }
        for (var i = 0; i < resources.Count; i++)
        {
            if (resources[i] is "")
            {
                errors.Required(path.Index(i));
            }
        }
        if (resources.Count > 1 && resources.Contains("*/*"))
        {
            errors.Invalid(path, resources, "if '*/*' is present, must not specify other resources");
        }
        else if (resources.Contains("*") && resources.Any(r => r is string name && name != "*" && !name.Contains('/', StringComparison.Ordinal)))
        {
            errors.Invalid(path, resources, "if '*' is present, must not specify other resources without subresources");
        }
    }

    private static void ValidateClient(FieldErrorList errors, DocObject? client, FieldPath path)
    {
        var url = client?["url"] as string;
        var service = client?["service"] as DocObject;
        if ((url is null) == (service is null))
        {
            errors.Required(path, "exactly one of url or service is required");
            return;
        }
        if (service is not null)
        {
            Check.NotEmpty(errors, path.Child("service", "name"), service["name"] as string, "service name is required");
            Check.NotEmpty(errors, path.Child("service", "namespace"), service["namespace"] as string, "service namespace is required");
            if (service["port"] is long port)
            {
                foreach (var message in Formats.IsPortNumber(port))
                {
                    errors.Invalid(path.Child("service", "port"), port, "port is not valid: " + message);
                }
            }
            return;
        }
        ValidateUrl(errors, url!, path.Child("url"));
    }

    private static void ValidateUrl(FieldErrorList errors, string url, FieldPath path)
    {
        const string Form = "; desired format: https://host[/path]";
        var scheme = url.IndexOf("://", StringComparison.Ordinal) is > 0 and var at ? url[..at] : "";
        if (scheme != "https")
        {
            errors.Invalid(path, scheme, "'https' is the only allowed URL scheme" + Form);
        }
        if (!Uri.TryCreate(url, UriKind.Absolute, out var parsed) || parsed.Host.Length == 0)
        {
            errors.Invalid(path, "", "host must be specified" + Form);
            return;
        }
        if (parsed.UserInfo.Length > 0)
        {
            errors.Invalid(path, parsed.UserInfo, "user information is not permitted in the URL");
        }
        if (parsed.Fragment.Length > 0)
        {
            errors.Invalid(path, parsed.Fragment.TrimStart('#'), "fragments are not permitted in the URL");
        }
        if (parsed.Query.Length > 0)
        {
            errors.Invalid(path, parsed.Query.TrimStart('?'), "query parameters are not permitted in the URL");
        }
    }

    public static void Validate(ValidatingAdmissionPolicy policy, FieldErrorList errors)
    {
        var (spec, path) = (policy.Spec, FieldPath.Spec);
        if (spec.MatchConstraints is not { } match)
        {
            errors.Required(path.Child("matchConstraints"));
        }
        else
        {
            if (match.ResourceRules.Count == 0)
            {
                errors.Required(path.Child("matchConstraints", "resourceRules"));
            }
            ValidateRules(errors, match["resourceRules"] as DocList, path.Child("matchConstraints", "resourceRules"));
            LabelSelectorValidation.Validate(errors, match.NamespaceSelector, path.Child("matchConstraints", "namespaceSelector"));
            LabelSelectorValidation.Validate(errors, match.ObjectSelector, path.Child("matchConstraints", "objectSelector"));
        }
        if (spec.FailurePolicy is null)
        {
            errors.Required(path.Child("failurePolicy"));
        }
        else
        {
            Check.OneOf(errors, path.Child("failurePolicy"), spec.FailurePolicy, "Fail", "Ignore");
        }
        if (spec.Validations.Count == 0 && spec.AuditAnnotations.Count == 0)
        {
            errors.Required(path.Child("validations"), "validations or auditAnnotations must contain at least one item");
            errors.Required(path.Child("auditAnnotations"), "validations or auditAnnotations must contain at least one item");
        }
        for (var i = 0; i < spec.Validations.Count; i++)
        {
            var (validation, at) = (spec.Validations[i], path.Child("validations").Index(i));
            if (validation.Expression.Trim().Length == 0)
            {
                errors.Required(at.Child("expression"), "expression is not specified");
            }
            Check.OneOf(errors, at.Child("reason"), validation.Reason, "Forbidden", "Invalid", "RequestEntityTooLarge");
        }
    }

    public static void Validate(ValidatingAdmissionPolicyBinding binding, FieldErrorList errors)
    {
        var (spec, path) = (binding.Spec, FieldPath.Spec);
        if (spec.PolicyName.Length == 0)
        {
            errors.Required(path.Child("policyName"));
        }
        else
        {
            errors.AddInvalid(path.Child("policyName"), spec.PolicyName, Formats.IsDns1123Subdomain(spec.PolicyName));
        }
        var actions = path.Child("validationActions");
        if (spec.ValidationActions.Count == 0)
        {
            errors.Required(actions, "at least one validation action is required");
        }
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < spec.ValidationActions.Count; i++)
        {
            Check.OneOf(errors, actions.Index(i), spec.ValidationActions[i], "Audit", "Deny", "Warn");
            if (!seen.Add(spec.ValidationActions[i]))
            {
                errors.Duplicate(actions.Index(i), spec.ValidationActions[i]);
            }
        }
        if (seen.Contains("Deny") && seen.Contains("Warn"))
        {
            errors.Invalid(actions, spec["validationActions"], "must not contain both Deny and Warn (repeating the same validation failure information in the API response and headers serves no purpose)");
        }
    }
}
