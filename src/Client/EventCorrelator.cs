using Navarch.Api.Core.V1;

namespace Navarch.Client;

/// <summary>
/// Decides what becomes of an event: a new one, one more on an existing one's count, or nothing. As upstream's correlator: a token
/// bucket for each source and object, then combination of events that differ only by message, then counting of equal ones.
/// Not thread-safe: the recorder's loop owns it.
/// </summary>
internal sealed class EventCorrelator(TimeProvider time)
{
    private readonly Remembered<(string Object, string Kind), Bucket> _buckets = new(Limits.RememberedEvents);
    private readonly Remembered<(string Object, string Type, string Reason), Similar> _similar = new(Limits.RememberedEvents);
    private readonly Remembered<(string Object, string Type, string Reason, string Message), Written_> _written = new(Limits.RememberedEvents);

    /// <summary>What to write: an event, as a count on the one named <paramref name="Existing"/> if there is one.</summary>
    public sealed record Outcome(Event Event, string? Existing, (string, string, string, string) Key);

    private sealed class Bucket
    {
        public double Tokens = Limits.EventBurst;
        public DateTimeOffset At;
    }

    private sealed class Similar
    {
        public readonly HashSet<string> Messages = new(StringComparer.Ordinal);
        public DateTimeOffset At;
    }

    private sealed record Written_(string Name, int Count, DateTimeOffset First);

    public Outcome? Correlate(Event e)
    {
        var now = time.GetUtcNow();
        var about = e.InvolvedObject;
        var identity = $"{about.Kind}/{about.Namespace}/{about.Name}/{about.Uid}/{about.ApiVersion}";

        var similar = _similar.GetOrAdd((identity + about.FieldPath, e.Type, e.Reason), static () => new Similar());
        if (now - similar.At > Limits.SimilarEventsInterval)
        {
            similar.Messages.Clear();
        }
        similar.At = now;
        similar.Messages.Add(e.Message);
        var keyMessage = e.Message;
        if (similar.Messages.Count >= Limits.SimilarEvents)
        {
            similar.Messages.Remove(similar.Messages.First());
            e.Message = "(combined from similar events): " + e.Message;
            keyMessage = "";
        }

        var key = (identity + about.FieldPath, e.Type, e.Reason, keyMessage);
        string? existing = null;
        if (_written.TryGet(key, out var written))
        {
            e.Count = written.Count + 1;
            e.FirstTimestamp = written.First;
            existing = written.Name;
            _written.Set(key, written with { Count = e.Count });
        }

        var bucket = _buckets.GetOrAdd((identity, ""), static () => new Bucket());
        if (bucket.At != default)
        {
            bucket.Tokens = Math.Min(Limits.EventBurst, bucket.Tokens + ((now - bucket.At) / Limits.EventRefill));
        }
        bucket.At = now;
        if (bucket.Tokens < 1)
        {
            return null;
        }
        bucket.Tokens--;
        return new Outcome(e, existing, key);
    }

    public void Written(Outcome outcome, string name) => _written.Set(outcome.Key, new Written_(name, outcome.Event.Count, outcome.Event.FirstTimestamp ?? time.GetUtcNow()));

    /// <summary>A map that forgets the oldest half when it is full.</summary>
    private sealed class Remembered<TKey, TValue>(int bound) where TKey : notnull
    {
        private Dictionary<TKey, TValue> _young = [];
        private Dictionary<TKey, TValue> _old = [];

        public bool TryGet(TKey key, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out TValue value) => _young.TryGetValue(key, out value) || _old.TryGetValue(key, out value);

        public void Set(TKey key, TValue value)
        {
            if (_young.Count >= bound / 2 && !_young.ContainsKey(key))
            {
                _old = _young;
                _young = [];
            }
            _young[key] = value;
        }

        public TValue GetOrAdd(TKey key, Func<TValue> make)
        {
            if (!TryGet(key, out var value))
            {
                value = make();
            }
            Set(key, value);
            return value;
        }
    }
}
