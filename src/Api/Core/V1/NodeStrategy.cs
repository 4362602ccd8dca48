using Navarch.ApiMachinery.Documents;

namespace Navarch.Api.Core.V1;

/// <summary>The rules of Node. A kubelet registers its node with a status, so a create keeps it.</summary>
public sealed class NodeStrategy : ResourceStrategy<Node>
{
    /// <inheritdoc/>
    public override void SetDefaults(KubernetesObject obj)
    {
        var status = ((Node)obj).Status;
        status.Capacity = QuantityDefaults.Rounded(status.Capacity);
        status.Allocatable = QuantityDefaults.Rounded(status.Allocatable.Count == 0 ? status.Capacity : status.Allocatable);
    }

    /// <inheritdoc/>
    public override void PrepareForCreate(KubernetesObject obj)
    {
    }

    /// <inheritdoc/>
    public override IReadOnlyList<SelectableField> SelectableFields { get; } =
    [
        new("spec.unschedulable", static o => ((Node)o).Spec.Unschedulable ? "true" : "false"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<TableColumn> Columns => NodeColumns.All;
}
