using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Navarch.Api.Core.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Errors;
using Navarch.Client;

namespace Navarch.Kubelet.Statuses;

/// <summary>
/// Brings pod statuses to the API server. For each pod there is at most one write under way and the newest status waiting behind it, so
/// a burst of changes costs two writes, and an old status never follows a new one.
/// </summary>
internal sealed partial class StatusManager(IApiClient client, TimeProvider time, ILogger logger, CancellationToken stopping)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<string, Entry> entries = new(StringComparer.Ordinal);

    private sealed class Entry
    {
        public Pod? Known;
        public PodStatus? Wanted;
        public PodStatus? Written;
        public Task Sender = Task.CompletedTask;
    }

    /// <summary>The pod with the newest resource version that was seen here.</summary>
    public void Observe(Pod pod)
    {
        var entry = entries.GetOrAdd(pod.Metadata.Uid, static _ => new Entry());
        lock (entry)
        {
            Learn(entry, pod);
            // A node that was silent for a while has its pods marked as not ready by others; say again what is so.
            if (ReferenceEquals(entry.Known, pod) && entry.Wanted is null && entry.Written is { } written && Ready(written) is { } ready && ready != Ready(pod.Status))
            {
                entry.Wanted = written;
                if (entry.Sender.IsCompleted)
                {
                    entry.Sender = SendAsync(pod.Metadata.Uid, entry);
                }
            }
        }
    }

    private static string? Ready(PodStatus status)
    {
        foreach (var condition in status.Conditions)
        {
            if (condition.Type == "Ready")
            {
                return condition.Status;
            }
        }

        return null;
    }

    /// <summary>Writes the status soon, unless it is what was written last.</summary>
    public void Set(Pod pod, PodStatus status)
    {
        status.Freeze();
        var entry = entries.GetOrAdd(pod.Metadata.Uid, static _ => new Entry());
        lock (entry)
        {
            Learn(entry, pod);
            if (DocNode.DeepEquals(status, entry.Wanted ?? entry.Written) ||
                (entry.Wanted is null && DocNode.DeepEquals(Merge(status, entry.Known!.Status), entry.Known.Status)))
            {
                return;
            }

            entry.Wanted = status;
            if (entry.Sender.IsCompleted)
            {
                entry.Sender = SendAsync(pod.Metadata.Uid, entry);
            }
        }
    }

    /// <summary>Returns when everything that was set for the pod has been written, or can't be.</summary>
    public Task FlushAsync(string podUid) => entries.TryGetValue(podUid, out var entry) ? entry.Sender : Task.CompletedTask;

    public void Forget(string podUid) => entries.TryRemove(podUid, out _);

    private static void Learn(Entry entry, Pod pod)
    {
        if (entry.Known is null || Version(pod) > Version(entry.Known))
        {
            entry.Known = pod;
        }
    }

    private static long Version(Pod pod) => long.TryParse(pod.Metadata.ResourceVersion, out var version) ? version : 0;

    private async Task SendAsync(string podUid, Entry entry)
    {
        await Task.Yield();
        var pause = FirstPause;
        while (true)
        {
            Pod known;
            PodStatus status;
            lock (entry)
            {
                if (entry.Wanted is null)
                {
                    return;
                }

                (known, status) = (entry.Known!, entry.Wanted);
            }

            try
            {
                var pod = (Pod)known.DeepClone();
                pod.Status = Merge(status, known.Status);
                var written = await client.UpdateStatusAsync(pod, cancellationToken: stopping);
                lock (entry)
                {
                    Learn(entry, written);
                    entry.Written = status;
                    if (ReferenceEquals(entry.Wanted, status))
                    {
                        entry.Wanted = null;
                        return;
                    }
                }

                pause = FirstPause;
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (ApiException e) when (e.Status.Code == 404)
            {
                entries.TryRemove(podUid, out _);
                return;
            }
            catch (ApiException e) when (e.Status.Code == 409)
            {
                if (!await ReadAgainAsync(known, entry))
                {
                    return;
                }
            }
            catch (Exception e)
            {
                LogFailed(logger, known.Metadata.Namespace + "/" + known.Metadata.Name, e.Message);
                await Task.Delay(pause, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
    }

    /// <summary>After a conflict: false when the pod is no longer this one.</summary>
    private async Task<bool> ReadAgainAsync(Pod known, Entry entry)
    {
        try
        {
            var fresh = await client.FindAsync<Pod>(known.Metadata.Namespace, known.Metadata.Name, stopping);
            if (fresh?.Metadata.Uid != known.Metadata.Uid)
            {
                return false;
            }

            lock (entry)
            {
                Learn(entry, fresh);
            }

            return true;
        }
        catch (ApiException)
        {
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>What others write into a pod's status is taken from the newest pod.</summary>
    private static PodStatus Merge(PodStatus status, PodStatus theirs)
    {
        var result = (PodStatus)status.DeepClone();
        var own = result.Conditions;
        var others = theirs.Conditions.Where(c => !PodConditions.IsOwned(c.Type)).Select(c => (PodCondition)c.DeepClone());
        result.Conditions = own.Where(c => PodConditions.IsOwned(c.Type)).Select(c => (PodCondition)c.DeepClone()).Concat(others).ToListOf();
        result.QosClass = theirs.QosClass;
        result.NominatedNodeName = theirs.NominatedNodeName;
        result.ResourceClaimStatuses = theirs.ResourceClaimStatuses.Select(c => (PodResourceClaimStatus)c.DeepClone()).ToListOf();
        return result;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A pod's status wasn't written pod={Pod} err={Err}")]
    private static partial void LogFailed(ILogger logger, string pod, string err);
}
