namespace Navarch.Store.Tests.Simulation;

/// <summary>What the store must be: a list of changes. Slow and plain.</summary>
internal sealed class Model
{
    /// <summary>One change. Value null: a delete.</summary>
    internal sealed record Change(long Revision, string Key, string? Value, long Lease, long CreateRevision, long Version, bool Synced, Change? Previous)
    {
        public Change? Live => Value is null ? null : this;

        public override string ToString() => $"{Revision} {Key} {Value ?? "(deleted)"} c{CreateRevision} v{Version} l{Lease}";
    }

    public List<Change> Changes { get; private init; } = [];

    public long Revision { get; set; } = 1;

    public long CompactRevision { get; set; }

    /// <summary>Every change up to here must survive a power cut.</summary>
    public long SyncedRevision { get; set; }

    public HashSet<long> Leases { get; } = [];

    public Change? At(string key, long revision)
    {
        Change? found = null;
        foreach (Change change in Changes)
        {
            if (change.Revision > revision)
            {
                break;
            }

            found = change.Key == key ? change : found;
        }

        return found?.Live;
    }

    public List<Change> Range(string prefix, long revision) =>
        [.. Changes.Where(c => c.Revision <= revision && c.Key.StartsWith(prefix, StringComparison.Ordinal))
            .GroupBy(c => c.Key).Select(g => g.Last()).Where(c => c.Value is not null).OrderBy(c => c.Key, StringComparer.Ordinal)];

    public IEnumerable<Change> After(string prefix, long revision) =>
        Changes.Where(c => c.Revision > revision && c.Key.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>Whether the condition holds, and the change if there is one.</summary>
    public (bool Succeeded, Change? Change) Apply(Mutation mutation, string? value)
    {
        Change? current = At(mutation.Key, Revision);
        if (mutation.ExpectedModRevision is { } expected && (current?.Revision ?? 0) != expected)
        {
            return (false, null);
        }

        if (value is null && current is null)
        {
            return (true, null);
        }

        Revision++;
        Change change = value is null
            ? new Change(Revision, mutation.Key, null, 0, 0, 0, mutation.Durability == Durability.Synced, current)
            : new Change(Revision, mutation.Key, value, mutation.LeaseId, current?.CreateRevision ?? Revision, (current?.Version ?? 0) + 1, mutation.Durability == Durability.Synced, current);
        Changes.Add(change);
        return (true, change);
    }

    public Model Copy()
    {
        Model copy = new() { Changes = [.. Changes], Revision = Revision, CompactRevision = CompactRevision, SyncedRevision = SyncedRevision };
        copy.Leases.UnionWith(Leases);
        return copy;
    }
}
