namespace Navarch.Api.Networking.V1;

/// <summary>The rules of Ingress.</summary>
public sealed class IngressStrategy : ResourceStrategy<Ingress>
{
    /// <inheritdoc/>
    public override IReadOnlyList<TableColumn> Columns => IngressColumns.All;
}
