using Navarch.Kubelet.Containerd;
using Navarch.Kubelet.Cri;
using Navarch.Kubelet.Cri.V1;
using Xunit.Abstractions;

namespace Navarch.Kubelet.Tests.Cri;

[Collection(ContainerdSuite.Name)]
public sealed class RuntimeServiceTests(ContainerdFixture containerd, ITestOutputHelper output)
{
    private readonly CancellationToken ct = new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token;

    [ContainerFact]
    public async Task A_container_runs_answers_exec_and_writes_its_log()
    {
        var runtime = containerd.Runtime;
        var logs = Path.Combine(containerd.Directory, "logs-a");
        Directory.CreateDirectory(logs);
        var sandboxConfig = new PodSandboxConfig
        {
            Metadata = new PodSandboxMetadata { Name = "a", Namespace = "default", Uid = "uid-a" },
            LogDirectory = logs,
            Hostname = "a",
            Linux = new LinuxPodSandboxConfig { SecurityContext = new LinuxSandboxSecurityContext { NamespaceOptions = new NamespaceOption { Pid = NamespaceMode.Container } } },
        };
        var t = TimeProvider.System.GetTimestamp();
        var sandbox = await runtime.RunPodSandboxAsync(sandboxConfig, "", ct);
        output.WriteLine($"sandbox {TimeProvider.System.GetElapsedTime(t).TotalMilliseconds} ms");
        var status = await runtime.PodSandboxStatusAsync(sandbox, ct);
        Assert.StartsWith("10.203.77.", status.Network.Ip, StringComparison.Ordinal);

        using var events = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var seen = new ContainerdEvents(containerd.Connection).SubscribeAsync(events.Token).GetAsyncEnumerator(events.Token);
        var first = seen.MoveNextAsync();

        t = TimeProvider.System.GetTimestamp();
        var container = await runtime.CreateContainerAsync(
            sandbox,
            new ContainerConfig
            {
                Metadata = new ContainerMetadata { Name = "c" },
                Image = new ImageSpec { Image = "docker.io/library/busybox:latest" },
                Command = { "sh", "-c", "echo hello; sleep 1000" },
                LogPath = "c/0.log",
                Linux = new LinuxContainerConfig { SecurityContext = new LinuxContainerSecurityContext { NamespaceOptions = new NamespaceOption { Pid = NamespaceMode.Container } } },
            },
            sandboxConfig, ct);
        output.WriteLine($"create {TimeProvider.System.GetElapsedTime(t).TotalMilliseconds} ms");
        t = TimeProvider.System.GetTimestamp();
        await runtime.StartContainerAsync(container, ct);
        output.WriteLine($"start {TimeProvider.System.GetElapsedTime(t).TotalMilliseconds} ms");

        Assert.True(await first);
        Assert.Equal(container, seen.Current.Id);
        var exec = await runtime.ExecSyncAsync(container, ["hostname"], TimeSpan.FromSeconds(10), ct);
        Assert.Equal("a\n", exec.Stdout.ToStringUtf8());
        Assert.Contains("stdout F hello", await File.ReadAllTextAsync(Path.Combine(logs, "c/0.log"), ct), StringComparison.Ordinal);

        await runtime.StopContainerAsync(container, TimeSpan.Zero, ct);
        Assert.Equal(ContainerState.ContainerExited, (await runtime.ContainerStatusAsync(container, ct)).State);
        Assert.True(await seen.MoveNextAsync());
        Assert.Equal(container, seen.Current.Id);
        await events.CancelAsync();

        await runtime.StopPodSandboxAsync(sandbox, ct);
        await runtime.RemovePodSandboxAsync(sandbox, ct);
    }

    [ContainerFact]
    public async Task What_the_runtime_refuses_comes_with_its_code_and_words()
    {
        var e = await Assert.ThrowsAsync<RpcException>(() => containerd.Runtime.ContainerStatusAsync("nothing-here", ct));
        Assert.Equal(RpcCode.NotFound, e.Code);
        Assert.Contains("nothing-here", e.Message, StringComparison.Ordinal);
    }

    [ContainerFact]
    public async Task A_second_supervisor_finds_the_running_containerd()
    {
        var pidFile = containerd.Options.Directory + "/containerd.pid";
        var before = await File.ReadAllTextAsync(pidFile, ct);
        using var second = new ContainerdSupervisor(
            containerd.Options, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<ContainerdSupervisor>.Instance);
        await second.EnsureRunningAsync(ct);
        Assert.Equal(before, await File.ReadAllTextAsync(pidFile, ct));
    }
}
