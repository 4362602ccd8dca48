using System.Collections.Concurrent;
using Navarch.Api.Core.V1;
using Navarch.Api.Meta.V1;
using Navarch.ApiMachinery.Errors;
using Navarch.Client;
using Navarch.Kubelet.Containers;
using Navarch.Kubelet.Cri;
using Navarch.Kubelet.Probes;
using Navarch.Kubelet.Runtime;
using Navarch.Kubelet.Statuses;
using Navarch.Kubelet.Volumes;

namespace Navarch.Kubelet.PodWorkers;

/// <summary>The rounds of one pod's worker: reads what runs, computes what to do, does it, reports. Never two at a time.</summary>
internal sealed class PodSync(PodServices services, string uid, Action poke) : IDisposable
{
    private static readonly TimeSpan FirstExitPause = TimeSpan.FromMilliseconds(2);
    private readonly BackOff backOff = new(Limits.BackOffInitial, Limits.BackOffMaximum);
    private readonly ConcurrentDictionary<string, bool> expected = new(StringComparer.Ordinal);
    private readonly LifecycleHooks hooks = new(services);
    private readonly PodProbes probes = new(services.Prober, services.ProbeResults, services.Events, poke, services.Time);
    private Dictionary<string, WaitingReason> waiting = new(StringComparer.Ordinal);
    private IReadOnlyDictionary<string, MountedVolume>? volumes;
    private bool refreshVolumes = true;
    private PodStatus? reported;
    private WaitingReason? failure;
    private DateTimeOffset? retryAt;

    private PodKiller Killer => new(services, hooks);

    /// <summary>An event said that this container or sandbox has ended.</summary>
    public void Expect(string id) => expected[id] = true;

    /// <summary>Volumes that show API objects have to be written again.</summary>
    public void SpecChanged() => Volatile.Write(ref refreshVolumes, true);

    /// <summary>One round for a pod that may run. Returns when to look again without being poked.</summary>
    public async Task<DateTimeOffset?> SyncAsync(Pod pod, CancellationToken ct)
    {
        TakeOver(pod);
        var observed = await ReadAsync(ct);
        if (IsTerminal(reported!.Phase) || CheckDeadline(pod))
        {
            return await EndAsync(pod, observed, ct);
        }

        var actions = PodActions.Compute(pod, observed, services.ProbeResults);
        if (actions.CreateSandbox || actions.Nothing)
        {
            Report(pod, observed);
        }

        if (!actions.Nothing)
        {
            observed = await ActAsync(pod, observed, actions, ct);
        }
        else
        {
            waiting.Clear();
            await RefreshVolumesAsync(pod, ct);
        }

        Report(pod, observed);
        probes.Follow(pod, observed, PodIp(pod, observed));
        if (IsTerminal(reported.Phase))
        {
            return await EndAsync(pod, observed, ct);
        }

        await CollectGarbageAsync(observed, ct);
        return NextWake(pod);
    }

    /// <summary>Ends everything of the pod, reports its end, and takes its object out of the API.</summary>
    public async Task TerminateAsync(Pod pod, TimeSpan grace, bool deleteObject, CancellationToken ct)
    {
        TakeOver(pod);
        probes.Dispose();
        var observed = await ReadAsync(ct);
        if (observed.AnyRunning)
        {
            Report(pod, observed, terminating: true);
            await Killer.KillContainersAsync(pod, observed, grace, ct);
            observed = await ReadAsync(ct);
        }

        if (deleteObject)
        {
            Report(pod, observed, terminating: true, terminated: true);
        }

        await Killer.StopSandboxesAsync(observed, ct);
        services.Volumes.TearDown(uid);
        if (deleteObject)
        {
            await services.Statuses.FlushAsync(uid);
            await DeleteObjectAsync(pod, ct);
        }

        await Killer.RemoveAsync(observed, ct);
        services.Cgroups.TearDown(uid);
        RemoveLogs(pod);
        Forget();
    }

    public void Dispose() => probes.Dispose();

    private static bool IsTerminal(string phase) => phase is PodPhase.Succeeded or PodPhase.Failed;

