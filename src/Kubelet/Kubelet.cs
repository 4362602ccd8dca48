using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Navarch.Api.Core.V1;
using Navarch.Client;
using Navarch.Kubelet.Containerd;
using Navarch.Kubelet.Containers;
using Navarch.Kubelet.Cri;
using Navarch.Kubelet.Images;
using Navarch.Kubelet.Network;
using Navarch.Kubelet.Nodes;
using Navarch.Kubelet.PodWorkers;
using Navarch.Kubelet.Probes;
using Navarch.Kubelet.Runtime;
using Navarch.Kubelet.Server;
using Navarch.Kubelet.Statuses;
using Navarch.Kubelet.Volumes;

namespace Navarch.Kubelet;

/// <summary>
/// The agent of one node: registers it, runs the pods that are bound to it on containerd, and reports on both. Its containers live
/// on when it ends, however it ends, and the next one of the same root directory takes them over.
/// </summary>
public sealed partial class Kubelet
{
    private readonly KubeletOptions options;
    private readonly IApiClient client;
    private readonly TimeProvider time;
    private readonly ILoggerFactory loggers;
    private readonly ILogger logger;
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentDictionary<string, Service> services = new(StringComparer.Ordinal);

    public Kubelet(KubeletOptions options, IApiClient client, TimeProvider time, ILoggerFactory loggers)
    {
        (this.options, this.client, this.time, this.loggers) = (options, client, time, loggers);
        logger = loggers.CreateLogger<Kubelet>();
    }

    /// <summary>Done when the node has been Ready for the first time.</summary>
    public Task Ready => ready.Task;

