namespace Navarch.Api.Core.V1;

/// <summary>The columns of services.</summary>
internal static class ServiceColumns
{
    public static IReadOnlyList<TableColumn> All { get; } =
    [
        TableColumn.ObjectName,
        Cells.Of<Service>("Type", "How it is reached.", static service => service.Spec.Type),
        Cells.Of<Service>("Cluster-IP", "Its address within the cluster.", static service => Cells.OrNone(service.Spec.ClusterIPs is { Count: > 0 } ips ? ips[0] : service.Spec.ClusterIP)),
        Cells.Of<Service>("External-IP", "Its addresses for the world.", ExternalIPs),
        Cells.Of<Service>("Port(s)", "Its ports, with the nodes' ports behind a colon.", Ports),
        TableColumn.Age,
        Cells.Of<Service>("Selector", "The labels of the pods behind it.", static service => Cells.Labels(service.Spec.Selector), wide: true),
    ];

    private static string ExternalIPs(Service service)
    {
        switch (service.Spec.Type)
        {
            case "ExternalName":
                return service.Spec.ExternalName;
            case "LoadBalancer":
                var given = service.Status.LoadBalancer.Ingress.Select(ingress => ingress.Ip.Length > 0 ? ingress.Ip : ingress.Hostname).Where(text => text.Length > 0)
                    .Distinct().Order(StringComparer.Ordinal).Concat(service.Spec.ExternalIPs).ToList();
                return given.Count == 0 ? "<pending>" : string.Join(',', given);
            default:
                return Cells.OrNone(string.Join(',', service.Spec.ExternalIPs));
        }
    }

    private static string Ports(Service service) => Cells.OrNone(string.Join(',', service.Spec.Ports.Select(port =>
        port.NodePort > 0 ? $"{port.Port}:{port.NodePort}/{port.Protocol}" : $"{port.Port}/{port.Protocol}")));
}
