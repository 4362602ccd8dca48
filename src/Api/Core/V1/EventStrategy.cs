namespace Navarch.Api.Core.V1;

/// <summary>The rules of Event.</summary>
public sealed class EventStrategy : ResourceStrategy<Event>
{
    /// <inheritdoc/>
    public override bool AllowsCreateOnUpdate => true;

    /// <inheritdoc/>
    public override IReadOnlyList<SelectableField> SelectableFields { get; } =
    [
        new("involvedObject.kind", static o => ((Event)o).InvolvedObject.Kind),
        new("involvedObject.namespace", static o => ((Event)o).InvolvedObject.Namespace),
        new("involvedObject.name", static o => ((Event)o).InvolvedObject.Name),
        new("involvedObject.uid", static o => ((Event)o).InvolvedObject.Uid),
        new("involvedObject.apiVersion", static o => ((Event)o).InvolvedObject.ApiVersion),
        new("involvedObject.resourceVersion", static o => ((Event)o).InvolvedObject.ResourceVersion),
        new("involvedObject.fieldPath", static o => ((Event)o).InvolvedObject.FieldPath),
        new("reason", static o => ((Event)o).Reason),
        new("reportingComponent", static o => ((Event)o).ReportingComponent),
        new("source", static o => ((Event)o).Source.Component is { Length: > 0 } component ? component : ((Event)o).ReportingComponent),
        new("type", static o => ((Event)o).Type),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<TableColumn> Columns => EventColumns.All;
}
