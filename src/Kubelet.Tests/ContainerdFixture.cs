using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Navarch.Kubelet.Containerd;
using Navarch.Kubelet.Cri;
using Navarch.Kubelet.Network;

namespace Navarch.Kubelet.Tests;

[CollectionDefinition(Name)]
public sealed class ContainerdSuite : ICollectionFixture<ContainerdFixture>
{
    public const string Name = "containerd";
}

/// <summary>One private containerd for all tests that run real containers; afterwards it and everything in it is gone.</summary>
public sealed class ContainerdFixture : IAsyncLifetime
{
    public const string PodCidr = "10.203.77.0/24";

    /// <summary>Why no container can run here, or null.</summary>
    public static string? Missing =>
        !Environment.IsPrivilegedProcess ? "needs root to run containers" :
        !OnPath("containerd") || !OnPath("ctr") ? "needs containerd" :
        !OnPath("runc") ? "needs runc" :
        !File.Exists("/usr/lib/cni/ptp") ? "needs containernetworking-plugins" :
        !File.Exists(TestImage.BusyboxPath) ? "needs busybox-static" : null;

    public string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("nvk").FullName;

    public ContainerdOptions Options => new() { Directory = Path.Combine(Directory, "containerd"), CniConfDirectory = Path.Combine(Directory, "cni/net.d") };

    internal GrpcConnection Connection { get; private set; } = null!;

    internal RuntimeService Runtime => new(Connection);

    internal ContainerdSupervisor Supervisor { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (Missing is not null)
        {
            return;
        }

        Supervisor = new ContainerdSupervisor(Options, TimeProvider.System, NullLogger<ContainerdSupervisor>.Instance);
        CniConfig.Write(Options.CniConfDirectory, Path.Combine(Directory, "cni/state"), PodCidr, 1500);
        await Supervisor.EnsureRunningAsync(CancellationToken.None);
        await TestImage.ImportAsync(Supervisor.SocketPath, Directory);
        Connection = new GrpcConnection(Supervisor.SocketPath, TimeProvider.System);
    }

    public async Task DisposeAsync()
    {
        if (Missing is null && Connection is not null)
        {
            foreach (var sandbox in await Runtime.ListPodSandboxAsync(null, CancellationToken.None))
            {
                await Runtime.StopPodSandboxAsync(sandbox.Id, CancellationToken.None);
                await Runtime.RemovePodSandboxAsync(sandbox.Id, CancellationToken.None);
            }

            Connection.Dispose();
            await Supervisor.StopAsync(CancellationToken.None);
            Supervisor.Dispose();
        }

        using var remove = Process.Start("rm", ["-rf", "--one-file-system", Directory]);
        await remove.WaitForExitAsync();
    }

    private static bool OnPath(string program) =>
        Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(directory => File.Exists(Path.Combine(directory, program)));
}

/// <summary>A test that runs real containers; skipped with the reason where it can't.</summary>
public sealed class ContainerFactAttribute : FactAttribute
{
    public ContainerFactAttribute() => Skip = ContainerdFixture.Missing;
}