    /// <summary>
    /// Runs until the token ends it. Pods go on running then. Throws when the node can't work at all: containerd missing or broken, the
    /// port taken.
    /// </summary>
    public async Task RunAsync(CancellationToken ct)
    {
        Directory.CreateDirectory(options.RootDirectory);
        using var supervisor = options.ContainerRuntimeEndpoint is null
            ? new ContainerdSupervisor(
                options.ContainerdOrDefault with { NetworkNamespace = options.NetworkNamespace }, time, loggers.CreateLogger<ContainerdSupervisor>())
            : null;
        if (supervisor is not null)
        {
            await supervisor.EnsureRunningAsync(ct);
        }

        var endpoint = options.ContainerRuntimeEndpoint ?? supervisor!.SocketPath;
        using var connection = new GrpcConnection(endpoint.Replace("unix://", "", StringComparison.Ordinal), time);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var runtime = new RuntimeService(connection);
        var images = new ImageService(connection);
        var recorder = new EventRecorder(client, "kubelet", options.NodeName, time, loggers);
        var events = new KubeletEvents(recorder, options.NodeName);
        var nodes = new NodeStatusManager(client, options, runtime, images, time, logger);
        var node = await nodes.RegisterAsync(ct);

        var paths = new KubeletPaths(options.RootDirectory, options.PodLogsDirectory ?? Path.Combine(options.RootDirectory, "logs"));
        using var prober = new Prober(runtime, new NodeSockets(options.NetworkNamespace), time);
        PodManager? pods = null;
        var podServices = Wire(runtime, images, events, prober, paths, uid => pods?.VolumesChanged(uid), stopping.Token);
        pods = new PodManager(podServices, loggers.CreateLogger<PodManager>(), stopping.Token);

        await using var server = new KubeletServer(options, pods, podServices, time, loggers);
        await server.StartAsync(ct);
        events.Node("Normal", "Starting", "Starting kubelet.");
        try
        {
            await WhenAnyEndsAsync(
                stopping,
                FollowNodeAsync(nodes, node, stopping.Token),
                HeartbeatAsync(nodes, new LogRotation(paths, options, runtime, time), stopping.Token),
                FollowServicesAsync(stopping.Token),
                FollowRuntimeAsync(connection, supervisor, pods, stopping.Token),
                FollowPodsAsync(pods, stopping.Token),
                options.ManageNodeRoutes
                    ? new NodeRoutes(client, options.NodeName, options.NetworkNamespace, time, loggers.CreateLogger<NodeRoutes>()).RunAsync(stopping.Token)
                    : Task.Delay(Timeout.InfiniteTimeSpan, time, stopping.Token));
        }
        finally
        {
            await stopping.CancelAsync();
            await pods.WhenStoppedAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            ready.TrySetCanceled(CancellationToken.None);
            // The API server may have stopped before us: what it doesn't take soon is lost.
            await recorder.DisposeAsync().AsTask().WaitAsync(Limits.LastEvents, time, CancellationToken.None)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>The parts of the kubelet that never end by themselves: when one does, all end, and its failure is thrown.</summary>
    private static async Task WhenAnyEndsAsync(CancellationTokenSource stopping, params Task[] parts)
    {
        var first = await Task.WhenAny(parts);
        await stopping.CancelAsync();
        await Task.WhenAll(parts).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (first.IsFaulted)
        {
            await first;
        }
    }

    private PodServices Wire(
        RuntimeService runtime, ImageService images, KubeletEvents events, Prober prober, KubeletPaths paths, Action<string> volumesChanged,
        CancellationToken stopping)
    {
        var resources = MachineInfo.Resources(MachineInfo.Allocatable(MachineInfo.Capacity(options), options));
        var configMaps = new ReferencedObjects<ConfigMap>(client, time, logger, volumesChanged, stopping);
        var secrets = new ReferencedObjects<Secret>(client, time, logger, volumesChanged, stopping);
        var tokens = new ServiceAccountTokens(client, time);
        VolumePlugin[] plugins =
        [
            new EmptyDirPlugin(),
            new ApiVolumePlugin(configMaps, secrets, tokens, resources, time),
            new PersistentVolumeClaimPlugin(client),
            new HostPathPlugin(),
        ];
        return new PodServices
        {
            Client = client,
            Time = time,
            Runtime = runtime,
            View = new RuntimeView(runtime),
            Paths = paths,
            Cgroups = new PodCgroups(),
            Sandboxes = new SandboxConfigs(paths, new PodDns(options.ClusterDns, options.ClusterDomain, options.ResolvConf), options.ClusterDomain),
            Containers = new ContainerConfigs(paths),
            Images = new ImagePuller(images, events, time),
            Volumes = new VolumeManager(paths, plugins, logger),
            ConfigMaps = configMaps,
            Secrets = secrets,
            Tokens = tokens,
            Services = () => [.. services.Values],
            Statuses = new StatusManager(client, time, logger, stopping),
            Prober = prober,
            ProbeResults = new ProbeResults(),
            Events = events,
            Node = resources,
            HostIp = options.NodeIp.ToString(),
            ClusterDomain = options.ClusterDomain,
        };
    }

    /// <summary>Follows the node's own object, and sets up the network as soon as it has its range.</summary>
    private async Task FollowNodeAsync(NodeStatusManager nodes, Node registered, CancellationToken ct)
    {
        var network = new NodeNetwork(new CommandRunner(time, options.NetworkNamespace));
        var cidr = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Note(Node node)
        {
            nodes.Observe(node);
            if ((options.PodCidr ?? node.Spec.PodCIDR) is { Length: > 0 } range)
            {
                cidr.TrySetResult(range);
            }
        }

        Note(registered);
        var following = new ListWatch<Node>(client, null, $"metadata.name={options.NodeName}", time, logger).RunAsync(
            list =>
            {
                foreach (var node in list)
                {
                    Note(node);
                }
            },
            (type, node) =>
            {
                if (type != ObjectEventType.Deleted)
                {
                    Note(node);
                }
            },
            ct);
        var podCidr = await cidr.Task.WaitAsync(ct);
        await network.SetUpAsync(podCidr, options.ClusterCidr, ct);
        CniConfig.Write(options.CniConfDirectory, options.CniStateDirectory, podCidr, options.Mtu);
        LogNetwork(logger, podCidr);
        await following;
    }

    /// <summary>Renews the lease, watches the node's health, and keeps logs in bounds.</summary>
    private async Task HeartbeatAsync(NodeStatusManager nodes, LogRotation logs, CancellationToken ct)
    {
        var lease = new NodeLease(client, options, time, logger);
        var nextLease = time.GetUtcNow();
        while (!ct.IsCancellationRequested)
        {
            var isReady = await nodes.UpdateAsync(ct);
            if (isReady && ready.TrySetResult())
            {
                LogReady(logger, options.NodeName);
            }

            if (time.GetUtcNow() >= nextLease)
            {
                nextLease = time.GetUtcNow() + options.NodeStatusUpdateFrequency;
                await lease.RenewAsync(nodes.Node!, ct);
                await RotateAsync(logs, ct);
            }

            await Task.Delay(isReady ? options.NodeStatusUpdateFrequency : Limits.NotReadyPoll, time, ct);
        }
    }

    private async Task RotateAsync(LogRotation logs, CancellationToken ct)
    {
        try
        {
            await logs.RotateAsync(ct);
        }
        catch (Exception e) when (e is RpcException or IOException)
        {
            LogNotRotated(logger, e.Message);
        }
    }

    private Task FollowPodsAsync(PodManager pods, CancellationToken ct) =>
        new ListWatch<Pod>(client, null, $"spec.nodeName={options.NodeName}", time, logger).RunAsync(pods.Replace, pods.Apply, ct);

    private Task FollowServicesAsync(CancellationToken ct) =>
        new ListWatch<Service>(client, null, "", time, logger).RunAsync(
            list =>
            {
                services.Clear();
                foreach (var service in list)
                {
                    services[service.Metadata.Uid] = service;
                }
            },
            (type, service) =>
            {
                if (type == ObjectEventType.Deleted)
                {
                    services.TryRemove(service.Metadata.Uid, out _);
                }
                else
                {
                    services[service.Metadata.Uid] = service;
                }
            },
            ct);

    /// <summary>Passes on what happens in the runtime. When its stream breaks the runtime is brought back, and every pod looks again.</summary>
    private async Task FollowRuntimeAsync(GrpcConnection connection, ContainerdSupervisor? supervisor, PodManager pods, CancellationToken ct)
    {
        var stream = new ContainerdEvents(connection);
        while (!ct.IsCancellationRequested)
        {
            // What happened before the subscription stood was told to nobody.
            await using var settled = time.CreateTimer(_ => pods.PokeAll(), null, Limits.SubscriptionSettles, Timeout.InfiniteTimeSpan);
            try
            {
                await foreach (var (id, ended) in stream.SubscribeAsync(ct))
                {
                    pods.RuntimeChanged(id, ended);
                }
            }
            catch (RpcException e)
            {
                LogRuntimeGone(logger, e.Message);
            }

            await Task.Delay(Limits.SyncRetry, time, ct);
            if (supervisor is not null)
            {
                await supervisor.EnsureRunningAsync(ct);
            }

            pods.PokeAll();
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The pod network is set up podCIDR={PodCidr}")]
    private static partial void LogNetwork(ILogger logger, string podCidr);

    [LoggerMessage(Level = LogLevel.Information, Message = "Node became ready node={Node}")]
    private static partial void LogReady(ILogger logger, string node);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The container runtime's event stream broke err={Err}")]
    private static partial void LogRuntimeGone(ILogger logger, string err);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Container logs weren't rotated err={Err}")]
    private static partial void LogNotRotated(ILogger logger, string err);
}
