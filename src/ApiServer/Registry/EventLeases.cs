using Navarch.Store;

namespace Navarch.ApiServer.Registry;

/// <summary>
/// The leases that end events after an hour. Events share one lease a minute, so that a burst of them costs few leases; an event
/// may live up to a minute longer than its time.
/// </summary>
internal sealed class EventLeases(IStore store, TimeProvider time)
{
    // Upstream's --event-ttl.
    private static readonly TimeSpan TimeToLive = TimeSpan.FromHours(1);
    private static readonly TimeSpan Shared = TimeSpan.FromMinutes(1);
    private readonly SemaphoreSlim _lock = new(1);
    private long _lease;
    private DateTimeOffset _until;

    public async ValueTask<long> CurrentAsync(CancellationToken cancellationToken)
    {
        await _lock.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var now = time.GetUtcNow();
            if (now >= _until)
            {
                _lease = await store.GrantLeaseAsync(TimeToLive + Shared, cancellationToken).ConfigureAwait(false);
                _until = now + Shared;
            }
            return _lease;
        }
        finally
        {
            _lock.Release();
        }
    }
}
