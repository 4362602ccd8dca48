using Google.Protobuf;
using Navarch.Kubelet.Cri.V1;

namespace Navarch.Kubelet.Cri;

/// <summary>CRI's runtime.v1.RuntimeService: sandboxes, containers and their streams. Deadlines are upstream's (runtimeRequestTimeout).</summary>
internal sealed class RuntimeService(GrpcConnection connection)
{
    private const string Service = "runtime.v1.RuntimeService/";

    /// <summary>Upstream's runtimeRequestTimeout.</summary>
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromMinutes(2);

    public Task<VersionResponse> VersionAsync(CancellationToken ct) =>
        Call("Version", new VersionRequest(), VersionResponse.Parser, ct);

    public Task<StatusResponse> StatusAsync(bool verbose, CancellationToken ct) =>
        Call("Status", new StatusRequest { Verbose = verbose }, StatusResponse.Parser, ct);

    public async Task<string> RunPodSandboxAsync(PodSandboxConfig config, string runtimeHandler, CancellationToken ct)
    {
        // Twice the usual time, as upstream: it may have to pull the pause image and call CNI.
        var response = await connection.CallAsync(
            Service + "RunPodSandbox", new RunPodSandboxRequest { Config = config, RuntimeHandler = runtimeHandler },
            RunPodSandboxResponse.Parser, RequestTimeout * 2, ct);
        return response.PodSandboxId;
    }

    public Task StopPodSandboxAsync(string id, CancellationToken ct) =>
        Call("StopPodSandbox", new StopPodSandboxRequest { PodSandboxId = id }, StopPodSandboxResponse.Parser, ct);

    public Task RemovePodSandboxAsync(string id, CancellationToken ct) =>
        Call("RemovePodSandbox", new RemovePodSandboxRequest { PodSandboxId = id }, RemovePodSandboxResponse.Parser, ct);

    public async Task<PodSandboxStatus> PodSandboxStatusAsync(string id, CancellationToken ct)
    {
        var response = await Call("PodSandboxStatus", new PodSandboxStatusRequest { PodSandboxId = id }, PodSandboxStatusResponse.Parser, ct);
        return response.Status;
    }

    public async Task<IReadOnlyList<PodSandbox>> ListPodSandboxAsync(PodSandboxFilter? filter, CancellationToken ct) =>
        (await Call("ListPodSandbox", new ListPodSandboxRequest { Filter = filter }, ListPodSandboxResponse.Parser, ct)).Items;

    public async Task<string> CreateContainerAsync(string sandboxId, ContainerConfig config, PodSandboxConfig sandboxConfig, CancellationToken ct)
    {
        var request = new CreateContainerRequest { PodSandboxId = sandboxId, Config = config, SandboxConfig = sandboxConfig };
        return (await Call("CreateContainer", request, CreateContainerResponse.Parser, ct)).ContainerId;
    }

    public Task StartContainerAsync(string id, CancellationToken ct) =>
        Call("StartContainer", new StartContainerRequest { ContainerId = id }, StartContainerResponse.Parser, ct);

    /// <summary>Sends the stop signal, waits for <paramref name="grace"/>, then kills. Returns when the container has ended.</summary>
    public Task StopContainerAsync(string id, TimeSpan grace, CancellationToken ct) =>
        connection.CallAsync(
            Service + "StopContainer", new StopContainerRequest { ContainerId = id, Timeout = (long)Math.Ceiling(grace.TotalSeconds) },
            StopContainerResponse.Parser, RequestTimeout + grace, ct);

    public Task RemoveContainerAsync(string id, CancellationToken ct) =>
        Call("RemoveContainer", new RemoveContainerRequest { ContainerId = id }, RemoveContainerResponse.Parser, ct);

    public async Task<IReadOnlyList<Container>> ListContainersAsync(ContainerFilter? filter, CancellationToken ct) =>
        (await Call("ListContainers", new ListContainersRequest { Filter = filter }, ListContainersResponse.Parser, ct)).Containers;

    public async Task<ContainerStatus> ContainerStatusAsync(string id, CancellationToken ct) =>
        (await Call("ContainerStatus", new ContainerStatusRequest { ContainerId = id }, ContainerStatusResponse.Parser, ct)).Status;

    public Task UpdateContainerResourcesAsync(string id, LinuxContainerResources resources, CancellationToken ct) =>
        Call(
            "UpdateContainerResources", new UpdateContainerResourcesRequest { ContainerId = id, Linux = resources },
            UpdateContainerResourcesResponse.Parser, ct);

    public Task ReopenContainerLogAsync(string id, CancellationToken ct) =>
        Call("ReopenContainerLog", new ReopenContainerLogRequest { ContainerId = id }, ReopenContainerLogResponse.Parser, ct);

    /// <summary>Runs a command to its end. A zero <paramref name="timeout"/> means no limit but the call's own.</summary>
    public Task<ExecSyncResponse> ExecSyncAsync(string id, IEnumerable<string> command, TimeSpan timeout, CancellationToken ct)
    {
        var request = new ExecSyncRequest { ContainerId = id, Timeout = (long)Math.Ceiling(timeout.TotalSeconds) };
        request.Cmd.AddRange(command);
        return connection.CallAsync(Service + "ExecSync", request, ExecSyncResponse.Parser, RequestTimeout + timeout, ct);
    }

    public async Task<string> ExecAsync(ExecRequest request, CancellationToken ct) =>
        (await Call("Exec", request, ExecResponse.Parser, ct)).Url;

    public async Task<string> AttachAsync(AttachRequest request, CancellationToken ct) =>
        (await Call("Attach", request, AttachResponse.Parser, ct)).Url;

    public async Task<string> PortForwardAsync(PortForwardRequest request, CancellationToken ct) =>
        (await Call("PortForward", request, PortForwardResponse.Parser, ct)).Url;

    public async Task<IReadOnlyList<ContainerStats>> ListContainerStatsAsync(CancellationToken ct) =>
        (await Call("ListContainerStats", new ListContainerStatsRequest(), ListContainerStatsResponse.Parser, ct)).Stats;

    public Task UpdateRuntimeConfigAsync(string podCidr, CancellationToken ct) =>
        Call(
            "UpdateRuntimeConfig",
            new UpdateRuntimeConfigRequest { RuntimeConfig = new RuntimeConfig { NetworkConfig = new NetworkConfig { PodCidr = podCidr } } },
            UpdateRuntimeConfigResponse.Parser, ct);

    private Task<T> Call<T>(string method, IMessage request, MessageParser<T> parser, CancellationToken ct)
        where T : IMessage<T> => connection.CallAsync(Service + method, request, parser, RequestTimeout, ct);
}
