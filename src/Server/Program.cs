using System.CommandLine;
using Navarch.Server.Commands;

namespace Navarch.Server;

/// <summary>The one program: each component is a command of its own, and `up` is all of them.</summary>
internal static class Program
{
    /// <summary>What components report as their version: the Kubernetes release that they are compatible with.</summary>
    public const string Version = "v1.36.2";

    private static Task<int> Main(string[] args)
    {
        var root = new RootCommand("Navarch: Kubernetes in one program.")
        {
            UpCommand.Create(),
            ApiServerCommand.Create(),
            SchedulerCommand.Create(),
            ControllerManagerCommand.Create(),
            KubeletCommand.Create(),
            KubeProxyCommand.Create(),
            DnsCommand.Create(),
            NodeCommand.Create(),
            ImageCommand.Create(),
            VersionCommand.Create(),
        };
        // Signals are ours: a cluster takes longer to stop than the library's patience.
        return root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
    }
}