    private string PodIp(Pod pod, RuntimePod observed) => pod.Spec.HostNetwork ? services.HostIp : observed.ActiveSandbox?.Ip ?? "";

    /// <summary>
    /// Begins with what the API server knows: a container that was ready under an earlier kubelet is ready until its probe says otherwise.
    /// </summary>
    private void TakeOver(Pod pod)
    {
        if (reported is not null)
        {
            return;
        }

        reported = (PodStatus)pod.Status.DeepClone();
        foreach (var status in reported.ContainerStatuses.Concat(reported.InitContainerStatuses).Where(s => s.State.Running is not null))
        {
            var id = status.ContainerID[(status.ContainerID.IndexOf("://", StringComparison.Ordinal) + 3)..];
            if (status.Ready)
            {
                services.ProbeResults.Set(id, ProbeKind.Readiness, true);
            }

            if (status.Started == true)
            {
                services.ProbeResults.Set(id, ProbeKind.Startup, true);
            }
        }
    }

    /// <summary>Reads the pod; after an event until the runtime knows of it itself.</summary>
    private async Task<RuntimePod> ReadAsync(CancellationToken ct)
    {
        var ids = expected.Keys.ToArray();
        expected.Clear();
        var observed = await services.View.ReadAsync(uid, ct);
        var pause = FirstExitPause;
        for (var i = 0; i < Limits.ExitReads && ids.Length > 0; i++)
        {
            // An event of an end overtakes the runtime's own bookkeeping by a moment.
            if (!observed.Containers.Any(c => c.State is not RuntimeState.Exited && ids.Contains(c.Id)) &&
                !observed.Sandboxes.Any(s => s.Ready && ids.Contains(s.Id)))
            {
                break;
            }

            await Task.Delay(pause, services.Time, ct);
            pause *= 2;
            observed = await services.View.ReadAsync(uid, ct);
        }

        return observed;
    }

    private bool CheckDeadline(Pod pod)
    {
        if (failure is null && pod.Spec.ActiveDeadlineSeconds is { } seconds && reported!.StartTime is { } start &&
            services.Time.GetUtcNow() >= start.AddSeconds(seconds))
        {
            failure = new WaitingReason("DeadlineExceeded", "Pod was active on the node longer than the specified deadline");
            services.Events.Pod(pod, "Normal", "DeadlineExceeded", failure.Message);
        }

        return failure is not null;
    }

    private DateTimeOffset? NextWake(Pod pod)
    {
        DateTimeOffset? wake = retryAt;
        if (pod.Spec.ActiveDeadlineSeconds is { } seconds && reported!.StartTime is { } start)
        {
            wake = Earlier(wake, start.AddSeconds(seconds));
        }

        if (services.Tokens.RenewAt(uid) is { } renew)
        {
            if (renew <= services.Time.GetUtcNow())
            {
                SpecChanged();
            }

            wake = Earlier(wake, renew);
        }

        return wake;
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? a, DateTimeOffset? b) => a is null ? b : b is null ? a : a < b ? a : b;

    private async Task<RuntimePod> ActAsync(Pod pod, RuntimePod observed, PodActions actions, CancellationToken ct)
    {
        retryAt = null;
        waiting = new Dictionary<string, WaitingReason>(StringComparer.Ordinal);
        if (actions.KillPod)
        {
            if (observed.ActiveSandbox is not null && actions.CreateSandbox)
            {
                services.Events.Pod(pod, "Normal", "SandboxChanged", "Pod sandbox changed, it will be killed and re-created.");
            }

            await Killer.KillContainersAsync(pod, observed, TimeSpan.FromSeconds(pod.Spec.TerminationGracePeriodSeconds ?? 30), ct);
            await Killer.StopSandboxesAsync(observed, ct);
            observed = await services.View.ReadAsync(uid, ct);
        }

        foreach (var kill in actions.Kill)
        {
            var grace = ProbeGrace(pod, kill) ?? pod.Spec.TerminationGracePeriodSeconds ?? 30;
            await Killer.KillContainerAsync(pod, kill.Container, kill.Message, TimeSpan.FromSeconds(grace), ct);
        }

        if (!actions.CreateSandbox && actions.StartInit.Count == 0 && actions.Start.Count == 0)
        {
            return await services.View.ReadAsync(uid, ct);
        }

        var config = services.Sandboxes.Make(pod, actions.Attempt);
        if (actions.CreateSandbox)
        {
            if (await PrepareAsync(pod, config, ct) is not { } ready)
            {
                return await services.View.ReadAsync(uid, ct);
            }

            observed = ready;
        }
        else if (volumes is null || actions.Kill.Count > 0 || actions.Start.Count + actions.StartInit.Count > 0)
        {
            if (!await SetUpVolumesAsync(pod, ct))
            {
                return observed;
            }

            observed = actions.Kill.Count > 0 ? await services.View.ReadAsync(uid, ct) : observed;
        }

        return await StartAllAsync(pod, observed, config, [.. actions.StartInit, .. actions.Start], ct);
    }

