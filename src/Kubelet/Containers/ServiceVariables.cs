using System.Globalization;
using Navarch.Api.Core.V1;

namespace Navarch.Kubelet.Containers;

/// <summary>The variables that tell a container of the services that exist when it starts (enableServiceLinks).</summary>
internal static class ServiceVariables
{
    private const string MasterNamespace = "default";
    private const string MasterService = "kubernetes";

    public static SortedDictionary<string, string> Compute(Pod pod, IEnumerable<Service> services)
    {
        var result = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var links = pod.Spec.EnableServiceLinks != false;
        // The namespace's own service of that name comes last and wins over the API server's.
        foreach (var service in services.OrderBy(s => s.Metadata.Namespace == pod.Metadata.Namespace))
        {
            var isMaster = service.Metadata.Namespace == MasterNamespace && service.Metadata.Name == MasterService;
            var wanted = isMaster || (links && service.Metadata.Namespace == pod.Metadata.Namespace);
            if (wanted && service.Spec.ClusterIP is not ("" or "None") && service.Spec.Ports.Count > 0)
            {
                Add(result, service);
            }
        }

        return result;
    }

    private static void Add(SortedDictionary<string, string> variables, Service service)
    {
        var prefix = Upper(service.Metadata.Name);
        var ip = service.Spec.ClusterIP;
        var ports = service.Spec.Ports;
        variables[prefix + "_SERVICE_HOST"] = ip;
        variables[prefix + "_SERVICE_PORT"] = Text(ports[0].Port);
        for (var i = 0; i < ports.Count; i++)
        {
            var port = ports[i];
            if (port.Name.Length > 0)
            {
                variables[$"{prefix}_SERVICE_PORT_{Upper(port.Name)}"] = Text(port.Port);
            }

            // The form of Docker's links.
            var protocol = port.Protocol.Length > 0 ? port.Protocol : "TCP";
            var url = $"{protocol.ToLowerInvariant()}://{ip}:{Text(port.Port)}";
            var link = $"{prefix}_PORT_{Text(port.Port)}_{protocol.ToUpperInvariant()}";
            if (i == 0)
            {
                variables[prefix + "_PORT"] = url;
            }

            variables[link] = url;
            variables[link + "_PROTO"] = protocol.ToLowerInvariant();
            variables[link + "_PORT"] = Text(port.Port);
            variables[link + "_ADDR"] = ip;
        }
    }

    private static string Upper(string name) => name.ToUpperInvariant().Replace('-', '_');

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
