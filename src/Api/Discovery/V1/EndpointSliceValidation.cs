using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Fields;
using Navarch.ApiMachinery.Validation;

namespace Navarch.Api.Discovery.V1;

/// <summary>The rules for EndpointSlices.</summary>
internal static class EndpointSliceValidation
{
    public static void Validate(EndpointSlice slice, FieldErrorList errors)
    {
        Check.RequiredOneOf(errors, new FieldPath("addressType"), slice.AddressType, "FQDN", "IPv4", "IPv6");
        var endpoints = new FieldPath("endpoints");
        if (slice.Endpoints.Count > 1000)
        {
            errors.TooMany(endpoints, slice.Endpoints.Count, 1000);
        }
        for (var i = 0; i < slice.Endpoints.Count && slice.Endpoints.Count <= 1000; i++)
        {
            ValidateEndpoint(errors, slice.Endpoints[i], slice.AddressType, endpoints.Index(i));
        }
        var ports = new FieldPath("ports");
        if (slice.Ports.Count > 100)
        {
            errors.TooMany(ports, slice.Ports.Count, 100);
            return;
        }
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < slice.Ports.Count; i++)
        {
            var (port, at) = (slice.Ports[i], ports.Index(i));
            if (!string.IsNullOrEmpty(port.Name))
            {
                errors.AddInvalid(at.Child("name"), port.Name, Formats.IsDns1123Label(port.Name));
            }
            if (!names.Add(port.Name ?? ""))
            {
                errors.Duplicate(at.Child("name"), port.Name ?? "");
            }
            if (port.Protocol is null)
            {
                errors.Required(at.Child("protocol"));
            }
            else
            {
                Check.OneOf(errors, at.Child("protocol"), port.Protocol, "SCTP", "TCP", "UDP");
            }
            if (port.AppProtocol is { } protocol)
            {
                errors.AddInvalid(at.Child("appProtocol"), protocol, Formats.IsQualifiedName(protocol));
            }
        }
    }

    private static void ValidateEndpoint(FieldErrorList errors, Endpoint endpoint, string type, FieldPath path)
    {
        var addresses = path.Child("addresses");
        if (endpoint.Addresses.Count == 0)
        {
            errors.Required(addresses, "must contain at least 1 address");
        }
        else if (endpoint.Addresses.Count > 100)
        {
            errors.TooMany(addresses, endpoint.Addresses.Count, 100);
        }
        for (var i = 0; i < endpoint.Addresses.Count; i++)
        {
            var (address, at) = (endpoint.Addresses[i], addresses.Index(i));
            switch (type)
            {
                case "IPv4":
                    Addresses.ValidateIpv4(errors, at, address);
                    break;
                case "IPv6":
                    Addresses.ValidateIpv6(errors, at, address);
                    break;
                case "FQDN":
                    NameValidation.ValidateFullyQualifiedDomainName(errors, at, address);
                    break;
            }
            if (type is "IPv4" or "IPv6" && Addresses.ParseIp(address) is { } ip)
            {
                ValidateNonSpecial(errors, ip, address, at);
            }
        }
        if (endpoint.NodeName is { } node)
        {
            errors.AddInvalid(path.Child("nodeName"), node, Formats.IsDns1123Subdomain(node));
        }
        if (endpoint.Hostname is { } hostname)
        {
            errors.AddInvalid(path.Child("hostname"), hostname, Formats.IsDns1123Label(hostname));
        }
    }

    private static void ValidateNonSpecial(FieldErrorList errors, System.Net.IPAddress ip, string address, FieldPath path)
    {
        if (ip.Equals(System.Net.IPAddress.Any) || ip.Equals(System.Net.IPAddress.IPv6Any))
        {
            errors.Invalid(path, address, $"may not be unspecified ({ip})");
        }
        if (System.Net.IPAddress.IsLoopback(ip))
        {
            errors.Invalid(path, address, "may not be in the loopback range (127.0.0.0/8, ::1/128)");
        }
        var bytes = ip.GetAddressBytes();
        if (bytes.Length == 4 ? bytes[0] == 169 && bytes[1] == 254 : ip.IsIPv6LinkLocal)
        {
            errors.Invalid(path, address, "may not be in the link-local range (169.254.0.0/16, fe80::/10)");
        }
        if (bytes.Length == 4 ? bytes is [224, 0, 0, _] : bytes[0] == 0xff && (bytes[1] & 0xf) == 2)
        {
            errors.Invalid(path, address, "may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)");
        }
    }

    public static void ValidateUpdate(EndpointSlice slice, EndpointSlice old, FieldErrorList errors) =>
        Check.Unchanged(errors, new FieldPath("addressType"), slice.AddressType, old.AddressType);
}
