using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Fields;
using Navarch.ApiMachinery.Validation;

namespace Navarch.Api.Networking.V1;

/// <summary>The rules for Ingresses.</summary>
internal static class IngressValidation
{
    public static void Validate(Ingress ingress, FieldErrorList errors)
    {
        var (spec, path) = (ingress.Spec, FieldPath.Spec);
        if (spec.Rules.Count == 0 && spec.DefaultBackend is null)
        {
            errors.Invalid(path, FieldErrorText.Internal(spec, "ingressClassName", "defaultBackend", "tls", "rules"),
                "either `defaultBackend` or `rules` must be specified");
        }
        if (spec.DefaultBackend is { } backend)
        {
            ValidateBackend(errors, backend, path.Child("defaultBackend"));
        }
        for (var i = 0; i < spec.Rules.Count; i++)
        {
            ValidateRule(errors, spec.Rules[i], path.Child("rules").Index(i));
        }
        for (var i = 0; i < spec.Tls.Count; i++)
        {
            for (var h = 0; h < spec.Tls[i].Hosts.Count; h++)
            {
                ValidateHost(errors, spec.Tls[i].Hosts[h], path.Child("tls").Index(i).Child("hosts").Index(h));
            }
            if (spec.Tls[i].SecretName.Length > 0)
            {
                errors.AddInvalid(path.Child("tls").Index(i).Child("secretName"), spec.Tls[i].SecretName, Formats.IsDns1123Subdomain(spec.Tls[i].SecretName));
            }
        }
        if (spec.IngressClassName is { } name)
        {
            errors.AddInvalid(path.Child("ingressClassName"), name, Formats.IsDns1123Subdomain(name));
        }
    }

    private static void ValidateHost(FieldErrorList errors, string host, FieldPath path) => errors.AddInvalid(path, host,
        host.Contains('*', StringComparison.Ordinal) ? Formats.IsWildcardDns1123Subdomain(host) : Formats.IsDns1123Subdomain(host));

    private static void ValidateRule(FieldErrorList errors, IngressRule rule, FieldPath path)
    {
        if (rule.Host.Length > 0)
        {
            if (Addresses.ParseIp(rule.Host) is not null)
            {
                errors.Invalid(path.Child("host"), rule.Host, "must be a DNS name, not an IP address");
            }
            ValidateHost(errors, rule.Host, path.Child("host"));
        }
        if (rule.Http is not { } http)
        {
            return;
        }
        var paths = path.Child("http", "paths");
        if (http.Paths.Count == 0)
        {
            errors.Required(paths);
        }
        for (var i = 0; i < http.Paths.Count; i++)
        {
            ValidatePath(errors, http.Paths[i], paths.Index(i));
        }
    }

    private static void ValidatePath(FieldErrorList errors, HTTPIngressPath item, FieldPath path)
    {
        if (item.PathType is null)
        {
            errors.Required(path.Child("pathType"), "pathType must be specified");
        }
        else if (item.PathType is "Exact" or "Prefix")
        {
            var value = item.Path;
            var at = path.Child("path");
            if (!value.StartsWith('/'))
            {
                errors.Invalid(at, value, "must be an absolute path");
            }
            foreach (var bad in (ReadOnlySpan<string>)["//", "/./", "/../", "%2f", "%2F"])
            {
                if (value.Contains(bad, StringComparison.Ordinal))
                {
                    errors.Invalid(at, value, $"must not contain '{bad}'");
                }
            }
            foreach (var bad in (ReadOnlySpan<string>)["/..", "/."])
            {
                if (value.EndsWith(bad, StringComparison.Ordinal))
                {
                    errors.Invalid(at, value, $"cannot end with '{bad}'");
                }
            }
        }
        else if (item.PathType != "ImplementationSpecific")
        {
            errors.NotSupported(path.Child("pathType"), item.PathType, "Exact", "ImplementationSpecific", "Prefix");
        }
        else if (item.Path.Length > 0 && !item.Path.StartsWith('/'))
        {
            errors.Invalid(path.Child("path"), item.Path, "must be an absolute path");
        }
        ValidateBackend(errors, item.Backend, path.Child("backend"));
    }

