namespace Navarch.Api.FlowControl.V1;

/// <summary>The rules of FlowSchema.</summary>
public sealed class FlowSchemaStrategy : ResourceStrategy<FlowSchema>
{
    /// <inheritdoc/>
    public override void SetDefaults(KubernetesObject obj)
    {
        var spec = ((FlowSchema)obj).Spec;
        spec.MatchingPrecedence = spec.MatchingPrecedence == 0 ? 1000 : spec.MatchingPrecedence;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TableColumn> Columns { get; } =
    [
        TableColumn.ObjectName,
        Cells.Of<FlowSchema>("PriorityLevel", "Its priority level.", static o => o.Spec.PriorityLevelConfiguration.Name),
        Cells.Of<FlowSchema>("MatchingPrecedence", "Which schema is asked first.", static o => (long)o.Spec.MatchingPrecedence),
        Cells.Of<FlowSchema>("DistinguisherMethod", "How flows are told apart.", static o => o.Spec.DistinguisherMethod?.Type ?? Cells.None),
        TableColumn.Age,
        Cells.Of<FlowSchema>("MissingPL", "Whether its priority level is missing.", static o => o.Status.Conditions.FirstOrDefault(c => c.Type == "Dangling")?.Status ?? "?"),
    ];
}
