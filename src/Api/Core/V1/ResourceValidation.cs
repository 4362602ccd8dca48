using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Fields;
using Navarch.ApiMachinery.Validation;

namespace Navarch.Api.Core.V1;

/// <summary>The rules for resource names, amounts and requirements of containers.</summary>
internal static class ResourceValidation
{
    private const string DefaultNamespacePrefix = "kubernetes.io/";
    private const string HugePages = "hugepages-";

    /// <summary>True for names of upstream itself: without a prefix, or below kubernetes.io.</summary>
    public static bool IsNative(string name) => !name.Contains('/', StringComparison.Ordinal) || name.Contains(DefaultNamespacePrefix, StringComparison.Ordinal);

    /// <summary>True for resources that a device plugin or an administrator adds to nodes, such as example.com/gpu.</summary>
    public static bool IsExtended(string name) => !IsNative(name) && !name.StartsWith("requests.", StringComparison.Ordinal)
        && Formats.IsQualifiedName("requests." + name).Count == 0;

    public static bool IsHugePages(string name) => name.StartsWith(HugePages, StringComparison.Ordinal);

    private static bool IsStandardContainerResource(string name) => name is "cpu" or "memory" or "ephemeral-storage" || IsHugePages(name);

    private static bool IsStandardResource(string name) => IsStandardContainerResource(name) || name is "requests.cpu" or "requests.memory" or "limits.cpu"
        or "limits.memory" or "pods" or "resourcequotas" or "services" or "replicationcontrollers" or "secrets" or "configmaps" or "persistentvolumeclaims"
        or "storage" or "requests.storage" or "requests.ephemeral-storage" or "limits.ephemeral-storage" or "services.nodeports" or "services.loadbalancers"
        || name.StartsWith("requests." + HugePages, StringComparison.Ordinal);

    /// <summary>A resource's name anywhere.</summary>
    public static void ValidateName(FieldErrorList errors, string name, FieldPath path)
    {
        var messages = Formats.IsQualifiedName(name);
        errors.AddInvalid(path, name, messages);
        if (messages.Count == 0 && !name.Contains('/', StringComparison.Ordinal) && !IsStandardResource(name))
        {
            errors.Invalid(path, name, "must be a standard resource type or fully qualified");
        }
    }

    private static void ValidateContainerName(FieldErrorList errors, string name, FieldPath path)
    {
        ValidateName(errors, name, path);
        if (!name.Contains('/', StringComparison.Ordinal))
        {
            if (!IsStandardContainerResource(name))
            {
                errors.Invalid(path, name, "must be a standard resource for containers");
            }
        }
        else if (!IsNative(name) && !IsExtended(name))
        {
            errors.Invalid(path, name, "doesn't follow extended resource name standard");
        }
    }

    /// <summary>An amount: not negative, whole where it counts things.</summary>
    public static void ValidateAmount(FieldErrorList errors, string name, Quantity amount, FieldPath path)
    {
        if (amount.Sign < 0)
        {
            errors.Invalid(path, amount, Check.Negative);
        }
        if (IsWhole(name) && amount.MilliValue % 1000 != 0)
        {
            errors.Invalid(path, amount, "must be an integer");
        }
    }

    private static bool IsWhole(string name) => IsExtended(name) || name is "pods" or "resourcequotas" or "services" or "replicationcontrollers" or "secrets"
        or "configmaps" or "persistentvolumeclaims" or "services.nodeports" or "services.loadbalancers";

    /// <summary>The requests and limits of a container.</summary>
    public static void ValidateRequirements(FieldErrorList errors, ResourceRequirements requirements, ListOf<PodResourceClaim> claims, FieldPath path)
    {
        foreach (var (name, limit) in requirements.Limits)
        {
            var at = path.Child("limits").Key(name);
            ValidateContainerName(errors, name, at);
            ValidateAmount(errors, name, limit, at);
        }
        var huge = false;
        var ordinary = false;
        foreach (var (name, request) in requirements.Requests)
        {
            var at = path.Child("requests").Key(name);
            ValidateContainerName(errors, name, at);
            ValidateAmount(errors, name, request, at);
            var hasLimit = requirements.Limits.TryGetValue(name, out var limit);
            var overcommits = !IsExtended(name) && !IsHugePages(name);
            if (hasLimit && !overcommits && request != limit)
            {
                errors.Invalid(path.Child("requests"), request, $"must be equal to {name} limit of {limit}");
            }
            else if (hasLimit && overcommits && request > limit)
            {
                errors.Invalid(path.Child("requests"), request, $"must be less than or equal to {name} limit of {limit}");
            }
            else if (!hasLimit && !overcommits)
            {
                errors.Required(path.Child("limits"), "Limit must be set for non overcommitable resources");
            }
            huge |= IsHugePages(name);
            ordinary |= name is "cpu" or "memory";
        }
        foreach (var name in requirements.Limits.Keys)
        {
            huge |= IsHugePages(name);
            ordinary |= name is "cpu" or "memory";
        }
        if (huge && !ordinary)
        {
            errors.Forbidden(path, "HugePages require cpu or memory");
        }
        ValidateClaims(errors, requirements, claims, path.Child("claims"));
    }

    private static void ValidateClaims(FieldErrorList errors, ResourceRequirements requirements, ListOf<PodResourceClaim> claims, FieldPath path)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < requirements.Claims.Count; i++)
        {
            var name = requirements.Claims[i].Name;
            if (name.Length == 0)
            {
                errors.Required(path.Index(i));
            }
            else if (!seen.Add(name + "/" + requirements.Claims[i].Request))
            {
                errors.Duplicate(path.Index(i), name);
            }
            else if (!claims.Any(c => c.Name == name))
            {
                var detail = claims.Count == 0
                    ? "must be one of the names in pod.spec.resourceClaims which is empty"
                    : "must be one of the names in pod.spec.resourceClaims: " + string.Join(", ", claims.Select(c => c.Name));
                errors.Add(new FieldError(FieldErrorType.NotFound, path.Index(i).ToString(), name, detail));
            }
        }
    }
}
