using System.Text;
using Navarch.Api.ApiRegistration.V1;
using Navarch.Api.Certificates.V1;
using Navarch.Api.Coordination.V1;
using Navarch.Api.Core.V1;
using Navarch.Api.FlowControl.V1;
using Navarch.Api.Node.V1;
using Navarch.Api.Resource.V1;
using Navarch.Api.Scheduling.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Fields;
using Navarch.ApiMachinery.Validation;

namespace Navarch.Api;

/// <summary>The rules of kinds that have a few each.</summary>
internal static class MiscellaneousValidation
{
    private static readonly string[] KeyUsages =
    [
        "any", "cert sign", "client auth", "code signing", "content commitment", "crl sign", "data encipherment", "decipher only", "digital signature",
        "email protection", "encipher only", "ipsec end system", "ipsec tunnel", "ipsec user", "key agreement", "key encipherment", "microsoft sgc",
        "netscape sgc", "ocsp signing", "s/mime", "server auth", "signing", "timestamping",
    ];

    public static void Validate(PriorityClass priority, FieldErrorList errors)
    {
        var name = priority.Metadata.Name;
        if (name.StartsWith("system-", StringComparison.Ordinal))
        {
            var known = name switch { "system-node-critical" => 2_000_001_000, "system-cluster-critical" => 2_000_000_000, _ => (long?)null };
            var message = known is null ? $"{name} is not a known system priority class"
                : known != priority.Value ? $"value of {name} PriorityClass must be {known}" : null;
            if (message is not null)
            {
                errors.Forbidden(FieldPath.Metadata.Child("name"), $"priority class names with 'system-' prefix are reserved for system use only. error: {message}");
            }
        }
        else if (priority.Value > 1_000_000_000)
        {
            errors.Forbidden(new FieldPath("value"), "maximum allowed value of a user defined priority is 1000000000");
        }
        Check.OneOf(errors, new FieldPath("preemptionPolicy"), priority.PreemptionPolicy, "Never", "PreemptLowerPriority");
    }

    public static void ValidateUpdate(PriorityClass priority, PriorityClass old, FieldErrorList errors)
    {
        if (priority.Value != old.Value)
        {
            errors.Forbidden(new FieldPath("value"), "may not be changed in an update.");
        }
        Check.Unchanged(errors, new FieldPath("preemptionPolicy"), priority.PreemptionPolicy, old.PreemptionPolicy);
    }

    public static void Validate(RuntimeClass runtime, FieldErrorList errors)
    {
        errors.AddInvalid(new FieldPath("handler"), runtime.Handler, Formats.IsDns1123Label(runtime.Handler));
        if (runtime.Scheduling is { } scheduling)
        {
            var path = new FieldPath("scheduling");
            ObjectMetaValidation.ValidateLabels(errors, scheduling["nodeSelector"] as DocMap, path.Child("nodeSelector"));
            NodeSelectionValidation.ValidateTolerations(errors, scheduling.Tolerations, path.Child("tolerations"));
        }
    }

    public static void ValidateUpdate(RuntimeClass runtime, RuntimeClass old, FieldErrorList errors) =>
        Check.Unchanged(errors, new FieldPath("handler"), runtime.Handler, old.Handler);

    public static void Validate(Lease lease, FieldErrorList errors)
    {
        var (spec, path) = (lease.Spec, FieldPath.Spec);
        if (spec.LeaseDurationSeconds <= 0)
        {
            errors.Invalid(path.Child("leaseDurationSeconds"), spec.LeaseDurationSeconds, "must be greater than 0");
        }
        Check.NonNegative(errors, path.Child("leaseTransitions"), spec.LeaseTransitions);
        if (!string.IsNullOrEmpty(spec.PreferredHolder) && string.IsNullOrEmpty(spec.Strategy))
        {
            errors.Forbidden(path.Child("preferredHolder"), "may only be specified if `strategy` is defined");
        }
    }

