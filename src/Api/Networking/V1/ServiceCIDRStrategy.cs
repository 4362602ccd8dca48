namespace Navarch.Api.Networking.V1;

/// <summary>The rules of ServiceCIDR.</summary>
public sealed class ServiceCIDRStrategy : ResourceStrategy<ServiceCIDR>
{
    /// <inheritdoc/>
    public override IReadOnlyList<TableColumn> Columns { get; } =
    [
        TableColumn.ObjectName,
        Cells.Of<ServiceCIDR>("CIDRs", "The ranges.", static o => string.Join(',', o.Spec.Cidrs)),
        TableColumn.Age,
    ];
}
