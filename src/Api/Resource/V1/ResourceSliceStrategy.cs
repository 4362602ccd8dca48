namespace Navarch.Api.Resource.V1;

/// <summary>The rules of ResourceSlice.</summary>
public sealed class ResourceSliceStrategy : ResourceStrategy<ResourceSlice>
{
    /// <inheritdoc/>
    public override IReadOnlyList<TableColumn> Columns { get; } =
    [
        TableColumn.ObjectName,
        Cells.Of<ResourceSlice>("Node", "The node of the devices.", static o => Cells.OrUnset(o.Spec.NodeName)),
        Cells.Of<ResourceSlice>("Driver", "Who drives them.", static o => o.Spec.Driver),
        Cells.Of<ResourceSlice>("Pool", "The pool.", static o => o.Spec.Pool.Name),
        TableColumn.Age,
    ];
}
