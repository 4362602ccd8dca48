using Navarch.ApiMachinery.Documents;

namespace Navarch.ApiMachinery.ManagedFields;

/// <summary>All entries of an object's metadata.managedFields while a request is worked on.</summary>
internal sealed class ManagedEntries
{
    /// <summary>How many managers are kept that update rather than apply; the oldest are merged (upstream's bound).</summary>
    public const int MaxUpdateManagers = 10;

    private const string OldUpdatesManager = "ancient-changes";

    public List<ManagedEntry> Entries { get; } = [];

    /// <summary>Reads the entries; of those of one manager the last counts.</summary>
    public static bool TryRead(DocList? list, out ManagedEntries entries, out string? error)
    {
        entries = new ManagedEntries();
        error = null;
        for (var i = 0; i < (list?.Count ?? 0); i++)
        {
            if (list![i] is not DocObject node || !ManagedEntry.TryRead(node, out var entry, out error))
            {
                entries = new ManagedEntries();
                error ??= "malformed entry";
                return false;
            }
            entries.Replace(entry!);
        }
        return true;
    }

    public ManagedEntry? Find(ManagedEntry like)
    {
        foreach (var entry in Entries)
        {
            if (entry.IsSameManager(like))
            {
                return entry;
            }
        }
        return null;
    }

    public void Replace(ManagedEntry entry)
    {
        if (Find(entry) is { } before)
        {
            Entries.Remove(before);
        }
        Entries.Add(entry);
    }

    private static long Seconds(ManagedEntry entry) =>
        entry.Time is { } text && Timestamps.TryParse(text, out var time) ? time.ToUnixTimeSeconds() : 0;

    /// <summary>Merges the oldest updaters of a version into one until there are few enough.</summary>
    public void Cap()
    {
        var updaters = Entries.FindAll(entry => !entry.IsApplied);
        if (updaters.Count <= MaxUpdateManagers)
        {
            return;
        }
        updaters = [.. updaters.OrderBy(Seconds).ThenBy(entry => entry.ApiVersion, StringComparer.Ordinal).ThenBy(entry => entry.Manager, StringComparer.Ordinal)];
        var left = updaters.Count;
        var firstOfVersion = new Dictionary<string, ManagedEntry>(StringComparer.Ordinal);
        foreach (var entry in updaters)
        {
            if (left <= MaxUpdateManagers)
            {
                return;
            }
            if (firstOfVersion.TryAdd(entry.ApiVersion, entry))
            {
                continue;
            }
            var first = firstOfVersion[entry.ApiVersion];
            var bucket = new ManagedEntry
            {
                Manager = OldUpdatesManager,
                Operation = ManagedEntry.UpdateOperation,
                Subresource = "",
                ApiVersion = entry.ApiVersion,
                Set = first.Set,
            };
            if (Find(bucket) is { } existing)
            {
                bucket = existing;
            }
            else
            {
                Entries.Remove(first);
                Entries.Add(bucket);
            }
            if (ReferenceEquals(bucket, entry))
            {
                continue;
            }
            bucket.Set = bucket.Set.Union(entry.Set);
            bucket.Time = entry.Time;
            Entries.Remove(entry);
            left--;
        }
    }

    /// <summary>Writes the entries into an object's metadata, in upstream's order: operation, time, name.</summary>
    public void Write(DocObject owner)
    {
        if (owner["metadata"] is not DocObject metadata)
        {
            return;
        }
        Entries.RemoveAll(entry => entry.Set.IsEmpty);
        if (Entries.Count == 0)
        {
            metadata["managedFields"] = null;
            return;
        }
        var type = metadata.Schema.Field("managedFields")!.Type.Items!;
        var list = new DocList(type, Entries.Count);
        foreach (var entry in Entries.OrderBy(e => e.Operation, StringComparer.Ordinal).ThenBy(Seconds).ThenBy(e => e.Manager, StringComparer.Ordinal)
            .ThenBy(e => e.ApiVersion, StringComparer.Ordinal).ThenBy(e => e.Subresource, StringComparer.Ordinal))
        {
            list.Add(entry.Write(type.Object!));
        }
        metadata["managedFields"] = list;
    }
}