    private static void ValidateBackend(FieldErrorList errors, IngressBackend backend, FieldPath path)
    {
        if (backend.Resource is not null && backend.Service is not null)
        {
            errors.Invalid(path, "", "cannot set both resource and service backends");
        }
        else if (backend.Resource is { } resource)
        {
            Check.NotEmpty(errors, path.Child("resource", "kind"), resource.Kind);
            Check.NotEmpty(errors, path.Child("resource", "name"), resource.Name);
        }
        else if (backend.Service is { } service)
        {
            var at = path.Child("service");
            if (service.Name.Length == 0)
            {
                errors.Required(at.Child("name"));
            }
            else
            {
                errors.AddInvalid(at.Child("name"), service.Name, Formats.IsDns1035Label(service.Name));
            }
            var (name, number) = (service.Port.Name, service.Port.Number);
            if (name.Length > 0 && number != 0)
            {
                errors.Invalid(path, "", "cannot set both port name & port number");
            }
            else if (name.Length > 0)
            {
                errors.AddInvalid(at.Child("port", "name"), name, Formats.IsPortName(name));
            }
            else if (number != 0)
            {
                errors.AddInvalid(at.Child("port", "number"), number, Formats.IsPortNumber(number));
            }
            else
            {
                errors.Required(path, "port name or number is required");
            }
        }
        else
        {
            errors.Invalid(path, "", "resource or service backend is required");
        }
    }
}

/// <summary>The rules for IngressClasses.</summary>
internal static class IngressClassValidation
{
    public static void Validate(IngressClass ingressClass, FieldErrorList errors)
    {
        var (spec, path) = (ingressClass.Spec, FieldPath.Spec);
        if (spec.Controller.Length > 250)
        {
            errors.TooLong(path.Child("controller"), 250);
        }
        NameValidation.ValidateDomainPrefixedPath(errors, path.Child("controller"), spec.Controller);
        if (spec.Parameters is not { } parameters)
        {
            return;
        }
        var at = path.Child("parameters");
        Check.NotEmpty(errors, at.Child("kind"), parameters.Kind);
        Check.NotEmpty(errors, at.Child("name"), parameters.Name);
        if (parameters.Scope is null)
        {
            errors.Required(at.Child("scope"));
            return;
        }
        Check.OneOf(errors, at.Child("scope"), parameters.Scope, "Cluster", "Namespace");
        if (parameters.Scope == "Namespace" && string.IsNullOrEmpty(parameters.Namespace))
        {
            errors.Required(at.Child("namespace"), "`parameters.scope` is set to 'Namespace'");
        }
        if (parameters.Scope == "Cluster" && parameters.Namespace is not null)
        {
            errors.Forbidden(at.Child("namespace"), "`parameters.scope` is set to 'Cluster'");
        }
    }

    public static void ValidateUpdate(IngressClass ingressClass, IngressClass old, FieldErrorList errors) =>
        Check.Unchanged(errors, FieldPath.Spec.Child("controller"), ingressClass.Spec.Controller, old.Spec.Controller);
}

/// <summary>The rules for NetworkPolicies.</summary>
internal static class NetworkPolicyValidation
{
    public static void Validate(NetworkPolicy policy, FieldErrorList errors)
    {
        var (spec, path) = (policy.Spec, FieldPath.Spec);
        LabelSelectorValidation.Validate(errors, spec.PodSelector, path.Child("podSelector"));
        for (var i = 0; i < spec.Ingress.Count; i++)
        {
            ValidatePorts(errors, spec.Ingress[i].Ports, path.Child("ingress").Index(i).Child("ports"));
            ValidatePeers(errors, spec.Ingress[i].From, path.Child("ingress").Index(i).Child("from"));
        }
        for (var i = 0; i < spec.Egress.Count; i++)
        {
            ValidatePorts(errors, spec.Egress[i].Ports, path.Child("egress").Index(i).Child("ports"));
            ValidatePeers(errors, spec.Egress[i].To, path.Child("egress").Index(i).Child("to"));
        }
        if (spec.PolicyTypes.Count > 2)
        {
            errors.Invalid(path.Child("policyTypes"), spec["policyTypes"], "may not specify more than two policyTypes");
            return;
        }
        for (var i = 0; i < spec.PolicyTypes.Count; i++)
        {
            Check.OneOf(errors, path.Child("policyTypes").Index(i), spec.PolicyTypes[i], "Ingress", "Egress");
        }
    }

    private static void ValidatePorts(FieldErrorList errors, ListOf<NetworkPolicyPort> ports, FieldPath path)
    {
        for (var i = 0; i < ports.Count; i++)
        {
            var (port, at) = (ports[i], path.Index(i));
            Check.OneOf(errors, at.Child("protocol"), port.Protocol, "SCTP", "TCP", "UDP");
            if (port.Port is { } given)
            {
                if (given.IsString)
                {
                    if (port.EndPort is not null)
                    {
                        errors.Invalid(at.Child("endPort"), port.EndPort, "may not be specified when `port` is non-numeric");
                    }
                    errors.AddInvalid(at.Child("port"), given.StringValue, Formats.IsPortName(given.StringValue!));
                }
                else
                {
                    errors.AddInvalid(at.Child("port"), given.IntValue, Formats.IsPortNumber(given.IntValue));
                    if (port.EndPort is { } end)
                    {
                        if (end < given.IntValue)
                        {
                            errors.Invalid(at.Child("endPort"), end, "must be greater than or equal to `port`");
                        }
                        errors.AddInvalid(at.Child("endPort"), end, Formats.IsPortNumber(end));
                    }
                }
            }
            else if (port.EndPort is not null)
            {
                errors.Invalid(at.Child("endPort"), port.EndPort, "may not be specified when `port` is not specified");
            }
        }
    }

