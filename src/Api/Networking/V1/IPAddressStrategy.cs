namespace Navarch.Api.Networking.V1;

/// <summary>The rules of IPAddress.</summary>
public sealed class IPAddressStrategy : ResourceStrategy<IPAddress>
{
    /// <inheritdoc/>
    public override IReadOnlyList<TableColumn> Columns { get; } =
    [
        TableColumn.ObjectName,
        Cells.Of<IPAddress>("ParentRef", "What the address belongs to.", static o => o.Spec.ParentRef is { } p ? (p.Group.Length > 0 ? p.Resource + "." + p.Group : p.Resource) + "/" + p.Namespace + "/" + p.Name : ""),
    ];
}
