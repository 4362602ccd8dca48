using Navarch.ApiMachinery.Documents;

namespace Navarch.Api.Networking.V1;

/// <summary>The rules of NetworkPolicy.</summary>
public sealed class NetworkPolicyStrategy : ResourceStrategy<NetworkPolicy>
{
    /// <inheritdoc/>
    public override void SetDefaults(KubernetesObject obj)
    {
        var spec = ((NetworkPolicy)obj).Spec;
        foreach (var rule in spec.Ingress)
        {
            SetPorts(rule.Ports);
        }
        foreach (var rule in spec.Egress)
        {
            SetPorts(rule.Ports);
        }
        if (spec.PolicyTypes.Count == 0)
        {
            spec.PolicyTypes = spec.Egress.Count > 0 ? ["Ingress", "Egress"] : ["Ingress"];
        }
    }

    private static void SetPorts(ListOf<NetworkPolicyPort> ports)
    {
        foreach (var port in ports)
        {
            port.Protocol ??= "TCP";
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TableColumn> Columns { get; } =
    [
        TableColumn.ObjectName,
        Cells.Of<NetworkPolicy>("Pod-Selector", "The labels of the pods that it rules.", static o => Cells.Selector(o.Spec.PodSelector)),
        TableColumn.Age,
    ];
}
