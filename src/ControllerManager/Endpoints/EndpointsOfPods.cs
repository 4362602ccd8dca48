using Navarch.Api.Core.V1;
using Navarch.Api.Discovery.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.ControllerManager.Workloads;
using Navarch.Sdk;

namespace Navarch.ControllerManager.Endpoints;

/// <summary>What a Service's pods are as endpoints. Pure.</summary>
internal static class EndpointsOfPods
{
    /// <summary>One port of a Service as a pod answers it.</summary>
    internal readonly record struct ResolvedPort(string Name, int Port, string Protocol, string? AppProtocol);

    /// <summary>True when the pod is or was an endpoint: it has an address and hasn't finished.</summary>
    public static bool Counts(Pod pod) => !pod.IsFinished() && (pod.Status.PodIPs.Count > 0 || pod.Status.PodIP.Length > 0);

    public static IEnumerable<string> AddressesOf(Pod pod, string family)
    {
        IEnumerable<string> addresses = pod.Status.PodIPs.Count > 0 ? pod.Status.PodIPs.Select(ip => ip.Ip) : [pod.Status.PodIP];
        return addresses.Where(ip => ip.Contains(':', StringComparison.Ordinal) == (family == "IPv6"));
    }

    /// <summary>The Service's ports at that pod; a named target port that the pod lacks is left out.</summary>
    public static IReadOnlyList<ResolvedPort> PortsAt(Service service, Pod pod)
    {
        var ports = new List<ResolvedPort>();
        foreach (var port in service.Spec.Ports)
        {
            var protocol = port.Protocol.Length == 0 ? "TCP" : port.Protocol;
            if (PortAt(port, protocol, pod) is { } number)
            {
                ports.Add(new ResolvedPort(port.Name, number, protocol, port.AppProtocol));
            }
        }
        return ports;
    }

    public static Endpoint ToEndpoint(Service service, Pod pod, string family, string? zone)
    {
        var serving = pod.IsReady();
        var terminating = pod.IsDeleting();
        var endpoint = new Endpoint
        {
            Addresses = AddressesOf(pod, family).Take(1).ToListOf(),
            NodeName = pod.Spec.NodeName.Length > 0 ? pod.Spec.NodeName : null,
            Zone = zone,
            TargetRef = TargetRef(pod),
        };
        endpoint.Conditions.Ready = service.Spec.PublishNotReadyAddresses || (serving && !terminating);
        endpoint.Conditions.Serving = serving;
        endpoint.Conditions.Terminating = terminating;
        endpoint.Hostname = HostnameIn(service, pod);
        return endpoint;
    }

    public static string? HostnameIn(Service service, Pod pod) =>
        pod.Spec.Hostname.Length > 0 && pod.Spec.Subdomain == service.Metadata.Name && pod.Metadata.Namespace == service.Metadata.Namespace ? pod.Spec.Hostname : null;

    public static ObjectReference TargetRef(Pod pod) => new() { Kind = "Pod", Namespace = pod.Metadata.Namespace, Name = pod.Metadata.Name, Uid = pod.Metadata.Uid };

    public static bool IsHeadless(Service service) => service.Spec.ClusterIP == "None";

    /// <summary>True when a change of the pod can change endpoints.</summary>
    public static bool Differs(Pod? old, Pod? pod) => PodStates.DiffersForOwner(old, pod)
        || old!.Spec.NodeName != pod!.Spec.NodeName
        || !DocNode.DeepEquals(old["status"] is DocObject a ? a["podIPs"] : null, pod["status"] is DocObject b ? b["podIPs"] : null)
        || old.Status.PodIP != pod.Status.PodIP;

    private static int? PortAt(ServicePort port, string protocol, Pod pod)
    {
        if (port.TargetPort is not { } target)
        {
            return port.Port;
        }
        if (!target.IsString)
        {
            return target.IntValue == 0 ? port.Port : target.IntValue;
        }
        foreach (var container in pod.Spec.Containers.Concat(pod.Spec.InitContainers.Where(c => c.RestartPolicy == "Always")))
        {
            foreach (var declared in container.Ports)
            {
                if (declared.Name == target.StringValue && (declared.Protocol.Length == 0 ? "TCP" : declared.Protocol) == protocol)
                {
                    return declared.ContainerPortValue;
                }
            }
        }
        return null;
    }
}
