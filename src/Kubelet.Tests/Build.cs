using Navarch.Api.Core.V1;
using Navarch.Api.Meta.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.Kubelet.Containers;
using Navarch.Kubelet.Runtime;

namespace Navarch.Kubelet.Tests;

/// <summary>Short ways to pods and what runs of them.</summary>
internal static class Build
{
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static Container Container(string name, string? restartPolicy = null) =>
        new() { Name = name, Image = "busybox", RestartPolicy = restartPolicy };

    public static Pod Pod(string restartPolicy, params Container[] containers) => new()
    {
        Metadata = new ObjectMeta { Name = "p", Namespace = "ns", Uid = "uid-1", Generation = 3 },
        Spec = new PodSpec { RestartPolicy = restartPolicy, Containers = containers.ToListOf() },
    };

    public static RuntimeSandbox Sandbox(bool ready = true, uint attempt = 0) =>
        new() { Id = "s" + attempt, Ready = ready, Attempt = attempt, Ip = "10.0.0.9", CreatedAt = Now };

    public static RuntimeContainer Running(Container container, string sandbox = "s0") => new()
    {
        Id = container.Name + "-id", Name = container.Name, SandboxId = sandbox, State = RuntimeState.Running, Hash = container.Hash(),
        StartedAt = Now, Image = "docker.io/library/busybox:latest", ImageRef = "sha256:1",
    };

    public static RuntimeContainer Exited(Container container, int exitCode, string sandbox = "s0", int restartCount = 0) => Running(container, sandbox) with
    {
        State = RuntimeState.Exited, ExitCode = exitCode, FinishedAt = Now, RestartCount = restartCount,
    };

    public static RuntimePod Observed(RuntimeSandbox sandbox, params RuntimeContainer[] containers) =>
        new() { Uid = "uid-1", Name = "p", Namespace = "ns", Sandboxes = [sandbox], Containers = containers };
}
