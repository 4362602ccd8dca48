namespace Navarch.Api.Events.V1;

/// <summary>The rules of Event, which is core's Event under newer names.</summary>
public sealed class EventStrategy : ResourceStrategy<Event>
{
    /// <inheritdoc/>
    public override bool AllowsCreateOnUpdate => true;

    /// <inheritdoc/>
    public override IReadOnlyList<SelectableField> SelectableFields { get; } =
    [
        new("regarding.kind", static o => ((Event)o).Regarding.Kind),
        new("regarding.namespace", static o => ((Event)o).Regarding.Namespace),
        new("regarding.name", static o => ((Event)o).Regarding.Name),
        new("regarding.uid", static o => ((Event)o).Regarding.Uid),
        new("reason", static o => ((Event)o).Reason),
        new("reportingController", static o => ((Event)o).ReportingController),
        new("type", static o => ((Event)o).Type),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<TableColumn> Columns { get; } =
    [
        Cells.At<Event>("Last Seen", "The time since it happened last.", LastSeen),
        Cells.Of<Event>("Type", "Normal or Warning.", static e => e.Type),
        Cells.Of<Event>("Reason", "Why, in one word.", static e => e.Reason),
        Cells.Of<Event>("Object", "What it is about.", Target),
        Cells.Of<Event>("Subobject", "The part of the object that it is about.", static e => e.Regarding.FieldPath, wide: true),
        Cells.Of<Event>("Source", "Who reports it.", Source, wide: true),
        Cells.Of<Event>("Message", "What happened.", static e => e.Note.Trim()),
        Cells.At<Event>("First Seen", "The time since it happened first.", FirstSeen, wide: true),
        Cells.Of<Event>("Count", "How often it happened.", static e => e.Series is { } series ? (long)series.Count : Math.Max(e.DeprecatedCount, 1L), wide: true),
        TableColumn.ObjectName with { Priority = 1 },
    ];

    private static string FirstSeen(Event e, DateTimeOffset now) => TableColumn.AgeOf(e.DeprecatedFirstTimestamp ?? e.EventTime, now);

    private static string LastSeen(Event e, DateTimeOffset now) => e.Series?.LastObservedTime is { } last
        ? TableColumn.AgeOf(last, now)
        : e.DeprecatedLastTimestamp is { } seen ? TableColumn.AgeOf(seen, now) : FirstSeen(e, now);

    private static string Target(Event e)
    {
        var kind = e.Regarding.Kind.ToLowerInvariant();
        return e.Regarding.Name.Length > 0 ? kind + "/" + e.Regarding.Name : kind;
    }

    private static string Source(Event e)
    {
        var component = e.DeprecatedSource.Component.Length > 0 ? e.DeprecatedSource.Component : e.ReportingController;
        var host = e.DeprecatedSource.Host.Length > 0 ? e.DeprecatedSource.Host : e.DeprecatedSource.Component.Length > 0 ? "" : e.ReportingInstance;
        return host.Length > 0 ? component + ", " + host : component;
    }
}
