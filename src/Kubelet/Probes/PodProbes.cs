using Navarch.Api.Core.V1;
using Navarch.Kubelet.Containers;
using Navarch.Kubelet.Runtime;

namespace Navarch.Kubelet.Probes;

/// <summary>The probes of one pod: one worker for each probe of each running container. Used by the pod's worker alone.</summary>
internal sealed class PodProbes(Prober prober, ProbeResults results, KubeletEvents events, Action changed, TimeProvider time) : IDisposable
{
    private readonly Dictionary<string, CancellationTokenSource> running = new(StringComparer.Ordinal);

    /// <summary>Starts and stops workers so that exactly the running containers are probed.</summary>
    public void Follow(Pod pod, RuntimePod observed, string podIp)
    {
        var alive = new HashSet<string>(StringComparer.Ordinal);
        foreach (var container in pod.Spec.InitContainers.Where(c => c.IsSidecar()).Concat(pod.Spec.Containers))
        {
            if (observed.Active(container.Name) is not { State: RuntimeState.Running } run)
            {
                continue;
            }

            alive.Add(run.Id);
            if (!running.ContainsKey(run.Id) && (container.LivenessProbe ?? container.ReadinessProbe ?? container.StartupProbe) is not null)
            {
                Start(pod, container, run, podIp);
            }
        }

        foreach (var id in running.Keys.Where(id => !alive.Contains(id)).ToArray())
        {
            Stop(id);
        }
    }

    public void Dispose()
    {
        foreach (var id in running.Keys.ToArray())
        {
            Stop(id);
        }
    }

    private void Start(Pod pod, Container container, RuntimeContainer run, string podIp)
    {
        var stop = new CancellationTokenSource();
        running[run.Id] = stop;
        foreach (var (kind, probe) in new[]
        {
            (ProbeKind.Startup, container.StartupProbe), (ProbeKind.Liveness, container.LivenessProbe), (ProbeKind.Readiness, container.ReadinessProbe),
        })
        {
            if (probe is not null)
            {
                var worker = new ProbeWorker(pod, container, kind, probe, run, podIp, prober, results, events, changed, time);
                _ = RunAsync(worker, stop.Token);
            }
        }
    }

    private static async Task RunAsync(ProbeWorker worker, CancellationToken ct)
    {
        try
        {
            await worker.RunAsync(ct);
        }
        catch (OperationCanceledException)
        {
            // The container ended.
        }
    }

    private void Stop(string id)
    {
        if (running.Remove(id, out var stop))
        {
            stop.Cancel();
            stop.Dispose();
        }
    }
}
