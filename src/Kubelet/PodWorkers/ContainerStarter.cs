using Navarch.Api.Core.V1;
using Navarch.Kubelet.Containers;
using Navarch.Kubelet.Cri;
using Navarch.Kubelet.Runtime;
using Navarch.Kubelet.Statuses;
using Navarch.Kubelet.Volumes;

namespace Navarch.Kubelet.PodWorkers;

/// <summary>Why a container didn't start, and when to try again; null for at the next event.</summary>
internal sealed record StartFailure(WaitingReason Waiting, DateTimeOffset? RetryAt);

/// <summary>What a start needs to know of the pod as it is now.</summary>
internal sealed record StartContext
{
    public required Pod Pod { get; init; }

    public required RuntimePod Observed { get; init; }

    public required string SandboxId { get; init; }

    public required string PodIp { get; init; }

    public required Cri.V1.PodSandboxConfig SandboxConfig { get; init; }

    public required IReadOnlyDictionary<string, MountedVolume> Volumes { get; init; }

    public required BackOff BackOff { get; init; }

    public required PodStatus Status { get; init; }
}

/// <summary>Starts one container: back-off, image, configuration, create, start, postStart hook; with upstream's reasons at each step.</summary>
internal sealed class ContainerStarter(PodServices services, PodKiller killer, LifecycleHooks hooks)
{
    private const string Warning = "Warning";

    /// <summary>Null when the container runs.</summary>
    public async Task<StartFailure?> StartAsync(StartContext context, Container container, CancellationToken ct)
    {
        var pod = context.Pod;
        var last = context.Observed.Newest(container.Name);
        if (BackedOff(context, container, last) is { } wait)
        {
            return wait;
        }

        var image = await services.Images.EnsureAsync(pod, container, context.BackOff, await PullSecretsAsync(pod, ct), context.SandboxConfig, ct);
        if (image.Image is null)
        {
            return new StartFailure(image.Waiting!, image.RetryAt);
        }

        Cri.V1.ContainerConfig config;
        var restartCount = RestartCount(context, container, last);
        try
        {
            config = await ConfigureAsync(context, container, image.Image, restartCount, ct);
        }
        catch (Exception e) when (e is ContainerConfigException or VolumeException or TimeoutException or IOException)
        {
            services.Events.Pod(pod, Warning, "Failed", "Error: " + e.Message, container);
            return Retry("CreateContainerConfigError", e.Message);
        }

        string id;
        try
        {
            id = await services.Runtime.CreateContainerAsync(context.SandboxId, config, context.SandboxConfig, ct);
            services.View.Learn(id, pod.Metadata.Uid);
        }
        catch (RpcException e) when (e.Code != RpcCode.Unavailable)
        {
            services.Events.Pod(pod, Warning, "Failed", "Error: " + e.Message, container);
            return Retry("CreateContainerError", e.Message);
        }

        services.Events.Pod(pod, "Normal", "Created", "Container created", container);
        return await RunAsync(context, container, id, ct);
    }

    private async Task<StartFailure?> RunAsync(StartContext context, Container container, string id, CancellationToken ct)
    {
        var pod = context.Pod;
        var postStart = container.Lifecycle?.PostStart;
        if (postStart is not null)
        {
            services.ProbeResults.SetStarting(id, true);
        }

        try
        {
            await services.Runtime.StartContainerAsync(id, ct);
        }
        catch (RpcException e) when (e.Code != RpcCode.Unavailable)
        {
            services.ProbeResults.SetStarting(id, false);
            services.Events.Pod(pod, Warning, "Failed", "Error: " + e.Message, container);
            return Retry("RunContainerError", e.Message);
        }

        services.Events.Pod(pod, "Normal", "Started", "Container started", container);
        if (postStart is null)
        {
            return null;
        }

        try
        {
            if (await hooks.RunAsync(postStart, container, id, context.PodIp, TimeSpan.Zero, ct) is not { } failure)
            {
                return null;
            }

            services.Events.Pod(pod, Warning, "FailedPostStartHook", $"PostStartHook failed: {failure}", container);
            var run = new RuntimeContainer { Id = id, Name = container.Name, SandboxId = context.SandboxId, State = RuntimeState.Running };
            await killer.KillContainerAsync(pod, run, "FailedPostStartHook", Limits.MinimumGrace, ct);
            return Retry("PostStartHookError", failure);
        }
        finally
        {
            services.ProbeResults.SetStarting(id, false);
        }
    }

