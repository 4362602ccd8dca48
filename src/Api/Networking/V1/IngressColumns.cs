namespace Navarch.Api.Networking.V1;

/// <summary>The columns of ingresses.</summary>
internal static class IngressColumns
{
    public static IReadOnlyList<TableColumn> All { get; } =
    [
        TableColumn.ObjectName,
        Cells.Of<Ingress>("Class", "The class whose controller serves it.", static ingress => ingress.Spec.IngressClassName ?? ingress.Metadata.Annotations["kubernetes.io/ingress.class"] ?? Cells.None),
        Cells.Of<Ingress>("Hosts", "The hosts that it serves.", static ingress => Cells.Few([.. ingress.Spec.Rules.Select(rule => rule.Host).Where(host => host.Length > 0)], "*")),
        Cells.Of<Ingress>("Address", "Where it is reached.", Addresses),
        Cells.Of<Ingress>("Ports", "Its ports.", static ingress => ingress.Spec.Tls.Count > 0 ? "80, 443" : "80"),
        TableColumn.Age,
    ];

    private static string Addresses(Ingress ingress) => string.Join(',', ingress.Status.LoadBalancer.Ingress
        .Select(point => point.Ip.Length > 0 ? point.Ip : point.Hostname).Where(text => text.Length > 0).Distinct().Order(StringComparer.Ordinal));
}
