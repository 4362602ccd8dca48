using Microsoft.Extensions.Logging;
using Navarch.Api.Coordination.V1;
using Navarch.ApiMachinery.Errors;

namespace Navarch.Client;

/// <summary>How a leader is elected; the defaults are upstream's.</summary>
/// <param name="Namespace">Where the Lease is.</param>
/// <param name="Name">Its name, the same for all candidates.</param>
/// <param name="Identity">Who this candidate is; different for each.</param>
public sealed record LeaderElectionOptions(string Namespace, string Name, string Identity)
{
    /// <summary>How long a leader that is not heard of is respected (--leader-elect-lease-duration).</summary>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a leader tries to renew before it gives up (--leader-elect-renew-deadline).</summary>
    public TimeSpan RenewDeadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often candidates and the leader try (--leader-elect-retry-period).</summary>
    public TimeSpan RetryPeriod { get; init; } = TimeSpan.FromSeconds(2);
}

/// <summary>
/// Lets one of several processes lead, by a Lease. Times of others' clocks are never compared with one's own: a lease is dead when it
/// has not changed for its duration by one's own clock.
/// </summary>
public sealed partial class LeaderElector(IApiClient client, LeaderElectionOptions options, TimeProvider time, ILoggerFactory loggerFactory)
{
    private readonly ILogger _logger = loggerFactory.CreateLogger("Navarch.Client.LeaderElector");
    private Lease? _observed;
    private long _observedAt;

    /// <summary>Waits to lead, leads, and ends when <paramref name="lead"/> ends, when leadership is lost (its token is cancelled then) or when stopped; a stop gives the lease free.</summary>
    public async Task RunAsync(Func<CancellationToken, Task> lead, CancellationToken stop)
    {
        while (!await TryAcquireOrRenewAsync(stop).ConfigureAwait(false))
        {
            await Task.Delay(options.RetryPeriod, time, stop).ConfigureAwait(false);
        }
        LogLeads(options.Identity, options.Namespace, options.Name);
        using var leading = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var work = lead(leading.Token);
        var renewed = time.GetTimestamp();
        try
        {
            while (!work.IsCompleted && !stop.IsCancellationRequested)
            {
                var pause = Task.Delay(options.RetryPeriod, time, stop);
                await Task.WhenAny(work, pause).ConfigureAwait(false);
                if (await TryAcquireOrRenewAsync(stop).ConfigureAwait(false))
                {
                    renewed = time.GetTimestamp();
                }
                else if (time.GetElapsedTime(renewed) > options.RenewDeadline)
                {
                    LogLost(options.Identity, options.Namespace, options.Name);
                    break;
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
        await leading.CancelAsync().ConfigureAwait(false);
        try
        {
            await work.ConfigureAwait(false);
        }
        finally
        {
            await ReleaseAsync().ConfigureAwait(false);
        }
    }

    private async Task<bool> TryAcquireOrRenewAsync(CancellationToken stop)
    {
        try
        {
            var now = time.GetUtcNow();
            var lease = await client.FindAsync<Lease>(options.Namespace, options.Name, stop).ConfigureAwait(false);
            if (lease is null)
            {
                var made = new Lease();
                made.Metadata.Namespace = options.Namespace;
                made.Metadata.Name = options.Name;
                Hold(made, now, 0);
                Observe(await client.CreateAsync(made, cancellationToken: stop).ConfigureAwait(false));
                return true;
            }
            if (_observed is null || _observed.Metadata.ResourceVersion != lease.Metadata.ResourceVersion)
            {
                Observe(lease);
            }
            var mine = lease.Spec.HolderIdentity == options.Identity;
            var duration = TimeSpan.FromSeconds(lease.Spec.LeaseDurationSeconds ?? 0);
            if (!mine && !string.IsNullOrEmpty(lease.Spec.HolderIdentity) && time.GetElapsedTime(_observedAt) < duration)
            {
                return false;
            }
            var next = (Lease)lease.DeepClone();
            Hold(next, now, mine ? lease.Spec.LeaseTransitions ?? 0 : (lease.Spec.LeaseTransitions ?? 0) + 1);
            if (mine)
            {
                next.Spec.AcquireTime = lease.Spec.AcquireTime;
            }
            Observe(await client.UpdateAsync(next, cancellationToken: stop).ConfigureAwait(false));
            return true;
        }
        catch (Exception e) when (e is ApiException or HttpRequestException)
        {
            LogFailed(options.Namespace, options.Name, e.Message);
            return false;
        }
    }

    private void Hold(Lease lease, DateTimeOffset now, int transitions)
    {
        lease.Spec.HolderIdentity = options.Identity;
        lease.Spec.LeaseDurationSeconds = (int)options.LeaseDuration.TotalSeconds;
        lease.Spec.AcquireTime = now;
        lease.Spec.RenewTime = now;
        lease.Spec.LeaseTransitions = transitions;
    }

    private void Observe(Lease lease)
    {
        _observed = lease;
        _observedAt = time.GetTimestamp();
    }

    private async Task ReleaseAsync()
    {
        if (_observed?.Spec.HolderIdentity != options.Identity)
        {
            return;
        }
        try
        {
            var free = (Lease)_observed.DeepClone();
            free.Spec.HolderIdentity = "";
            free.Spec.LeaseDurationSeconds = 1;
            await client.UpdateAsync(free).ConfigureAwait(false);
        }
        catch (Exception e) when (e is ApiException or HttpRequestException)
        {
            LogFailed(options.Namespace, options.Name, e.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Successfully acquired lease identity={Identity} lease={Namespace}/{Name}")]
    private partial void LogLeads(string identity, string @namespace, string name);

    [LoggerMessage(Level = LogLevel.Error, Message = "Failed to renew lease, leadership lost identity={Identity} lease={Namespace}/{Name}")]
    private partial void LogLost(string identity, string @namespace, string name);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Failed to acquire or renew lease={Namespace}/{Name} err={Err}")]
    private partial void LogFailed(string @namespace, string name, string err);
}
