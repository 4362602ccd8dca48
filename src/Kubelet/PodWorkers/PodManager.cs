using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Navarch.Api.Core.V1;
using Navarch.Api.Meta.V1;
using Navarch.Client;
using Navarch.Kubelet.Cri;
using Navarch.Kubelet.Runtime;

namespace Navarch.Kubelet.PodWorkers;

/// <summary>
/// The pods of this node, each with its worker. What runs here at the start and stands in the API is adopted; what runs without
/// standing there is ended.
/// </summary>
internal sealed partial class PodManager(PodServices services, ILogger logger, CancellationToken stopping)
{
    private readonly ConcurrentDictionary<string, PodWorker> workers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Task> running = new(StringComparer.Ordinal);
    private bool adopted;

    public IEnumerable<Pod> Pods => workers.Values.Select(w => w.Pod);

    public Pod? Find(string ns, string name) => Pods.FirstOrDefault(p => p.Metadata.Name == name && p.Metadata.Namespace == ns);

    public Pod? FindByUid(string uid) => workers.GetValueOrDefault(uid)?.Pod;

    /// <summary>The whole set of pods that belong here.</summary>
    public void Replace(IReadOnlyList<Pod> pods)
    {
        var present = pods.Select(p => p.Metadata.Uid).ToHashSet(StringComparer.Ordinal);
        foreach (var pod in pods)
        {
            Apply(ObjectEventType.Modified, pod);
        }

        foreach (var worker in workers.Values.Where(w => !present.Contains(w.Uid)))
        {
            worker.Remove();
        }

        if (!adopted)
        {
            adopted = true;
            _ = AdoptAsync();
        }
    }

    public void Apply(ObjectEventType type, Pod pod)
    {
        if (type == ObjectEventType.Deleted)
        {
            if (workers.TryGetValue(pod.Metadata.Uid, out var gone))
            {
                gone.Remove(pod);
            }

            return;
        }

        if (workers.TryGetValue(pod.Metadata.Uid, out var worker))
        {
            worker.Update(pod);
        }
        else
        {
            Start(pod, orphan: false);
        }
    }

    /// <summary>Something happened to a container or sandbox.</summary>
    public void RuntimeChanged(string id, bool ended)
    {
        if (services.View.PodOf(id) is { } uid && workers.TryGetValue(uid, out var worker))
        {
            worker.RuntimeChanged(id, ended);
        }
    }

    /// <summary>A ConfigMap or Secret of this pod changed.</summary>
    public void VolumesChanged(string uid)
    {
        if (workers.TryGetValue(uid, out var worker))
        {
            worker.VolumesChanged();
        }
    }

    /// <summary>Events may have been missed: everyone looks again.</summary>
    public void PokeAll()
    {
        foreach (var worker in workers.Values)
        {
            worker.Poke();
        }
    }

    /// <summary>Returns when all workers have stopped, after the token told them to.</summary>
    public Task WhenStoppedAsync() => Task.WhenAll(running.Values);

    private void Start(Pod pod, bool orphan)
    {
        var worker = new PodWorker(services, pod, orphan, logger);
        if (workers.TryAdd(pod.Metadata.Uid, worker))
        {
            services.Statuses.Observe(pod);
            running[pod.Metadata.Uid] = RunAsync(worker);
        }
    }

    private async Task RunAsync(PodWorker worker)
    {
        await Task.Yield();
        using (worker)
        {
            await worker.RunAsync(stopping);
        }

        if (!stopping.IsCancellationRequested)
        {
            workers.TryRemove(worker.Uid, out _);
            running.TryRemove(worker.Uid, out _);
        }
    }

    private async Task AdoptAsync()
    {
        try
        {
            foreach (var found in await services.View.ListAsync(stopping))
            {
                if (workers.ContainsKey(found.Uid))
                {
                    LogAdopted(logger, found.Namespace + "/" + found.Name, found.Uid);
                }
                else
                {
                    LogOrphan(logger, found.Namespace + "/" + found.Name, found.Uid);
                    Start(Orphan(found), orphan: true);
                }
            }

            RemoveLeftovers();
        }
        catch (Exception e) when (e is RpcException or IOException)
        {
            LogAdoptionFailed(logger, e.Message);
        }
    }

    /// <summary>Directories of pods that were removed while no kubelet looked.</summary>
    private void RemoveLeftovers()
    {
        if (!Directory.Exists(services.Paths.Pods))
        {
            return;
        }

        foreach (var uid in Directory.GetDirectories(services.Paths.Pods).Select(d => Path.GetFileName(d)!).Where(uid => !workers.ContainsKey(uid)))
        {
            services.Volumes.TearDown(uid);
            services.Cgroups.TearDown(uid);
        }
    }

    /// <summary>What can be said of a pod that only the runtime knows.</summary>
    private static Pod Orphan(RuntimePod found)
    {
        var pod = new Pod { Metadata = new ObjectMeta { Uid = found.Uid, Name = found.Name, Namespace = found.Namespace } };
        pod.Freeze();
        return pod;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Adopted pod={Pod} podUID={Uid}")]
    private static partial void LogAdopted(ILogger logger, string pod, string uid);

    [LoggerMessage(Level = LogLevel.Information, Message = "The pod is not in the API any more, ending it pod={Pod} podUID={Uid}")]
    private static partial void LogOrphan(ILogger logger, string pod, string uid);

    [LoggerMessage(Level = LogLevel.Error, Message = "Can't list what runs on this node err={Err}")]
    private static partial void LogAdoptionFailed(ILogger logger, string err);
}
