using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Navarch.Api.Core.V1;
using Navarch.Api.Discovery.V1;
using Navarch.KubeProxy.Nft;

namespace Navarch.KubeProxy.Services;

/// <summary>From the API's objects to what the planner needs. Addresses and ranges that don't parse are passed over: the API refuses them.</summary>
public static class ServiceViews
{
    /// <summary>The label of the Service that an EndpointSlice belongs to.</summary>
    public const string ServiceNameLabel = "kubernetes.io/service-name";

    /// <summary>Services with this label are somebody else's to proxy; upstream's kube-proxy passes over them.</summary>
    public const string ServiceProxyNameLabel = "service.kubernetes.io/service-proxy-name";

    public const string HeadlessServiceLabel = "service.kubernetes.io/headless";

    /// <summary>The service's ports with their endpoints; none for what has no cluster IP of this family.</summary>
    public static IReadOnlyList<ServicePortEndpoints> Of(Service service, IEnumerable<EndpointSlice> slices, NftFamily family, string nodeName)
    {
        var spec = service.Spec;
        if (spec.Type == "ExternalName" || service.Metadata.Labels.TryGetValue(ServiceProxyNameLabel, out _) || ClusterIP(spec, family) is not { } clusterIP)
        {
            return [];
        }
        var addressType = family == NftFamily.IPv6 ? "IPv6" : "IPv4";
        var ofFamily = slices
            .Where(slice => slice.AddressType == addressType && !slice.Metadata.Labels.TryGetValue(HeadlessServiceLabel, out _))
            .ToList();
        var affinity = spec.SessionAffinity == "ClientIP"
            ? TimeSpan.FromSeconds(spec.SessionAffinityConfig?.ClientIP?.TimeoutSeconds ?? 10800)
            : (TimeSpan?)null;
        var loadBalancerIPs = service.Status.LoadBalancer.Ingress.Where(ingress => ingress.IpMode is null or "VIP").Select(ingress => ingress.Ip);

        var ports = new List<ServicePortEndpoints>(spec.Ports.Count);
        foreach (var port in spec.Ports)
        {
            var view = new ServicePortView
            {
                Namespace = service.Metadata.Namespace,
                Name = service.Metadata.Name,
                PortName = port.Name,
                Protocol = Protocol(port.Protocol),
                ClusterIP = clusterIP,
                Port = port.Port,
                NodePort = port.NodePort,
                ExternalIPs = Addresses(spec.ExternalIPs, family),
                LoadBalancerIPs = Addresses(loadBalancerIPs, family),
                LoadBalancerSourceRanges = Ranges(spec.LoadBalancerSourceRanges),
                ClientIPAffinity = affinity,
                InternalPolicyLocal = spec.InternalTrafficPolicy == "Local",
                ExternalPolicyLocal = spec.ExternalTrafficPolicy == "Local",
            };
            ports.Add(new ServicePortEndpoints(view, Endpoints(ofFamily, view, nodeName)));
        }
        return ports;
    }

    // Slices carry the port's number under the service port's name; an address may stand in two slices while it moves.
    private static List<EndpointView> Endpoints(List<EndpointSlice> slices, ServicePortView port, string nodeName)
    {
        var endpoints = new SortedDictionary<string, EndpointView>(StringComparer.Ordinal);
        foreach (var slice in slices)
        {
            foreach (var slicePort in slice.Ports.Where(candidate => (candidate.Name ?? "") == port.PortName && Protocol(candidate.Protocol) == port.Protocol))
            {
                foreach (var endpoint in slice.Endpoints)
                {
                    if (slicePort.Port is not { } number || endpoint.Addresses.Count == 0 || !IPAddress.TryParse(endpoint.Addresses[0], out var address))
                    {
                        continue;
                    }
                    var ready = endpoint.Conditions.Ready ?? true;
                    var view = new EndpointView(address, number)
                    {
                        IsLocal = endpoint.NodeName == nodeName,
                        Ready = ready,
                        Serving = endpoint.Conditions.Serving ?? ready,
                        Terminating = endpoint.Conditions.Terminating ?? false,
                        ZoneHints = [.. (endpoint.Hints?.ForZones ?? []).Select(zone => zone.Name)],
                        NodeHints = [.. (endpoint.Hints?.ForNodes ?? []).Select(node => node.Name)],
                    };
                    var key = $"{address}/{number}";
                    if (!endpoints.TryGetValue(key, out var known) || (!known.Ready && ready))
                    {
                        endpoints[key] = view;
                    }
                }
            }
        }
        return [.. endpoints.Values];
    }

    private static IPAddress? ClusterIP(ServiceSpec spec, NftFamily family)
    {
        IEnumerable<string> candidates = spec.ClusterIPs.Count > 0 ? spec.ClusterIPs : [spec.ClusterIP];
        var addresses = Addresses(candidates, family);
        return addresses.IsEmpty ? null : addresses[0];
    }

    private static string Protocol(string? protocol) => protocol switch
    {
        "UDP" => "udp",
        "SCTP" => "sctp",
        _ => "tcp",
    };

    private static ImmutableArray<IPAddress> Addresses(IEnumerable<string> texts, NftFamily family)
    {
        var addresses = ImmutableArray.CreateBuilder<IPAddress>();
        foreach (var text in texts)
        {
            if (IPAddress.TryParse(text, out var address) && address.AddressFamily == family.AddressFamily)
            {
                addresses.Add(address);
            }
        }
        return addresses.ToImmutable();
    }

    private static ImmutableArray<IPNetwork> Ranges(IEnumerable<string> texts)
    {
        var ranges = ImmutableArray.CreateBuilder<IPNetwork>();
        foreach (var text in texts)
        {
            if (Cidr.TryParse(text, out var range))
            {
                ranges.Add(range);
            }
        }
        return ranges.ToImmutable();
    }
}
