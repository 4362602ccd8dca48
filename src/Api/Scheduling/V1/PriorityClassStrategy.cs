namespace Navarch.Api.Scheduling.V1;

/// <summary>The rules of PriorityClass.</summary>
public sealed class PriorityClassStrategy : ResourceStrategy<PriorityClass>
{
    /// <inheritdoc/>
    public override void SetDefaults(KubernetesObject obj)
    {
        ((PriorityClass)obj).PreemptionPolicy ??= "PreemptLowerPriority";
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TableColumn> Columns { get; } =
    [
        TableColumn.ObjectName,
        Cells.Of<PriorityClass>("Value", "The priority.", static o => (long)o.Value, type: "integer"),
        Cells.Of<PriorityClass>("Global-Default", "Whether pods without a class get it.", static o => o.GlobalDefault, type: "boolean"),
        TableColumn.Age,
        Cells.Of<PriorityClass>("PreemptionPolicy", "Whether it makes others leave.", static o => o.PreemptionPolicy ?? ""),
    ];
}
