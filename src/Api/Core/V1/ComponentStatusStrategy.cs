namespace Navarch.Api.Core.V1;

/// <summary>The rules of ComponentStatus.</summary>
public sealed class ComponentStatusStrategy : ResourceStrategy<ComponentStatus>
{
    /// <inheritdoc/>
    public override IReadOnlyList<TableColumn> Columns { get; } =
    [
        TableColumn.ObjectName,
        Cells.Of<ComponentStatus>("Status", "Whether it is healthy.", static o => o.Conditions.FirstOrDefault(c => c.Type == "Healthy") is { } c ? (c.Status == "True" ? "Healthy" : c.Status == "False" ? "Unhealthy" : "Unknown") : "Unknown"),
        Cells.Of<ComponentStatus>("Message", "What it says.", static o => o.Conditions.FirstOrDefault(c => c.Type == "Healthy")?.Message ?? ""),
        Cells.Of<ComponentStatus>("Error", "What is wrong.", static o => o.Conditions.FirstOrDefault(c => c.Type == "Healthy")?.Error ?? ""),
    ];
}
