using System.CommandLine;
using Navarch.Client.Informers;
using Navarch.ControllerManager;

namespace Navarch.Server.Commands;

/// <summary>navarch kube-controller-manager.</summary>
internal static class ControllerManagerCommand
{
    public static Command Create()
    {
        var kubeconfig = ComponentOptions.Kubeconfig();
        var clusterCidr = new Option<string>("--cluster-cidr") { Description = "The range of pod addresses that nodes get their part of.", DefaultValueFactory = _ => "10.244.0.0/16" };
        var mask = new Option<int>("--node-cidr-mask-size") { Description = "The prefix length of a node's part.", DefaultValueFactory = _ => 24 };
        var rootCa = new Option<string?>("--root-ca-file") { Description = "The certificates by which pods know the API server." };
        var signingCert = new Option<string>("--cluster-signing-cert-file") { Description = "The authority that signs certificate requests.", DefaultValueFactory = _ => "" };
        var signingKey = new Option<string>("--cluster-signing-key-file") { Description = "Its key.", DefaultValueFactory = _ => "" };
        var grace = new Option<TimeSpan>("--node-monitor-grace-period") { Description = "How long a node may be silent.", DefaultValueFactory = _ => TimeSpan.FromSeconds(20) };
        var volumes = new Option<string>("--volumes-dir") { Description = "Where the local provisioner makes volumes.", DefaultValueFactory = _ => "" };
        var verbose = UpCommand.VerboseOption();
        var command = new Command("kube-controller-manager", "Run the controllers alone.") { kubeconfig, clusterCidr, mask, rootCa, signingCert, signingKey, grace, volumes, verbose };
        command.SetAction((parsed, _) => Running.UntilSignalAsync("navarch kube-controller-manager", async ct =>
        {
            using var loggers = Running.Loggers(parsed.GetResult(verbose)?.IdentifierTokenCount ?? 0);
            using var client = ComponentOptions.Client(parsed.GetRequiredValue(kubeconfig), "kube-controller-manager");
            await using var informers = new InformerFactory(client, TimeProvider.System, loggers);
            var running = new ControllerManager.ControllerManager(client, informers, new ControllerManagerOptions
            {
                ClusterCidr = parsed.GetRequiredValue(clusterCidr),
                NodeCidrMaskSize = parsed.GetValue(mask),
                RootCertificates = parsed.GetValue(rootCa) is { } file ? await File.ReadAllTextAsync(file, ct).ConfigureAwait(false) : "",
                ClusterSigningCertificate = parsed.GetRequiredValue(signingCert),
                ClusterSigningKey = parsed.GetRequiredValue(signingKey),
                NodeMonitorGracePeriod = parsed.GetValue(grace),
                VolumesDirectory = parsed.GetRequiredValue(volumes),
            }, TimeProvider.System, loggers).RunAsync(ct);
            await informers.StartAsync(ct).ConfigureAwait(false);
            await running.ConfigureAwait(false);
        }));
        return command;
    }
}
