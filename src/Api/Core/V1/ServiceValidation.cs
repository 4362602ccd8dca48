using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Fields;
using Navarch.ApiMachinery.Validation;

namespace Navarch.Api.Core.V1;

/// <summary>The rules for Services. The allocator of cluster IPs and node ports has its own.</summary>
internal static class ServiceValidation
{
    private const string None = "None";

    public static void Validate(Service service, FieldErrorList errors)
    {
        var (spec, path) = (service.Spec, FieldPath.Spec);
        var isHeadless = spec.ClusterIP == None;
        if (spec.Ports.Count == 0 && !isHeadless && spec.Type != "ExternalName")
        {
            errors.Required(path.Child("ports"));
        }
        ValidateType(errors, service, path);
        ValidatePorts(errors, spec, isHeadless, path.Child("ports"));
        ObjectMetaValidation.ValidateLabels(errors, spec["selector"] as DocMap, path.Child("selector"));
        ValidateAffinity(errors, spec, path);
        if (spec.Type != "ExternalName")
        {
            ValidateClusterIPs(errors, spec, path);
        }
        for (var i = 0; i < spec.ExternalIPs.Count; i++)
        {
            Addresses.ValidateIp(errors, path.Child("externalIPs").Index(i), spec.ExternalIPs[i]);
        }
        Check.RequiredOneOf(errors, path.Child("type"), spec.Type, "ClusterIP", "ExternalName", "LoadBalancer", "NodePort");
        ValidateLoadBalancer(errors, spec, path);
        ValidatePolicies(errors, spec, path);
    }

    private static void ValidateType(FieldErrorList errors, Service service, FieldPath path)
    {
        var spec = service.Spec;
        switch (spec.Type)
        {
            case "LoadBalancer":
                if (spec.ClusterIP == None)
                {
                    errors.Invalid(path.Child("clusterIPs").Index(0), spec["clusterIPs"], "may not be set to 'None' for LoadBalancer services");
                }
                break;
            case "NodePort":
                if (spec.ClusterIP == None)
                {
                    errors.Invalid(path.Child("clusterIPs").Index(0), spec["clusterIPs"], "may not be set to 'None' for NodePort services");
                }
                break;
            case "ExternalName":
                if (spec.ClusterIPs.Count > 0)
                {
                    errors.Forbidden(path.Child("clusterIPs"), "may not be set for ExternalName services");
                }
                if (spec.IpFamilies.Count > 0)
                {
                    errors.Forbidden(path.Child("ipFamilies"), "may not be set for ExternalName services");
                }
                if (spec.IpFamilyPolicy is not null)
                {
                    errors.Forbidden(path.Child("ipFamilyPolicy"), "may not be set for ExternalName services");
                }
                var name = spec.ExternalName.EndsWith('.') && spec.ExternalName.Length > 1 ? spec.ExternalName[..^1] : spec.ExternalName;
                if (name.Length == 0)
                {
                    errors.Required(path.Child("externalName"));
                }
                else
                {
                    errors.AddInvalid(path.Child("externalName"), name, Formats.IsDns1123Subdomain(name));
                }
                break;
        }
    }

