using Navarch.Dns.Wire;

namespace Navarch.Dns.Forwarding;

/// <summary>
/// Foreign answers until the least TTL in them has passed, at most <see cref="Limits.CacheTtl"/>. When full, entries that have
/// expired go first, then any: a cache for a stub's bursts (A and AAAA of one name from every pod), not a resolver's.
/// </summary>
public sealed class AnswerCache(TimeProvider time)
{
    private readonly Dictionary<DnsQuestion, (DnsMessage Answer, DateTimeOffset Stored, DateTimeOffset Expires)> _entries = [];
    private readonly Lock _lock = new();

    public DnsMessage? Find(DnsQuestion question)
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            if (!_entries.TryGetValue(question, out var entry) || entry.Expires <= now)
            {
                return null;
            }
            var age = (uint)(now - entry.Stored).TotalSeconds;
            return age == 0 ? entry.Answer : Aged(entry.Answer, age);
        }
    }

    public void Store(DnsQuestion question, DnsMessage answer)
    {
        if (answer.Truncated || answer.Code is not (ResponseCode.NoError or ResponseCode.NXDomain))
        {
            return;
        }
        var ttl = Limits.CacheTtl;
        foreach (var record in answer.Answers.Concat(answer.Authorities))
        {
            var seconds = record.Data is SoaData soa ? Math.Min(record.TtlSeconds, soa.NegativeTtlSeconds) : record.TtlSeconds;
            ttl = TimeSpan.FromSeconds(Math.Min(ttl.TotalSeconds, seconds));
        }
        if (ttl <= TimeSpan.Zero || (answer.Answers.Count == 0 && answer.Authorities.Count == 0))
        {
            return;
        }
        var now = time.GetUtcNow();
        lock (_lock)
        {
            if (_entries.Count >= Limits.CacheEntries)
            {
                Evict(now);
            }
            _entries[question] = (answer, now, now + ttl);
        }
    }

    private void Evict(DateTimeOffset now)
    {
        foreach (var key in _entries.Where(entry => entry.Value.Expires <= now).Select(entry => entry.Key).ToList())
        {
            _entries.Remove(key);
        }
        foreach (var key in _entries.Keys.Take(Math.Max(0, _entries.Count - (Limits.CacheEntries * 3 / 4))).ToList())
        {
            _entries.Remove(key);
        }
    }

    private static DnsMessage Aged(DnsMessage answer, uint age)
    {
        List<DnsRecord> Older(IReadOnlyList<DnsRecord> records) => [.. records.Select(record => record with { TtlSeconds = record.TtlSeconds - Math.Min(age, record.TtlSeconds) })];
        return new DnsMessage
        {
            IsResponse = true,
            Code = answer.Code,
            Answers = Older(answer.Answers),
            Authorities = Older(answer.Authorities),
            Additionals = Older(answer.Additionals),
        };
    }
}
