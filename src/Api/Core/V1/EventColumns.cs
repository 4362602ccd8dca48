namespace Navarch.Api.Core.V1;

/// <summary>The columns of events.</summary>
internal static class EventColumns
{
    public static IReadOnlyList<TableColumn> All { get; } =
    [
        Cells.At<Event>("Last Seen", "The time since it happened last.", static (e, now) => LastSeen(e, now)),
        Cells.Of<Event>("Type", "Normal or Warning.", static e => e.Type),
        Cells.Of<Event>("Reason", "Why, in one word.", static e => e.Reason),
        Cells.Of<Event>("Object", "What it is about.", Target),
        Cells.Of<Event>("Subobject", "The part of the object that it is about.", static e => e.InvolvedObject.FieldPath, wide: true),
        Cells.Of<Event>("Source", "Who reports it.", Source, wide: true),
        Cells.Of<Event>("Message", "What happened.", static e => e.Message.Trim()),
        Cells.At<Event>("First Seen", "The time since it happened first.", static (e, now) => FirstSeen(e, now), wide: true),
        Cells.Of<Event>("Count", "How often it happened.", static e => e.Series is { } series ? (long)series.Count : Math.Max(e.Count, 1L), wide: true),
        TableColumn.ObjectName with { Priority = 1 },
    ];

    private static string FirstSeen(Event e, DateTimeOffset now) => TableColumn.AgeOf(e.FirstTimestamp ?? e.EventTime, now);

    private static string LastSeen(Event e, DateTimeOffset now) => e.Series?.LastObservedTime is { } last
        ? TableColumn.AgeOf(last, now)
        : e.LastTimestamp is { } seen ? TableColumn.AgeOf(seen, now) : FirstSeen(e, now);

    private static string Target(Event e)
    {
        var kind = e.InvolvedObject.Kind.ToLowerInvariant();
        return e.InvolvedObject.Name.Length > 0 ? kind + "/" + e.InvolvedObject.Name : kind;
    }

    private static string Source(Event e)
    {
        var component = e.Source.Component.Length > 0 ? e.Source.Component : e.ReportingComponent;
        var host = e.Source.Host.Length > 0 ? e.Source.Host : e.Source.Component.Length > 0 ? "" : e.ReportingInstance;
        return host.Length > 0 ? component + ", " + host : component;
    }
}