    public static void Validate(CertificateSigningRequest request, FieldErrorList errors)
    {
        var (spec, path) = (request.Spec, FieldPath.Spec);
        ValidatePem(errors, spec.Request, path.Child("request"));
        if (spec.Usages.Count == 0)
        {
            errors.Required(path.Child("usages"));
        }
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < spec.Usages.Count; i++)
        {
            Check.OneOf(errors, path.Child("usages").Index(i), spec.Usages[i], KeyUsages);
            if (!seen.Add(spec.Usages[i]))
            {
                errors.Duplicate(path.Child("usages").Index(i), spec.Usages[i]);
            }
        }
        var signer = path.Child("signerName");
        if (spec.SignerName.Length == 0)
        {
            errors.Required(signer);
        }
        else if (spec.SignerName.Split('/') is not [{ Length: > 0 } domain, { Length: > 0 } rest])
        {
            errors.Invalid(signer, spec.SignerName, "must be a fully qualified domain and path of the form 'example.com/signer-name'");
        }
        else
        {
            errors.AddInvalid(signer, domain, Formats.IsDns1123Subdomain(domain));
            errors.AddInvalid(signer, rest, Formats.IsDns1123Subdomain(rest));
        }
        if (spec.ExpirationSeconds < 600)
        {
            errors.Invalid(path.Child("expirationSeconds"), spec.ExpirationSeconds, "may not specify a duration less than 600 seconds (10 minutes)");
        }
    }

    private static void ValidatePem(FieldErrorList errors, string request, FieldPath path)
    {
        if (request.Length == 0)
        {
            errors.Invalid(path, "", "PEM block type must be CERTIFICATE REQUEST");
            return;
        }
        var text = Encoding.UTF8.GetString(Convert.FromBase64String(request));
        if (!System.Security.Cryptography.PemEncoding.TryFind(text, out var fields) || text[fields.Label] != "CERTIFICATE REQUEST")
        {
            errors.Invalid(path, request, "PEM block type must be CERTIFICATE REQUEST");
        }
    }

    public static void ValidateUpdate(CertificateSigningRequest request, CertificateSigningRequest old, FieldErrorList errors) =>
        Check.Unchanged(errors, FieldPath.Spec, request.Spec, old.Spec);

    public static void Validate(APIService service, FieldErrorList errors)
    {
        var (spec, path) = (service.Spec, FieldPath.Spec);
        var required = $"{spec.Version}.{spec.Group}";
        if (service.Metadata.Name != required)
        {
            errors.Invalid(FieldPath.Metadata.Child("name"), service.Metadata.Name, $"must be `spec.version+\".\"+spec.group`: \"{required}\"");
        }
        if (spec.Group.Length > 0)
        {
            errors.AddInvalid(path.Child("group"), spec.Group, Formats.IsDns1123Subdomain(spec.Group));
        }
        errors.AddInvalid(path.Child("version"), spec.Version, Formats.IsDns1035Label(spec.Version));
        if (spec.GroupPriorityMinimum is <= 0 or > 20000)
        {
            errors.Invalid(path.Child("groupPriorityMinimum"), spec.GroupPriorityMinimum, "must be positive and less than 20000");
        }
        if (spec.VersionPriority is <= 0 or > 1000)
        {
            errors.Invalid(path.Child("versionPriority"), spec.VersionPriority, "must be positive and less than 1000");
        }
        if (spec.Service is not { } reference)
        {
            if (spec.CaBundle.Length > 0)
            {
                errors.Invalid(path.Child("caBundle"), $"{Convert.FromBase64String(spec.CaBundle).Length} bytes", "local APIServices may not have a caBundle");
            }
            if (spec.InsecureSkipTLSVerify)
            {
                errors.Invalid(path.Child("insecureSkipTLSVerify"), true, "local APIServices may not have insecureSkipTLSVerify");
            }
            return;
        }
        Check.NotEmpty(errors, path.Child("service", "namespace"), reference.Namespace);
        Check.NotEmpty(errors, path.Child("service", "name"), reference.Name);
        if (reference.Port is { } port)
        {
            errors.AddInvalid(path.Child("service", "port"), port, Formats.IsPortNumber(port));
        }
        if (spec.InsecureSkipTLSVerify && spec.CaBundle.Length > 0)
        {
            errors.Invalid(path.Child("insecureSkipTLSVerify"), true, "may not be true if caBundle is present");
        }
    }

    public static void Validate(FlowSchema schema, FieldErrorList errors)
    {
        var (spec, path) = (schema.Spec, FieldPath.Spec);
        if (spec.MatchingPrecedence <= 0)
        {
            errors.Invalid(path.Child("matchingPrecedence"), spec.MatchingPrecedence, "must be a positive value");
        }
        if (spec.MatchingPrecedence > 10000)
        {
            errors.Invalid(path.Child("matchingPrecedence"), spec.MatchingPrecedence, "must not be greater than 10000");
        }
        if (spec.MatchingPrecedence == 1 && schema.Metadata.Name != "exempt")
        {
            errors.Invalid(path.Child("matchingPrecedence"), spec.MatchingPrecedence, "only the schema named 'exempt' may have matchingPrecedence 1");
        }
        if (spec.DistinguisherMethod is { } method)
        {
            Check.OneOf(errors, path.Child("distinguisherMethod", "type"), method.Type, "ByNamespace", "ByUser");
        }
        if (spec.PriorityLevelConfiguration.Name.Length == 0)
        {
            errors.Required(path.Child("priorityLevelConfiguration", "name"), "must reference a priority level");
        }
        for (var i = 0; i < spec.Rules.Count; i++)
        {
            var (rule, at) = (spec.Rules[i], path.Child("rules").Index(i));
            if (rule.Subjects.Count == 0)
            {
                errors.Required(at.Child("subjects"), "subjects must contain at least one value");
            }
            if (rule.ResourceRules.Count == 0 && rule.NonResourceRules.Count == 0)
            {
                errors.Required(at, "at least one of resourceRules and nonResourceRules has to be non-empty");
            }
        }
    }

    public static void Validate(PriorityLevelConfiguration level, FieldErrorList errors)
    {
        var (spec, path) = (level.Spec, FieldPath.Spec);
        Check.OneOf(errors, path.Child("type"), spec.Type, "Exempt", "Limited");
        if (spec.Type == "Limited" && spec.Limited is null)
        {
            errors.Required(path.Child("limited"), "must not be empty when type is Limited");
        }
        if (spec.Type == "Exempt" && spec.Limited is not null)
        {
            errors.Forbidden(path.Child("limited"), "must be nil if the type is not Limited");
        }
        if (spec.Limited is { } limited)
        {
            Check.NonNegative(errors, path.Child("limited", "nominalConcurrencyShares"), limited.NominalConcurrencyShares);
            Check.OneOf(errors, path.Child("limited", "limitResponse").Child("type"), limited.LimitResponse.Type, "Queue", "Reject");
        }
    }

    public static void Validate(Resource.V1.ResourceClaim claim, FieldErrorList errors) => ValidateDevices(errors, claim.Spec, FieldPath.Spec);

    public static void ValidateUpdate(Resource.V1.ResourceClaim claim, Resource.V1.ResourceClaim old, FieldErrorList errors) =>
        Check.Unchanged(errors, FieldPath.Spec, claim.Spec, old.Spec);

    public static void Validate(ResourceClaimTemplate template, FieldErrorList errors)
    {
        if (template["spec"] is DocObject outer && outer["spec"] is DocObject spec)
        {
            ValidateDevices(errors, spec, FieldPath.Spec.Child("spec"));
        }
    }

    private static void ValidateDevices(FieldErrorList errors, DocObject spec, FieldPath path)
    {
        if ((spec["devices"] as DocObject)?["requests"] is not DocList requests)
        {
            return;
        }
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < requests.Count; i++)
        {
            var (request, at) = ((DocObject)requests[i]!, path.Child("devices", "requests").Index(i));
            var name = request["name"] as string ?? "";
            if (name.Length == 0)
            {
                errors.Required(at.Child("name"));
            }
            else
            {
                errors.AddInvalid(at.Child("name"), name, Formats.IsDns1123Label(name));
            }
            if (!names.Add(name))
            {
                errors.Duplicate(at, name);
            }
            var exactly = request["exactly"] as DocObject;
            var alternatives = request["firstAvailable"] as DocList;
            if (exactly is null && alternatives is not { Count: > 0 })
            {
                errors.Required(at, "exactly one of `exactly` or `firstAvailable` is required");
            }
            else if (exactly is not null && alternatives is { Count: > 0 })
            {
                errors.Invalid(at, null, "exactly one of `exactly` or `firstAvailable` is required, but multiple fields are set");
            }
            else if (exactly is not null)
            {
                if (exactly["deviceClassName"] is not string { Length: > 0 } deviceClass)
                {
                    errors.Required(at.Child("exactly", "deviceClassName"));
                }
                else
                {
                    errors.AddInvalid(at.Child("exactly", "deviceClassName"), deviceClass, Formats.IsDns1123Subdomain(deviceClass));
                }
                Check.OneOf(errors, at.Child("exactly", "allocationMode"), exactly["allocationMode"] as string, "All", "ExactCount");
            }
        }
    }

    public static void Validate(ResourceSlice slice, FieldErrorList errors)
    {
        var (spec, path) = (slice.Spec, FieldPath.Spec);
        if (spec.Driver.Length == 0)
        {
            errors.Required(path.Child("driver"));
        }
        else
        {
            errors.AddInvalid(path.Child("driver"), spec.Driver, Formats.IsDns1123Subdomain(spec.Driver));
        }
        if (spec.Pool.Name.Length == 0)
        {
            errors.Required(path.Child("pool", "name"));
        }
        if (spec.Pool.ResourceSliceCount <= 0)
        {
            errors.Invalid(path.Child("pool", "resourceSliceCount"), spec.Pool.ResourceSliceCount, "must be greater than zero");
        }
        if (spec.Pool.Generation < 0)
        {
            errors.Invalid(path.Child("pool", "generation"), spec.Pool.Generation, "must be greater than or equal to zero");
        }
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < spec.Devices.Count; i++)
        {
            var (device, at) = (spec.Devices[i], path.Child("devices").Index(i));
            errors.AddInvalid(at.Child("name"), device.Name, Formats.IsDns1123Label(device.Name));
            if (!names.Add(device.Name))
            {
                errors.Duplicate(at.Child("name"), device.Name);
            }
        }
    }
}
