using Navarch.Api.Core.V1;
using Navarch.Kubelet.Containers;
using Navarch.Kubelet.Cri;
using Navarch.Kubelet.Runtime;

namespace Navarch.Kubelet.PodWorkers;

/// <summary>Ends containers with their preStop hooks and grace: the pod's own first, all at once, then sidecars in reverse order.</summary>
internal sealed class PodKiller(PodServices services, LifecycleHooks hooks)
{
    /// <summary>Returns when none of the pod's containers runs any more.</summary>
    public async Task KillContainersAsync(Pod pod, RuntimePod observed, TimeSpan grace, CancellationToken ct)
    {
        var started = services.Time.GetTimestamp();
        var sidecars = pod.Spec.InitContainers.Where(c => c.IsSidecar()).Select(c => c.Name).ToArray();
        var running = observed.Containers.Where(c => c.State is RuntimeState.Running or RuntimeState.Unknown).ToArray();
        await Task.WhenAll(running.Where(c => !sidecars.Contains(c.Name))
            .Select(c => KillContainerAsync(pod, c, $"Stopping container {c.Name}", grace, ct)));
        foreach (var name in sidecars.Reverse())
        {
            var left = grace - services.Time.GetElapsedTime(started);
            await Task.WhenAll(running.Where(c => c.Name == name)
                .Select(c => KillContainerAsync(pod, c, $"Stopping container {c.Name}", left, ct)));
        }
    }

    /// <summary>Ends one container. What is gone already is no error.</summary>
    public async Task KillContainerAsync(Pod pod, RuntimeContainer run, string message, TimeSpan grace, CancellationToken ct)
    {
        var container = pod.Spec.Containers.Concat(pod.Spec.InitContainers).FirstOrDefault(c => c.Name == run.Name);
        services.Events.Pod(pod, "Normal", "Killing", message, container);
        var left = grace;
        if (container?.Lifecycle?.PreStop is { } preStop && grace > TimeSpan.Zero)
        {
            left -= await PreStopAsync(pod, container, preStop, run, grace, ct);
        }

        try
        {
            // A grace of zero is a kill at once, asked for; otherwise the process gets a moment after a long hook.
            await services.Runtime.StopContainerAsync(run.Id, grace <= TimeSpan.Zero ? TimeSpan.Zero : left > Limits.MinimumGrace ? left : Min(grace, Limits.MinimumGrace), ct);
        }
        catch (RpcException e) when (e.Code == RpcCode.NotFound)
        {
            // Gone.
        }
    }

    /// <summary>Ends the sandboxes; their network addresses are free afterwards.</summary>
    public async Task StopSandboxesAsync(RuntimePod observed, CancellationToken ct)
    {
        foreach (var sandbox in observed.Sandboxes)
        {
            try
            {
                await services.Runtime.StopPodSandboxAsync(sandbox.Id, ct);
            }
            catch (RpcException e) when (e.Code == RpcCode.NotFound)
            {
                // Gone.
            }
        }
    }

    /// <summary>Takes everything of the pod out of the runtime.</summary>
    public async Task RemoveAsync(RuntimePod observed, CancellationToken ct)
    {
        foreach (var container in observed.Containers)
        {
            await IgnoreGoneAsync(services.Runtime.RemoveContainerAsync(container.Id, ct));
            services.View.Forget(container.Id);
            services.ProbeResults.Remove(container.Id);
        }

        foreach (var sandbox in observed.Sandboxes)
        {
            await IgnoreGoneAsync(services.Runtime.RemovePodSandboxAsync(sandbox.Id, ct));
            services.View.Forget(sandbox.Id);
        }
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private static async Task IgnoreGoneAsync(Task call)
    {
        try
        {
            await call;
        }
        catch (RpcException e) when (e.Code == RpcCode.NotFound)
        {
            // Gone.
        }
    }

    private async Task<TimeSpan> PreStopAsync(Pod pod, Container container, LifecycleHandler preStop, RuntimeContainer run, TimeSpan grace, CancellationToken ct)
    {
        var started = services.Time.GetTimestamp();
        using var limit = new CancellationTokenSource(grace, services.Time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        try
        {
            if (await hooks.RunAsync(preStop, container, run.Id, pod.Status.PodIP, grace, linked.Token) is { } failure)
            {
                services.Events.Pod(pod, "Warning", "FailedPreStopHook", $"PreStopHook failed: {failure}", container);
            }
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // It took all the grace there was.
        }

        return services.Time.GetElapsedTime(started);
    }
}
