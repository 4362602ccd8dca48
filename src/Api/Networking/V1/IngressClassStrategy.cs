namespace Navarch.Api.Networking.V1;

/// <summary>The rules of IngressClass.</summary>
public sealed class IngressClassStrategy : ResourceStrategy<IngressClass>
{
    /// <inheritdoc/>
    public override IReadOnlyList<TableColumn> Columns { get; } =
    [
        TableColumn.ObjectName,
        Cells.Of<IngressClass>("Controller", "Who serves the class.", static o => o.Spec.Controller),
        Cells.Of<IngressClass>("Parameters", "Where its parameters are.", static o => o.Spec.Parameters is { } p ? p.Kind + (p.ApiGroup is { } group ? "." + group : "") + "/" + p.Name : Cells.None),
        TableColumn.Age,
    ];
}
