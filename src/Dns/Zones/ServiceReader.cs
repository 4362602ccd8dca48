using System.Collections.Immutable;
using System.Net;
using Navarch.Api.Core.V1;
using Navarch.Api.Discovery.V1;
using Navarch.Dns.Wire;

namespace Navarch.Dns.Zones;

/// <summary>From the API's objects to what the zone keeps of them.</summary>
public static class ServiceReader
{
    /// <summary>The label of the Service that an EndpointSlice belongs to.</summary>
    public const string ServiceNameLabel = "kubernetes.io/service-name";

    public static ServiceEntry Of(Service service, IEnumerable<EndpointSlice> slices)
    {
        var spec = service.Spec;
        var entry = new ServiceEntry(service.Metadata.Namespace, service.Metadata.Name);
        if (spec.Type == "ExternalName")
        {
            return entry with { ExternalName = DnsName.Absolute(spec.ExternalName) };
        }
        if (spec.ClusterIP == "None")
        {
            return entry with { Headless = true, Endpoints = Endpoints(slices, spec.PublishNotReadyAddresses) };
        }
        IEnumerable<string> addresses = spec.ClusterIPs.Count > 0 ? spec.ClusterIPs : [spec.ClusterIP];
        return entry with
        {
            ClusterIPs = [.. addresses.Select(Parse).OfType<IPAddress>()],
            Ports = [.. spec.Ports.Select(port => new PortEntry(port.Name, Protocol(port.Protocol), port.Port))],
        };
    }

    private static ImmutableArray<EndpointEntry> Endpoints(IEnumerable<EndpointSlice> slices, bool notReadyToo)
    {
        var endpoints = ImmutableArray.CreateBuilder<EndpointEntry>();
        foreach (var slice in slices.OrderBy(slice => slice.Metadata.Name, StringComparer.Ordinal))
        {
            ImmutableArray<PortEntry> ports = [.. slice.Ports.Where(port => port.Port is not null).Select(port => new PortEntry(port.Name ?? "", Protocol(port.Protocol), port.Port!.Value))];
            foreach (var endpoint in slice.Endpoints)
            {
                if (!notReadyToo && endpoint.Conditions.Ready is false)
                {
                    continue;
                }
                foreach (var address in endpoint.Addresses.Select(Parse).OfType<IPAddress>())
                {
                    endpoints.Add(new EndpointEntry(endpoint.Hostname is { Length: > 0 } hostname ? hostname : ClusterZone.DashedName(address), address, ports));
                }
            }
        }
        return endpoints.ToImmutable();
    }

    private static IPAddress? Parse(string text) => IPAddress.TryParse(text, out var address) ? address : null;

    private static string Protocol(string? protocol) => string.IsNullOrEmpty(protocol) ? "tcp" : protocol.ToLowerInvariant();
}
