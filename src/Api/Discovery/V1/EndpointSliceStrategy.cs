namespace Navarch.Api.Discovery.V1;

/// <summary>The rules of EndpointSlice.</summary>
public sealed class EndpointSliceStrategy : ResourceStrategy<EndpointSlice>
{
    /// <inheritdoc/>
    public override void SetDefaults(KubernetesObject obj)
    {
        foreach (var port in ((EndpointSlice)obj).Ports)
        {
            port.Name ??= "";
            port.Protocol ??= "TCP";
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TableColumn> Columns { get; } =
    [
        TableColumn.ObjectName,
        Cells.Of<EndpointSlice>("AddressType", "IPv4, IPv6 or FQDN.", static o => o.AddressType),
        Cells.Of<EndpointSlice>("Ports", "The ports.", static o => Cells.Few([.. o.Ports.Select(p => p.Port is { } number ? Cells.Number(number) : string.IsNullOrEmpty(p.Name) ? "*" : p.Name)], Cells.Unset)),
        Cells.Of<EndpointSlice>("Endpoints", "The addresses.", static o => Cells.Few([.. o.Endpoints.SelectMany(e => e.Addresses)], Cells.Unset)),
        TableColumn.Age,
    ];
}
