using System.CommandLine;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Navarch.Kubelet;
using Navarch.Kubelet.Containerd;
using Navarch.Kubelet.Images;
using Navarch.Server.Nodes;

namespace Navarch.Server.Commands;

/// <summary>navarch kubelet.</summary>
internal static class KubeletCommand
{
    public static Command Create()
    {
        var kubeconfig = ComponentOptions.Kubeconfig();
        var name = new Option<string>("--hostname-override") { Description = "The node's name.", DefaultValueFactory = _ => Environment.MachineName.ToLowerInvariant() };
        var root = new Option<string>("--root-dir") { Description = "Holds pods, volumes, logs and the private containerd.", DefaultValueFactory = _ => "/var/lib/navarch/kubelet" };
        var address = new Option<string?>("--node-ip") { Description = "The node's address." };
        var port = new Option<int>("--port") { Description = "The port of the kubelet's own API.", DefaultValueFactory = _ => 10250 };
        var runtime = new Option<string?>("--container-runtime-endpoint") { Description = "A CRI socket to use instead of a private containerd." };
        var dns = new Option<string>("--cluster-dns") { Description = "The cluster DNS's address.", DefaultValueFactory = _ => "10.96.0.10" };
        var domain = new Option<string>("--cluster-domain") { Description = "The cluster's domain.", DefaultValueFactory = _ => "cluster.local" };
        var certificate = new Option<string?>("--tls-cert-file") { Description = "The certificate of the kubelet's own API." };
        var key = new Option<string?>("--tls-private-key-file") { Description = "Its key." };
        var clientCa = new Option<string?>("--client-ca-file") { Description = "Who may call the kubelet's own API is certified by these." };
        var maxPods = new Option<int>("--max-pods") { Description = "The most pods.", DefaultValueFactory = _ => 110 };
        var mirror = UpCommand.MirrorOption();
        var verbose = UpCommand.VerboseOption();
        var command = new Command("kubelet", "Run the node agent alone.") { kubeconfig, name, root, address, port, runtime, dns, domain, certificate, key, clientCa, maxPods, mirror, verbose };
        command.SetAction((parsed, _) => Running.UntilSignalAsync("navarch kubelet", async ct =>
        {
            using var loggers = Running.Loggers(parsed.GetResult(verbose)?.IdentifierTokenCount ?? 0);
            using var client = ComponentOptions.Client(parsed.GetRequiredValue(kubeconfig), "kubelet");
            var directory = Path.GetFullPath(parsed.GetRequiredValue(root));
            var containerd = new ContainerdOptions { Directory = Path.Combine(directory, "containerd"), CniConfDirectory = Path.Combine(directory, "cni", "net.d") };
            RegistryMirror.Configure(Path.Combine(containerd.Directory, "certs.d"), parsed.GetValue(mirror));
            X509Certificate2? serving = parsed.GetValue(certificate) is { } crt && parsed.GetValue(key) is { } pem ? X509Certificate2.CreateFromPemFile(crt, pem) : null;
            X509Certificate2Collection? authorities = null;
            if (parsed.GetValue(clientCa) is { } ca)
            {
                authorities = [];
                authorities.ImportFromPemFile(ca);
            }
            await new Kubelet.Kubelet(new KubeletOptions
            {
                NodeName = parsed.GetRequiredValue(name),
                RootDirectory = directory,
                NodeIp = parsed.GetValue(address) is { } ip ? IPAddress.Parse(ip) : HostNetwork.Address(),
                Port = parsed.GetValue(port),
                ContainerRuntimeEndpoint = parsed.GetValue(runtime),
                Containerd = containerd,
                ClusterDns = [parsed.GetRequiredValue(dns)],
                ClusterDomain = parsed.GetRequiredValue(domain),
                ServingCertificate = serving is null ? null : () => serving,
                ClientCa = authorities,
                MaxPods = parsed.GetValue(maxPods),
            }, client, TimeProvider.System, loggers).RunAsync(ct).ConfigureAwait(false);
        }));
        return command;
    }
}
