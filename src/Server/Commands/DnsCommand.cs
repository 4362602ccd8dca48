using System.CommandLine;
using System.Net;
using Navarch.Client.Informers;
using Navarch.Dns;

namespace Navarch.Server.Commands;

/// <summary>navarch dns.</summary>
internal static class DnsCommand
{
    public static Command Create()
    {
        var kubeconfig = ComponentOptions.Kubeconfig();
        var address = new Option<string>("--cluster-dns") { Description = "The address to answer on; it is put on the loopback interface.", DefaultValueFactory = _ => "10.96.0.10" };
        var domain = new Option<string>("--cluster-domain") { Description = "The cluster's domain.", DefaultValueFactory = _ => "cluster.local" };
        var resolvConf = new Option<string?>("--resolv-conf") { Description = "Whose servers answer for other names; none: they are refused." };
        var verbose = UpCommand.VerboseOption();
        var command = new Command("dns", "Run the cluster DNS of a node alone.") { kubeconfig, address, domain, resolvConf, verbose };
        command.SetAction((parsed, _) => Running.UntilSignalAsync("navarch dns", async ct =>
        {
            if (!IPAddress.TryParse(parsed.GetRequiredValue(address), out var listen))
            {
                throw new StartFailure($"--cluster-dns: \"{parsed.GetRequiredValue(address)}\" is no address");
            }
            using var loggers = Running.Loggers(parsed.GetResult(verbose)?.IdentifierTokenCount ?? 0);
            using var client = ComponentOptions.Client(parsed.GetRequiredValue(kubeconfig), "dns");
            await using var informers = new InformerFactory(client, TimeProvider.System, loggers);
            var running = new DnsServer(new DnsOptions { ClusterDns = [listen], ClusterDomain = parsed.GetRequiredValue(domain), ResolvConf = parsed.GetValue(resolvConf) }, informers, TimeProvider.System, loggers).RunAsync(ct);
            await informers.StartAsync(ct).ConfigureAwait(false);
            await running.ConfigureAwait(false);
        }));
        return command;
    }
}
