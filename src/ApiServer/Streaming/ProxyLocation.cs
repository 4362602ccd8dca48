using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Navarch.Api.Core.V1;
using Navarch.Api.Discovery.V1;
using Navarch.ApiMachinery.Errors;

namespace Navarch.ApiServer.Streaming;

/// <summary>The name in a proxy request's path: [scheme:]name[:port], as in https:web:8443.</summary>
public readonly record struct ProxyName(string Scheme, string Name, string Port)
{
    /// <summary>Parses the segment after the resource.</summary>
    /// <exception cref="ApiException">It has no such form; <paramref name="kind"/> (pod, service, node) stands in the message.</exception>
    public static ProxyName Parse(string kind, string id)
    {
        var name = id.Split(':') switch
        {
            [var only] => new ProxyName("http", only, ""),
            [var first, var port] => new ProxyName("http", first, port),
            ["" or "http", var second, var port] => new ProxyName("http", second, port),
            ["https", var second, var port] => new ProxyName("https", second, port),
            _ => default,
        };
        return string.IsNullOrEmpty(name.Name) ? throw Status.BadRequest($"invalid {kind} request \"{id}\"").ToException() : name;
    }
}

/// <summary>Where the proxy subresource of a pod, service or node leads. Errors are <see cref="ApiException"/> in upstream's words.</summary>
public static class ProxyLocation
{
    /// <summary>The pod's address, at the port that is named or else the first that a container declares.</summary>
    public static Uri Pod(Pod pod, ProxyName name)
    {
        var port = name.Port;
        if (port.Length == 0 && pod.Spec.Containers.SelectMany(c => c.Ports).FirstOrDefault() is { } first)
        {
            port = first.ContainerPortValue.ToString(CultureInfo.InvariantCulture);
        }
        var address = pod.Status.PodIPs.Count > 0 ? pod.Status.PodIPs[0].Ip : pod.Status.PodIP;
        return Location(name.Scheme, address, port);
    }

    /// <summary>One of the service's ready endpoints, at random.</summary>
    public static Uri Service(Service service, IEnumerable<EndpointSlice> slices, ProxyName name)
    {
        var portName = PortName(service, name.Port);
        var candidates =
            from slice in slices
            where slice.AddressType != "FQDN"
            from port in slice.Ports
            where port.Port is not null && (port.Name ?? "") == portName
            from endpoint in slice.Endpoints
            where endpoint.Conditions.Ready != false && endpoint.Addresses.Count > 0
            select (Address: endpoint.Addresses[0], Port: port.Port!.Value);
        var ready = candidates.ToList();
        if (ready.Count == 0)
        {
            throw Status.ServiceUnavailable($"no endpoints available for service \"{name.Name}\"").ToException();
        }
        var (address, number) = ready[RandomNumberGenerator.GetInt32(ready.Count)];
        return Location(name.Scheme, address, number.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>The node's kubelet, or another port of its address. The second value says that it is the kubelet.</summary>
    public static (Uri Uri, bool IsKubelet) Node(Uri kubelet, ProxyName name)
    {
        if (name.Port.Length == 0 || name.Port == kubelet.Port.ToString(CultureInfo.InvariantCulture))
        {
            return (kubelet, true);
        }
        return (Location(name.Scheme, kubelet.Host.Trim('[', ']'), name.Port), false);
    }

    private static string PortName(Service service, string port)
    {
        if (port.Length == 0)
        {
            return service.Spec.Ports.Count == 1
                ? service.Spec.Ports[0].Name
                : throw NoPort(service, port);
        }
        foreach (var known in service.Spec.Ports)
        {
            if (known.Name == port || known.Port.ToString(CultureInfo.InvariantCulture) == port)
            {
                return known.Name;
            }
        }
        throw NoPort(service, port);
    }

    private static ApiException NoPort(Service service, string port) =>
        Status.ServiceUnavailable($"no service port \"{port}\" found for service \"{service.Metadata.Name}\"").ToException();

    /// <summary>Refuses addresses that would make the API server talk to itself or its own link.</summary>
    private static Uri Location(string scheme, string address, string port)
    {
        if (!IPAddress.TryParse(address, out var ip) || !IsProxyable(ip))
        {
            throw Status.BadRequest("address not allowed").ToException();
        }
        if (port.Length > 0 && !ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            throw Status.BadRequest($"invalid port \"{port}\"").ToException();
        }
        return new UriBuilder(scheme, address, port.Length > 0 ? int.Parse(port, CultureInfo.InvariantCulture) : -1).Uri;
    }

    private static bool IsProxyable(IPAddress ip)
    {
        var first = ip.GetAddressBytes()[0];
        return !IPAddress.IsLoopback(ip) && !ip.Equals(IPAddress.Any) && !ip.Equals(IPAddress.IPv6Any)
            && (ip.AddressFamily == AddressFamily.InterNetworkV6
                ? !ip.IsIPv6LinkLocal && !ip.IsIPv6Multicast && !IPAddress.IsLoopback(ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : ip)
                : first is < 224 and not 0 && !(first == 169 && ip.GetAddressBytes()[1] == 254));
    }
}