    private static long? ProbeGrace(Pod pod, ContainerKill kill)
    {
        var container = pod.Spec.Containers.Concat(pod.Spec.InitContainers).FirstOrDefault(c => c.Name == kill.Container.Name);
        return kill.Message.Contains("liveness probe", StringComparison.Ordinal) ? container?.LivenessProbe?.TerminationGracePeriodSeconds
            : kill.Message.Contains("startup probe", StringComparison.Ordinal) ? container?.StartupProbe?.TerminationGracePeriodSeconds
            : null;
    }

    /// <summary>Makes the sandbox and the volumes at the same time: neither needs the other. Null when one of them failed.</summary>
    private async Task<RuntimePod?> PrepareAsync(Pod pod, Cri.V1.PodSandboxConfig config, CancellationToken ct)
    {
        Directory.CreateDirectory(services.Paths.Pod(uid));
        Directory.CreateDirectory(config.LogDirectory);
        services.Cgroups.SetUp(pod);
        var settingUp = SetUpVolumesAsync(pod, ct);
        try
        {
            var id = await services.Runtime.RunPodSandboxAsync(config, "", ct);
            services.View.Learn(id, uid);
        }
        catch (RpcException e) when (e.Code != RpcCode.Unavailable)
        {
            await settingUp;
            services.Events.Pod(pod, "Warning", "FailedCreatePodSandBox", "Failed to create pod sandbox: " + e.Text);
            retryAt = services.Time.GetUtcNow() + Limits.SyncRetry * 5;
            return null;
        }
        catch
        {
            await ((Task)settingUp).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }

        return await settingUp ? await services.View.ReadAsync(uid, ct) : null;
    }

    private async Task<bool> SetUpVolumesAsync(Pod pod, CancellationToken ct)
    {
        try
        {
            Volatile.Write(ref refreshVolumes, false);
            Directory.CreateDirectory(services.Paths.Pod(uid));
            volumes = await services.Volumes.SetUpAsync(pod, ct);
            return true;
        }
        catch (VolumeException e)
        {
            services.Events.Pod(pod, "Warning", "FailedMount", e.Message);
            retryAt = services.Time.GetUtcNow() + Limits.SyncRetry * 5;
            return false;
        }
    }

    private async Task RefreshVolumesAsync(Pod pod, CancellationToken ct)
    {
        if (!Volatile.Read(ref refreshVolumes))
        {
            return;
        }

        Volatile.Write(ref refreshVolumes, false);
        try
        {
            await services.Volumes.RefreshAsync(pod, ct);
        }
        catch (VolumeException e)
        {
            services.Events.Pod(pod, "Warning", "FailedMount", e.Message);
            SpecChanged();
            retryAt = services.Time.GetUtcNow() + Limits.LongestSyncRetry;
        }
    }

