namespace Navarch.Api.Core.V1;

/// <summary>The rules of Endpoints.</summary>
public sealed class EndpointsStrategy : ResourceStrategy<Endpoints>
{
    /// <inheritdoc/>
    public override bool AllowsCreateOnUpdate => true;

    /// <inheritdoc/>
    public override void SetDefaults(KubernetesObject obj)
    {
        foreach (var subset in ((Endpoints)obj).Subsets)
        {
            foreach (var port in subset.Ports)
            {
                if (port.Protocol.Length == 0)
                {
                    port.Protocol = "TCP";
                }
            }
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TableColumn> Columns { get; } =
    [
        TableColumn.ObjectName,
        Cells.Of<Endpoints>("Endpoints", "The addresses behind the service.", static o => Addresses(o)),
        TableColumn.Age,
    ];

    private static string Addresses(Endpoints endpoints)
    {
        var addresses = new List<string>();
        foreach (var subset in endpoints.Subsets)
        {
            foreach (var address in subset.Addresses)
            {
                if (subset.Ports.Count == 0)
                {
                    addresses.Add(address.Ip);
                }
                foreach (var port in subset.Ports)
                {
                    addresses.Add(address.Ip.Contains(':', StringComparison.Ordinal) ? $"[{address.Ip}]:{port.Port}" : $"{address.Ip}:{port.Port}");
                }
            }
        }
        return Cells.Few(addresses, Cells.None);
    }
}