    private static void ValidatePorts(FieldErrorList errors, ServiceSpec spec, bool isHeadless, FieldPath path)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var numbers = new HashSet<(string, int)>();
        var nodePorts = new HashSet<(string, int)>();
        for (var i = 0; i < spec.Ports.Count; i++)
        {
            var (port, at) = (spec.Ports[i], path.Index(i));
            if (port.Name.Length == 0)
            {
                if (spec.Ports.Count > 1)
                {
                    errors.Required(at.Child("name"));
                }
            }
            else
            {
                errors.AddInvalid(at.Child("name"), port.Name, Formats.IsDns1123Label(port.Name));
                if (!names.Add(port.Name))
                {
                    errors.Duplicate(at.Child("name"), port.Name);
                }
            }
            errors.AddInvalid(at.Child("port"), port.Port, Formats.IsPortNumber(port.Port));
            Check.RequiredOneOf(errors, at.Child("protocol"), port.Protocol, "SCTP", "TCP", "UDP");
            if (port["targetPort"] is string target)
            {
                errors.AddInvalid(at.Child("targetPort"), target, Formats.IsPortName(target));
            }
            else if (port["targetPort"] is long number)
            {
                errors.AddInvalid(at.Child("targetPort"), number, Formats.IsPortNumber(number));
            }
            if (port.AppProtocol is { } protocol)
            {
                errors.AddInvalid(at.Child("appProtocol"), protocol, Formats.IsQualifiedName(protocol));
            }
            if (isHeadless is false && spec.Type is "ClusterIP" && port.NodePort != 0)
            {
                errors.Forbidden(at.Child("nodePort"), "may not be used when `type` is 'ClusterIP'");
            }
            if (!numbers.Add((port.Protocol, port.Port)))
            {
                errors.Duplicate(at, FieldErrorText.Internal(DuplicateOf(port)));
            }
            if (port.NodePort != 0 && spec.Type is "NodePort" or "LoadBalancer" && !nodePorts.Add((port.Protocol, port.NodePort)) && port.NodePort != 0)
            {
                errors.Duplicate(at.Child("nodePort"), port.NodePort);
            }
        }
    }

    // Upstream shows the port by what makes it the same port.
    private static ServicePort DuplicateOf(ServicePort port) => new() { Protocol = port.Protocol, Port = port.Port };

    private static void ValidateAffinity(FieldErrorList errors, ServiceSpec spec, FieldPath path)
    {
        Check.RequiredOneOf(errors, path.Child("sessionAffinity"), spec.SessionAffinity, "ClientIP", "None");
        var config = path.Child("sessionAffinityConfig");
        if (spec.SessionAffinity == "ClientIP")
        {
            if (spec.SessionAffinityConfig?.ClientIP?.TimeoutSeconds is not { } timeout)
            {
                errors.Required(config, "when session affinity type is ClientIP");
            }
            else if (timeout is <= 0 or > 86400)
            {
                errors.Invalid(config.Child("clientIP", "timeoutSeconds"), timeout, "must be greater than 0 and less than 86400");
            }
        }
        else if (spec.SessionAffinity == None && spec.SessionAffinityConfig is not null)
        {
            errors.Forbidden(config, "must not be set when session affinity is None");
        }
    }

    private static void ValidateClusterIPs(FieldErrorList errors, ServiceSpec spec, FieldPath path)
    {
        var ips = path.Child("clusterIPs");
        if (spec.ClusterIPs.Count > 0 && spec.ClusterIPs[0] != spec.ClusterIP)
        {
            errors.Invalid(ips, spec["clusterIPs"], "first value must match `clusterIP`");
        }
        if (spec.ClusterIPs.Count > 2)
        {
            errors.Invalid(ips, spec["clusterIPs"], "may only hold up to 2 values");
        }
        for (var i = 0; i < spec.ClusterIPs.Count; i++)
        {
            if (i > 0 && spec.ClusterIPs[i] == None)
            {
                errors.Invalid(ips.Index(i), spec.ClusterIPs[i], "`None` must be the first and only value");
            }
            else if (spec.ClusterIPs[i] != None)
            {
                Addresses.ValidateIp(errors, ips.Index(i), spec.ClusterIPs[i]);
            }
        }
        for (var i = 0; i < spec.IpFamilies.Count; i++)
        {
            Check.OneOf(errors, path.Child("ipFamilies").Index(i), spec.IpFamilies[i], "IPv4", "IPv6");
        }
        Check.OneOf(errors, path.Child("ipFamilyPolicy"), spec.IpFamilyPolicy, "SingleStack", "PreferDualStack", "RequireDualStack");
        if (spec.IpFamilies.Count == 2 && spec.IpFamilies[0] == spec.IpFamilies[1])
        {
            errors.Duplicate(path.Child("ipFamilies").Index(1), spec.IpFamilies[1]);
        }
    }

    private static void ValidateLoadBalancer(FieldErrorList errors, ServiceSpec spec, FieldPath path)
    {
        if (spec.LoadBalancerSourceRanges.Count > 0)
        {
            var at = path.Child("loadBalancerSourceRanges");
            if (spec.Type != "LoadBalancer")
            {
                errors.Forbidden(at, "may only be used when `type` is 'LoadBalancer'");
            }
            for (var i = 0; i < spec.LoadBalancerSourceRanges.Count; i++)
            {
                Addresses.ValidateCidr(errors, at.Index(i), spec.LoadBalancerSourceRanges[i].Trim());
            }
        }
        if (spec.AllocateLoadBalancerNodePorts is not null && spec.Type != "LoadBalancer")
        {
            errors.Forbidden(path.Child("allocateLoadBalancerNodePorts"), "may only be used when `type` is 'LoadBalancer'");
        }
        if (spec.LoadBalancerClass is { } loadBalancerClass)
        {
            if (spec.Type != "LoadBalancer")
            {
                errors.Forbidden(path.Child("loadBalancerClass"), "may only be used when `type` is 'LoadBalancer'");
            }
            else
            {
                errors.AddInvalid(path.Child("loadBalancerClass"), loadBalancerClass, Formats.IsQualifiedName(loadBalancerClass));
            }
        }
    }

    private static bool IsExternallyAccessible(ServiceSpec spec) =>
        spec.Type is "LoadBalancer" or "NodePort" || (spec.Type == "ClusterIP" && spec.ExternalIPs.Count > 0);

    private static void ValidatePolicies(FieldErrorList errors, ServiceSpec spec, FieldPath path)
    {
        var external = path.Child("externalTrafficPolicy");
        if (IsExternallyAccessible(spec))
        {
            Check.RequiredOneOf(errors, external, spec.ExternalTrafficPolicy, "Cluster", "Local");
        }
        else if (spec.ExternalTrafficPolicy.Length > 0)
        {
            errors.Invalid(external, spec.ExternalTrafficPolicy, "may only be set for externally-accessible services");
        }
        var health = path.Child("healthCheckNodePort");
        if (spec.Type == "LoadBalancer" && spec.ExternalTrafficPolicy == "Local")
        {
            if (spec.HealthCheckNodePort != 0)
            {
                errors.AddInvalid(health, spec.HealthCheckNodePort, Formats.IsPortNumber(spec.HealthCheckNodePort));
            }
        }
        else if (spec.HealthCheckNodePort != 0)
        {
            errors.Invalid(health, spec.HealthCheckNodePort, "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'");
        }
        if (spec.InternalTrafficPolicy is null)
        {
            if (spec.Type is "ClusterIP" or "NodePort" or "LoadBalancer")
            {
                errors.Required(path.Child("internalTrafficPolicy"));
            }
        }
        else
        {
            Check.OneOf(errors, path.Child("internalTrafficPolicy"), spec.InternalTrafficPolicy, "Cluster", "Local");
        }
        Check.OneOf(errors, path.Child("trafficDistribution"), spec.TrafficDistribution, "PreferClose", "PreferSameNode", "PreferSameZone");
    }

    public static void ValidateUpdate(Service service, Service old, FieldErrorList errors)
    {
        // A change to or from ExternalName takes and gives up the addresses; otherwise the first stays.
        if (old.Spec.Type != "ExternalName" && service.Spec.Type != "ExternalName" && old.Spec.ClusterIP.Length > 0
            && service.Spec.ClusterIP != old.Spec.ClusterIP)
        {
            errors.Invalid(FieldPath.Spec.Child("clusterIPs").Index(0), service.Spec["clusterIPs"], "may not change once set");
        }
        if (old.Spec.Type == "LoadBalancer" && service.Spec.Type == "LoadBalancer" && old.Spec.LoadBalancerClass != service.Spec.LoadBalancerClass)
        {
            errors.Invalid(FieldPath.Spec.Child("loadBalancerClass"), service.Spec.LoadBalancerClass, "may not change once set");
        }
    }
}