    private async Task<RuntimePod> StartAllAsync(
        Pod pod, RuntimePod observed, Cri.V1.PodSandboxConfig config, IReadOnlyList<Container> containers, CancellationToken ct)
    {
        if (observed.ActiveSandbox is not { } sandbox)
        {
            retryAt = services.Time.GetUtcNow() + Limits.SyncRetry;
            return observed;
        }

        var starter = new ContainerStarter(services, Killer, hooks);
        foreach (var container in containers)
        {
            var context = new StartContext
            {
                Pod = pod,
                Observed = observed,
                SandboxId = sandbox.Id,
                PodIp = pod.Spec.HostNetwork ? services.HostIp : sandbox.Ip,
                SandboxConfig = config,
                Volumes = volumes!,
                BackOff = backOff,
                Status = reported!,
            };
            if (await starter.StartAsync(context, container, ct) is { } failed)
            {
                waiting[container.Name] = failed.Waiting;
                retryAt = Earlier(retryAt, failed.RetryAt);
                Report(pod, observed);
            }
        }

        observed = await services.View.ReadAsync(uid, ct);
        if (PodActions.Compute(pod, observed, services.ProbeResults) is { Nothing: false } && waiting.Count == 0)
        {
            // A sidecar that started frees the next in line.
            poke();
        }

        return observed;
    }

    private void Report(Pod pod, RuntimePod observed, bool terminating = false, bool terminated = false)
    {
        reported = PodStatusBuilder.Compute(new StatusInput
        {
            Pod = pod,
            Previous = reported!,
            Observed = observed,
            Probes = services.ProbeResults,
            Now = services.Time.GetUtcNow(),
            HostIp = services.HostIp,
            Waiting = waiting,
            Terminating = terminating || failure is not null,
            Terminated = terminated,
            Failure = failure,
        });
        services.Statuses.Set(pod, reported);
    }

    /// <summary>A pod that is over keeps its containers' records and logs until it is deleted, and nothing else.</summary>
    private async Task<DateTimeOffset?> EndAsync(Pod pod, RuntimePod observed, CancellationToken ct)
    {
        probes.Dispose();
        if (observed.AnyRunning)
        {
            await Killer.KillContainersAsync(pod, observed, TimeSpan.FromSeconds(pod.Spec.TerminationGracePeriodSeconds ?? 30), ct);
            observed = await ReadAsync(ct);
        }

        if (observed.Sandboxes.Any(s => s.Ready))
        {
            await Killer.StopSandboxesAsync(observed, ct);
            observed = await services.View.ReadAsync(uid, ct);
        }

        if (observed.Containers.Count > 0)
        {
            Report(pod, observed, terminating: true, terminated: true);
        }

        services.Volumes.TearDown(uid);
        Release();
        return null;
    }

    /// <summary>Removes runs before the last two of each container, and sandboxes that hold nothing any more.</summary>
    private async Task CollectGarbageAsync(RuntimePod observed, CancellationToken ct)
    {
        var old = observed.Containers.GroupBy(c => c.Name, StringComparer.Ordinal).SelectMany(runs => runs.Skip(Limits.KeptRuns))
            .Where(c => c.State != RuntimeState.Running).ToArray();
        var kept = observed.Containers.Except(old).Select(c => c.SandboxId).ToHashSet(StringComparer.Ordinal);
        var empty = observed.Sandboxes.Skip(1).Where(s => !kept.Contains(s.Id)).ToArray();
        if (old.Length > 0 || empty.Length > 0)
        {
            await Killer.RemoveAsync(observed with { Containers = old, Sandboxes = empty }, ct);
            foreach (var run in old.Where(run => run.LogPath.Length > 0))
            {
                File.Delete(run.LogPath);
            }
        }
    }

    private async Task DeleteObjectAsync(Pod pod, CancellationToken ct)
    {
        try
        {
            await services.Client.DeleteAsync<Pod>(
                pod.Metadata.Namespace, pod.Metadata.Name,
                new DeleteOptions { GracePeriodSeconds = 0, Preconditions = new Preconditions { Uid = uid } }, ct);
        }
        catch (ApiException e) when (e.Status.Code is 404 or 409)
        {
            // Gone, or another pod has the name already.
        }
    }

    private void RemoveLogs(Pod pod)
    {
        var logs = services.Paths.PodLogs(pod.Metadata.Namespace, pod.Metadata.Name, uid);
        if (Directory.Exists(logs))
        {
            Directory.Delete(logs, recursive: true);
        }
    }

    private void Release()
    {
        services.ConfigMaps.Release(uid);
        services.Secrets.Release(uid);
        services.Tokens.Forget(uid);
    }

    private void Forget()
    {
        Release();
        services.Images.Forget(uid);
        services.Statuses.Forget(uid);
    }
}
