using System.CommandLine;
using System.Net;
using Navarch.Client.Informers;
using Navarch.KubeProxy;
using Navarch.Server.Nodes;

namespace Navarch.Server.Commands;

/// <summary>navarch kube-proxy.</summary>
internal static class KubeProxyCommand
{
    public static Command Create()
    {
        var kubeconfig = ComponentOptions.Kubeconfig();
        var name = new Option<string>("--hostname-override") { Description = "The node's name.", DefaultValueFactory = _ => Environment.MachineName.ToLowerInvariant() };
        var clusterCidr = UpCommand.CidrOption("--cluster-cidr", "The range of pod addresses.", "10.244.0.0/16");
        var serviceCidr = UpCommand.CidrOption("--service-cidr", "The range of service addresses.", "10.96.0.0/16");
        var masqueradeAll = new Option<bool>("--masquerade-all") { Description = "Masquerade all traffic to services." };
        var verbose = UpCommand.VerboseOption();
        var command = new Command("kube-proxy", "Run the service proxy alone.") { kubeconfig, name, clusterCidr, serviceCidr, masqueradeAll, verbose };
        command.SetAction((parsed, _) => Running.UntilSignalAsync("navarch kube-proxy", async ct =>
        {
            using var loggers = Running.Loggers(parsed.GetResult(verbose)?.IdentifierTokenCount ?? 0);
            using var client = ComponentOptions.Client(parsed.GetRequiredValue(kubeconfig), "kube-proxy");
            await using var informers = new InformerFactory(client, TimeProvider.System, loggers);
            var proxy = new KubeProxy.KubeProxy(new KubeProxyOptions
            {
                NodeName = parsed.GetRequiredValue(name),
                NodeIPs = [HostNetwork.Address()],
                ClusterCidrs = [parsed.GetValue(clusterCidr)],
                ServiceCidrs = [parsed.GetValue(serviceCidr)],
                NodeLocalIPs = [ControlPlane.ClusterDns(parsed.GetValue(serviceCidr))],
                MasqueradeAll = parsed.GetValue(masqueradeAll),
            }, informers, TimeProvider.System, loggers);
            await proxy.GuardAsync(ct).ConfigureAwait(false);
            var running = proxy.RunAsync(ct);
            await informers.StartAsync(ct).ConfigureAwait(false);
            await running.ConfigureAwait(false);
        }));
        return command;
    }
}
