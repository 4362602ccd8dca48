namespace Navarch.Kubelet.PodWorkers;

/// <summary>
/// Exponential delays by key. The first failure costs nothing yet; each further one doubles the delay from <c>initial</c> to
/// <c>maximum</c>. A key that has been quiet for twice the maximum starts over. Owned by one pod's worker, so not synchronized.
/// </summary>
internal sealed class BackOff(TimeSpan initial, TimeSpan maximum)
{
    private readonly Dictionary<string, (TimeSpan Delay, DateTimeOffset Updated)> entries = new(StringComparer.Ordinal);

    /// <summary>The delay of a key now in force, zero for a new one.</summary>
    public TimeSpan Delay(string key) => entries.TryGetValue(key, out var entry) ? entry.Delay : TimeSpan.Zero;

    /// <summary>When the next try is allowed after something happened at <paramref name="since"/>; null when it is allowed at once.</summary>
    public DateTimeOffset? BlockedUntil(string key, DateTimeOffset since, DateTimeOffset now)
    {
        if (!entries.TryGetValue(key, out var entry) || since - entry.Updated > maximum * 2)
        {
            return null;
        }

        var until = since + entry.Delay;
        return now < until ? until : null;
    }

    /// <summary>Counts a try for something that happened at <paramref name="since"/>.</summary>
    public void Next(string key, DateTimeOffset since, DateTimeOffset now)
    {
        var delay = entries.TryGetValue(key, out var entry) && since - entry.Updated <= maximum * 2
            ? TimeSpan.FromTicks(Math.Min(entry.Delay.Ticks * 2, maximum.Ticks))
            : initial;
        entries[key] = (delay, now);
    }

    public void Reset(string key) => entries.Remove(key);
}