    private static void ValidatePeers(FieldErrorList errors, ListOf<NetworkPolicyPeer> peers, FieldPath path)
    {
        for (var i = 0; i < peers.Count; i++)
        {
            var (peer, at) = (peers[i], path.Index(i));
            LabelSelectorValidation.Validate(errors, peer.PodSelector, at.Child("podSelector"));
            LabelSelectorValidation.Validate(errors, peer.NamespaceSelector, at.Child("namespaceSelector"));
            var selectors = (peer.PodSelector is null ? 0 : 1) + (peer.NamespaceSelector is null ? 0 : 1);
            if (peer.IpBlock is { } block)
            {
                ValidateBlock(errors, block, at.Child("ipBlock"));
            }
            if (selectors == 0 && peer.IpBlock is null)
            {
                errors.Required(at, "must specify a peer");
            }
            else if (selectors > 0 && peer.IpBlock is not null)
            {
                errors.Forbidden(at, "may not specify both ipBlock and another peer");
            }
        }
    }

    private static void ValidateBlock(FieldErrorList errors, IPBlock block, FieldPath path)
    {
        if (block.Cidr.Length == 0)
        {
            errors.Required(path.Child("cidr"));
            return;
        }
        Addresses.ValidateCidr(errors, path.Child("cidr"), block.Cidr);
        if (!Addresses.TryParseCidr(block.Cidr, out var network, out var length))
        {
            return;
        }
        var outer = new System.Net.IPNetwork(Mask(network, length), length);
        for (var i = 0; i < block.Except.Count; i++)
        {
            var at = path.Child("except").Index(i);
            Addresses.ValidateCidr(errors, at, block.Except[i]);
            if (Addresses.TryParseCidr(block.Except[i], out var inner, out var innerLength)
                && (inner.AddressFamily != network.AddressFamily || !outer.Contains(inner) || innerLength <= length))
            {
                errors.Invalid(at, block.Except[i], "must be a strict subset of `cidr`");
            }
        }
    }

    private static System.Net.IPAddress Mask(System.Net.IPAddress address, int length)
    {
        var bytes = address.GetAddressBytes();
        for (var i = 0; i < bytes.Length; i++)
        {
            var bits = Math.Clamp(length - (i * 8), 0, 8);
            bytes[i] &= (byte)(0xff << (8 - bits));
        }
        return new System.Net.IPAddress(bytes);
    }
}

/// <summary>The rules for IPAddresses and ServiceCIDRs.</summary>
internal static class IPAddressValidation
{
    public static void Validate(IPAddress address, FieldErrorList errors)
    {
        var path = FieldPath.Spec.Child("parentRef");
        if (address.Spec.ParentRef is not { } parent)
        {
            errors.Required(path);
            return;
        }
        Check.NotEmpty(errors, path.Child("resource"), parent.Resource);
        Check.NotEmpty(errors, path.Child("name"), parent.Name);
    }

    public static void ValidateUpdate(IPAddress address, IPAddress old, FieldErrorList errors) =>
        Check.Unchanged(errors, FieldPath.Spec.Child("parentRef"), address.Spec.ParentRef, old.Spec.ParentRef);

    public static IReadOnlyList<string> ValidateName(string name, bool prefix)
    {
        var address = Addresses.ParseIp(name);
        return address is null ? ["must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)"]
            : address.ToString() != name ? [$"must be in canonical form (\"{address}\")"] : [];
    }

    public static void Validate(ServiceCIDR cidr, FieldErrorList errors)
    {
        var path = FieldPath.Spec.Child("cidrs");
        if (cidr.Spec.Cidrs.Count == 0)
        {
            errors.Required(path, "at least one CIDR required");
        }
        if (cidr.Spec.Cidrs.Count > 2)
        {
            errors.Invalid(path, cidr.Spec["cidrs"], "may only hold up to 2 values");
        }
        for (var i = 0; i < cidr.Spec.Cidrs.Count; i++)
        {
            Addresses.ValidateCidr(errors, path.Index(i), cidr.Spec.Cidrs[i]);
        }
    }
}
