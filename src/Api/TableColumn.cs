using System.Globalization;

namespace Navarch.Api;

/// <summary>A column of a Table, which is what kubectl get prints.</summary>
/// <param name="Name">The heading.</param>
/// <param name="Type">string, integer, number, boolean or date.</param>
/// <param name="Format">name for the column that names the object; otherwise mostly "".</param>
/// <param name="Description">What it shows.</param>
/// <param name="Priority">0 is always shown; higher ones with -o wide.</param>
/// <param name="Cell">The cell of an object at a time: string, long, bool or null.</param>
public sealed record TableColumn(string Name, string Type, string Format, string Description, int Priority, Func<KubernetesObject, DateTimeOffset, object?> Cell)
{
    /// <summary>The object's name.</summary>
    public static TableColumn ObjectName { get; } = new("Name", "string", "name", "The name, unique within the namespace.", 0, static (o, _) => o.Metadata.Name);

    /// <summary>The time since the object was created.</summary>
    public static TableColumn Age { get; } = new("Age", "string", "", "The time since it was created.", 0, static (o, now) => AgeOf(o.Metadata.CreationTimestamp, now));

    /// <summary>What a kind without columns of its own shows.</summary>
    public static IReadOnlyList<TableColumn> NameAndAge { get; } =
    [
        ObjectName,
        new("Created At", "date", "", "When it was created.", 0, static (o, _) => o.Metadata.CreationTimestamp is { } t ? ApiMachinery.Documents.Timestamps.Format(t) : null),
    ];

    /// <summary>The time since a moment as kubectl shows it, such as 5m3s or 3d; "&lt;unknown&gt;" for none.</summary>
    public static string AgeOf(DateTimeOffset? since, DateTimeOffset now) => since is { } time ? HumanDuration(now - time) : "<unknown>";

    /// <summary>A duration in at most two units, as kubectl shows it.</summary>
    public static string HumanDuration(TimeSpan d)
    {
        var culture = CultureInfo.InvariantCulture;
        var seconds = (long)d.TotalSeconds;
        if (seconds < -1)
        {
            return "<invalid>";
        }
        if (seconds < 0)
        {
            return "0s";
        }
        if (seconds < 60 * 2)
        {
            return string.Create(culture, $"{seconds}s");
        }
        var minutes = seconds / 60;
        if (minutes < 10)
        {
            return seconds % 60 == 0 ? string.Create(culture, $"{minutes}m") : string.Create(culture, $"{minutes}m{seconds % 60}s");
        }
        if (minutes < 60 * 3)
        {
            return string.Create(culture, $"{minutes}m");
        }
        var hours = minutes / 60;
        if (hours < 8)
        {
            return minutes % 60 == 0 ? string.Create(culture, $"{hours}h") : string.Create(culture, $"{hours}h{minutes % 60}m");
        }
        if (hours < 48)
        {
            return string.Create(culture, $"{hours}h");
        }
        if (hours < 24 * 8)
        {
            return hours % 24 == 0 ? string.Create(culture, $"{hours / 24}d") : string.Create(culture, $"{hours / 24}d{hours % 24}h");
        }
        if (hours < 24 * 365 * 2)
        {
            return string.Create(culture, $"{hours / 24}d");
        }
        if (hours < 24 * 365 * 8)
        {
            var days = hours / 24 % 365;
            return days == 0 ? string.Create(culture, $"{hours / 24 / 365}y") : string.Create(culture, $"{hours / 24 / 365}y{days}d");
        }
        return string.Create(culture, $"{hours / 24 / 365}y");
    }
}
