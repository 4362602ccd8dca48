using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Navarch.Kubelet.Server;

/// <summary>What of a log is asked for: the query parameters of PodLogOptions.</summary>
internal sealed record LogOptions
{
    public bool Follow { get; init; }

    public bool Previous { get; init; }

    public bool Timestamps { get; init; }

    /// <summary>Only the last so many lines; null for all.</summary>
    public long? TailLines { get; init; }

    /// <summary>Only this many bytes; null for all.</summary>
    public long? LimitBytes { get; init; }

    public DateTimeOffset? Since { get; init; }

    /// <summary>Stdout, Stderr, or All.</summary>
    public string Stream { get; init; } = "All";

    public static LogOptions Read(IQueryCollection query, DateTimeOffset now)
    {
        DateTimeOffset? since = Number(query, "sinceSeconds") is { } seconds ? now.AddSeconds(-seconds) : null;
        if (query["sinceTime"].FirstOrDefault() is { Length: > 0 } text && Navarch.ApiMachinery.Documents.Timestamps.TryParse(text, out var at))
        {
            since = at;
        }

        return new LogOptions
        {
            Follow = Flag(query, "follow"),
            Previous = Flag(query, "previous"),
            Timestamps = Flag(query, "timestamps"),
            TailLines = Number(query, "tailLines"),
            LimitBytes = Number(query, "limitBytes"),
            Since = since,
            Stream = query["stream"].FirstOrDefault() is { Length: > 0 } stream ? stream : "All",
        };
    }

    private static bool Flag(IQueryCollection query, string name) => query[name].FirstOrDefault() is "true" or "1";

    private static long? Number(IQueryCollection query, string name) =>
        long.TryParse(query[name].FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}