    private StartFailure? BackedOff(StartContext context, Container container, RuntimeContainer? last)
    {
        if (last is not { State: RuntimeState.Exited })
        {
            return null;
        }

        var now = services.Time.GetUtcNow();
        var key = "container\0" + container.Name;
        if (context.BackOff.BlockedUntil(key, last.FinishedAt, now) is { } until)
        {
            var pod = ContainerSpecs.Format(context.Pod);
            services.Events.Pod(context.Pod, Warning, "BackOff", $"Back-off restarting failed container {container.Name} in pod {pod}", container);
            var delay = ContainerSpecs.GoDuration(context.BackOff.Delay(key));
            return new StartFailure(new WaitingReason("CrashLoopBackOff", $"back-off {delay} restarting failed container={container.Name} pod={pod}"), until);
        }

        context.BackOff.Next(key, last.FinishedAt, now);
        return null;
    }

    private StartFailure Retry(string reason, string message) => new(new WaitingReason(reason, message), services.Time.GetUtcNow() + Limits.BackOffInitial);

    private static int RestartCount(StartContext context, Container container, RuntimeContainer? last)
    {
        if (last is not null)
        {
            return last.RestartCount + 1;
        }

        // Its earlier runs may be gone from the runtime, but not from the status.
        var old = context.Status.ContainerStatuses.Concat(context.Status.InitContainerStatuses).FirstOrDefault(s => s.Name == container.Name);
        return old is { ContainerID.Length: > 0 } ? old.RestartCount + 1 : 0;
    }

    private async Task<IReadOnlyList<Secret>> PullSecretsAsync(Pod pod, CancellationToken ct)
    {
        var result = new List<Secret>();
        foreach (var reference in pod.Spec.ImagePullSecrets)
        {
            if (await services.Secrets.GetAsync(pod.Metadata.Uid, pod.Metadata.Namespace, reference.Name, ct) is { } secret)
            {
                result.Add(secret);
            }
        }

        return result;
    }

    private async Task<Cri.V1.ContainerConfig> ConfigureAsync(
        StartContext context, Container container, Cri.V1.Image image, int restartCount, CancellationToken ct)
    {
        var (pod, uid, ns) = (context.Pod, context.Pod.Metadata.Uid, context.Pod.Metadata.Namespace);
        var configMaps = new Dictionary<string, ConfigMap?>(StringComparer.Ordinal);
        var secrets = new Dictionary<string, Secret?>(StringComparer.Ordinal);
        foreach (var name in container.EnvFrom.Select(e => e.ConfigMapRef?.Name).Concat(container.Env.Select(e => e.ValueFrom?.ConfigMapKeyRef?.Name)).OfType<string>())
        {
            configMaps[name] = await services.ConfigMaps.GetAsync(uid, ns, name, ct);
        }

        foreach (var name in container.EnvFrom.Select(e => e.SecretRef?.Name).Concat(container.Env.Select(e => e.ValueFrom?.SecretKeyRef?.Name)).OfType<string>())
        {
            secrets[name] = await services.Secrets.GetAsync(uid, ns, name, ct);
        }

        var environment = ContainerEnvironment.Compute(pod, container, new EnvironmentSources
        {
            ConfigMap = configMaps.GetValueOrDefault,
            Secret = secrets.GetValueOrDefault,
            Services = services.Services(),
            Addresses = new FieldPaths.Addresses(context.PodIp, services.HostIp),
            Node = services.Node,
        });
        await File.WriteAllTextAsync(services.Paths.EtcHosts(uid), PodHostname.EtcHosts(pod, context.PodIp, services.ClusterDomain), ct);
        return services.Containers.Make(new ContainerConfigInput
        {
            Pod = pod,
            Container = container,
            RestartCount = restartCount,
            Image = image,
            Environment = environment,
            Volumes = context.Volumes,
            Node = services.Node,
        });
    }
}
