using Microsoft.Extensions.Logging;
using Navarch.Api;
using Navarch.Client;

namespace Navarch.Kubelet.Volumes;

/// <summary>
/// The ConfigMaps or Secrets that pods on this node refer to: each is read and watched by its own name from the first reference to the
/// last, so the kubelet sees changes at once and no object that isn't its business.
/// </summary>
internal sealed class ReferencedObjects<T>(IApiClient client, TimeProvider time, ILogger logger, Action<string> changed, CancellationToken stopping)
    where T : KubernetesObject, IKind<T>
{
    private readonly Dictionary<(string Namespace, string Name), Entry> entries = [];

    private sealed class Entry(CancellationTokenSource stop)
    {
        public readonly HashSet<string> Pods = new(StringComparer.Ordinal);
        public readonly TaskCompletionSource First = new(TaskCreationOptions.RunContinuationsAsynchronously);
        public T? Value;

        public void Stop() => stop.Cancel();
    }

    /// <summary>The object, or null where there is none. From now on the pod is told of changes by the callback.</summary>
    public async Task<T?> GetAsync(string podUid, string ns, string name, CancellationToken ct)
    {
        Entry? entry;
        lock (entries)
        {
            if (!entries.TryGetValue((ns, name), out entry))
            {
                var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
                entry = new Entry(stop);
                entries[(ns, name)] = entry;
                _ = FollowAsync(entry, ns, name, stop);
            }

            entry.Pods.Add(podUid);
        }

        await entry.First.Task.WaitAsync(Limits.ReferencedObjectTimeout, time, ct);
        return Volatile.Read(ref entry.Value);
    }

    /// <summary>Drops a pod's references; what nobody refers to is no longer watched.</summary>
    public void Release(string podUid)
    {
        lock (entries)
        {
            foreach (var (key, entry) in entries.ToArray())
            {
                if (entry.Pods.Remove(podUid) && entry.Pods.Count == 0)
                {
                    entries.Remove(key);
                    entry.Stop();
                }
            }
        }
    }

    private async Task FollowAsync(Entry entry, string ns, string name, CancellationTokenSource stop)
    {
        using (stop)
        {
            await new ListWatch<T>(client, ns, $"metadata.name={name}", time, logger).RunAsync(
                list => Set(entry, list.Count > 0 ? list[0] : null),
                (type, obj) => Set(entry, type == ObjectEventType.Deleted ? null : obj),
                stop.Token);
        }
    }

    private void Set(Entry entry, T? value)
    {
        var before = Volatile.Read(ref entry.Value);
        Volatile.Write(ref entry.Value, value);
        if (entry.First.TrySetResult() || before?.Metadata.ResourceVersion == value?.Metadata.ResourceVersion)
        {
            return;
        }

        string[] pods;
        lock (entries)
        {
            pods = [.. entry.Pods];
        }

        foreach (var pod in pods)
        {
            changed(pod);
        }
    }
}
