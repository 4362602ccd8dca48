using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Navarch.Api.Core.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.Kubelet.Cri;

namespace Navarch.Kubelet.PodWorkers;

/// <summary>
/// Lives as long as one pod on this node. Whoever learns of something that may matter to the pod (its object, its containers, a probe,
/// a ConfigMap) pokes it; the worker then compares what is wanted with what runs and acts, one round at a time:
/// running -> terminating (deleted, or gone from the API) -> terminated, after which <see cref="RunAsync"/> returns.
/// A round that waits for something slow (an image) is broken off when the pod is deleted meanwhile.
/// </summary>
internal sealed partial class PodWorker : IDisposable
{
    private readonly PodServices services;
    private readonly PodSync sync;
    private readonly ILogger logger;
    private readonly Channel<bool> pokes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Lock gate = new();
    private Pod latest;
    private bool removed;
    private TimeSpan? killGrace;
    private CancellationTokenSource? round;
    private TimeSpan retry = Limits.SyncRetry;

    /// <summary>An orphan runs here although the API has no such pod.</summary>
    public PodWorker(PodServices services, Pod pod, bool orphan, ILogger logger)
    {
        (this.services, this.logger) = (services, logger);
        (latest, removed) = (pod, orphan);
        sync = new PodSync(services, pod.Metadata.Uid, Poke);
    }

    public string Uid => latest.Metadata.Uid;

    /// <summary>The pod as last heard of.</summary>
    public Pod Pod => latest;

    /// <summary>The pod's object changed.</summary>
    public void Update(Pod changed)
    {
        Pod before;
        lock (gate)
        {
            before = latest;
            latest = changed;
            services.Statuses.Observe(changed);
            InterruptIfShorter();
        }

        // Most changes are our own status coming back.
        if (Matters(before, changed))
        {
            sync.SpecChanged();
            Poke();
        }
    }

    /// <summary>
    /// The pod's object is gone: whatever runs has to end. Its last state, where it is known, says how long that may take.
    /// </summary>
    public void Remove(Pod? last = null)
    {
        lock (gate)
        {
            latest = last ?? latest;
            removed = true;
            InterruptIfShorter();
        }

        Poke();
    }

    /// <summary>Something happened to a container or sandbox of the pod.</summary>
    public void RuntimeChanged(string id, bool ended)
    {
        if (ended)
        {
            sync.Expect(id);
        }

        Poke();
    }

    /// <summary>A ConfigMap or Secret of the pod changed.</summary>
    public void VolumesChanged()
    {
        sync.SpecChanged();
        Poke();
    }

    public void Poke() => pokes.Writer.TryWrite(true);

    /// <summary>Runs until the pod has left this node, or the token ends it; then its containers go on without us.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        using var timer = services.Time.CreateTimer(_ => Poke(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Poke();
        try
        {
            while (await pokes.Reader.WaitToReadAsync(ct))
            {
                pokes.Reader.TryRead(out _);
                DateTimeOffset? wake;
                using (var source = CancellationTokenSource.CreateLinkedTokenSource(ct))
                {
                    TimeSpan? grace;
                    Pod current;
                    bool gone;
                    lock (gate)
                    {
                        round = source;
                        (current, gone) = (latest, removed);
                        killGrace = grace = Grace(current, gone);
                    }

                    wake = await RoundAsync(current, gone, grace, source.Token, ct);
                    lock (gate)
                    {
                        round = null;
                    }
                }

                if (wake == DateTimeOffset.MaxValue)
                {
                    return;
                }

                if (wake is { } at)
                {
                    var delay = at - services.Time.GetUtcNow();
                    timer.Change(delay > TimeSpan.Zero ? delay : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
                }
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The kubelet stops; the pod goes on.
        }
    }

    public void Dispose() => sync.Dispose();

    /// <summary>When to look again; MaxValue for never, null for at the next poke.</summary>
    private async Task<DateTimeOffset?> RoundAsync(Pod current, bool gone, TimeSpan? grace, CancellationToken ct, CancellationToken stopping)
    {
        try
        {
            if (grace is { } g)
            {
                await sync.TerminateAsync(current, g, deleteObject: !gone, ct);
                return DateTimeOffset.MaxValue;
            }

            var wake = await sync.SyncAsync(current, ct);
            retry = Limits.SyncRetry;
            return wake;
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            // Broken off for a new state of the pod, whose poke is there already.
            return null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(logger, current.Metadata.Namespace + "/" + current.Metadata.Name, e is RpcException rpc ? rpc.Text : e.ToString());
            var at = services.Time.GetUtcNow() + retry;
            retry = retry * 2 < Limits.LongestSyncRetry ? retry * 2 : Limits.LongestSyncRetry;
            return at;
        }
    }

    private static bool Matters(Pod before, Pod now) =>
        before.Metadata.DeletionTimestamp != now.Metadata.DeletionTimestamp ||
        before.Metadata.DeletionGracePeriodSeconds != now.Metadata.DeletionGracePeriodSeconds ||
        !before.Metadata.Labels.ContentEquals(now.Metadata.Labels) ||
        !before.Metadata.Annotations.ContentEquals(now.Metadata.Annotations) ||
        !DocNode.DeepEquals(before.Spec, now.Spec) ||
        now.Spec.ReadinessGates.Count > 0;

    private void InterruptIfShorter()
    {
        var grace = Grace(latest, removed);
        if (round is not null && grace is { } g && (killGrace is not { } before || g < before))
        {
            round.Cancel();
        }
    }

    /// <summary>Null while the pod may run; otherwise how long its processes have to end.</summary>
    private static TimeSpan? Grace(Pod pod, bool removed)
    {
        if (pod.Metadata.DeletionTimestamp is null && !removed)
        {
            return null;
        }

        var seconds = pod.Metadata.DeletionGracePeriodSeconds ?? pod.Spec.TerminationGracePeriodSeconds ?? 30;
        return TimeSpan.FromSeconds(seconds);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Error syncing pod, trying again pod={Pod} err={Err}")]
    private static partial void LogFailed(ILogger logger, string pod, string err);
}
