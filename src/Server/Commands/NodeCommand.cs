using System.CommandLine;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Navarch.Client;
using Navarch.Server.Nodes;
using Navarch.Server.Pki;

namespace Navarch.Server.Commands;

/// <summary>navarch node: kubelet, kube-proxy and DNS of one node in one process.</summary>
internal static class NodeCommand
{
    private static readonly (string File, string User, string[] Groups)[] Identities =
    [
        ("kubelet", "system:node:", ["system:nodes"]),
        ("kube-proxy", "system:kube-proxy", ["system:masters"]),
    ];

    /// <summary>Writes what a node needs to know the API server and to be known by it.</summary>
    public static void WriteCredentials(CertificateAuthority authority, string authorityDirectory, string directory, string node, IPAddress address, string server)
    {
        Directory.CreateDirectory(directory);
        foreach (var (file, user, groups) in Identities)
        {
            var name = user.EndsWith(':') ? user + node : user;
            var certificate = $"{file}-{node}-client";
            authority.Client(certificate, name, groups).Dispose();
            KubeconfigFile.Write(Path.Combine(directory, file + ".kubeconfig"), server, authority.CertificatePem, name, Path.Combine(authorityDirectory, certificate + ".crt"), Path.Combine(authorityDirectory, certificate + ".key"));
        }
        authority.Server("kubelet-" + node, "system:node:" + node, [node], [address, IPAddress.Loopback]).Dispose();
        SecretFile.Write(Path.Combine(directory, "kubelet.crt"), File.ReadAllText(Path.Combine(authorityDirectory, $"kubelet-{node}.crt")));
        SecretFile.Write(Path.Combine(directory, "kubelet.key"), File.ReadAllText(Path.Combine(authorityDirectory, $"kubelet-{node}.key")));
        SecretFile.Write(Path.Combine(directory, "ca.crt"), authority.CertificatePem);
    }

    public static Command Create()
    {
        var name = new Option<string>("--hostname-override") { Description = "The node's name.", Required = true };
        var dataDir = new Option<string>("--data-dir") { Description = "The node's folder.", Required = true };
        var address = new Option<string>("--node-ip") { Description = "The node's address.", Required = true };
        var podCidr = UpCommand.CidrOption("--pod-cidr", "The range of all pods.", "10.244.0.0/16");
        var serviceCidr = UpCommand.CidrOption("--service-cidr", "The range of service addresses.", "10.96.0.0/16");
        var kubeconfigs = new Option<string>("--kubeconfig-dir") { Description = "Holds kubelet.kubeconfig, kube-proxy.kubeconfig, kubelet.crt, kubelet.key and ca.crt.", Required = true };
        var mirror = UpCommand.MirrorOption();
        var verbose = UpCommand.VerboseOption();
        var command = new Command("node", "Run one node: kubelet, kube-proxy and DNS.") { name, dataDir, address, podCidr, serviceCidr, kubeconfigs, mirror, verbose };
        command.SetAction((parsed, _) => Running.UntilSignalAsync("navarch node", async ct =>
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
            using var loggers = Running.Loggers(parsed.GetResult(verbose)?.IdentifierTokenCount ?? 0);
            var directory = parsed.GetRequiredValue(kubeconfigs);
            using var clients = new ClientSet(directory);
            var authorities = new X509Certificate2Collection();
            authorities.ImportFromPemFile(Path.Combine(directory, "ca.crt"));
            var node = new Node(new NodeOptions
            {
                Name = parsed.GetRequiredValue(name),
                Directory = parsed.GetRequiredValue(dataDir),
                Address = IPAddress.Parse(parsed.GetRequiredValue(address)),
                PodCidr = parsed.GetValue(podCidr),
                ServiceCidr = parsed.GetValue(serviceCidr),
                RegistryMirror = parsed.GetValue(mirror),
            }, (_, agent, _) => clients.Get(agent), X509Certificate2.CreateFromPemFile(Path.Combine(directory, "kubelet.crt"), Path.Combine(directory, "kubelet.key")), authorities, loggers);
            await Together.RunAsync(stop, node.RunAsync(stop.Token), ReportAsync(node, stop.Token), WhenInputEndsAsync(stop.Token)).ConfigureAwait(false);
        }));
        return command;
    }

    private static async Task ReportAsync(Node node, CancellationToken cancellationToken)
    {
        await node.Ready.WaitAsync(cancellationToken).ConfigureAwait(false);
        Console.WriteLine("ready");
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The cluster that started this node holds its input open: when that ends, so does the node (its containers live on).</summary>
    private static async Task WhenInputEndsAsync(CancellationToken cancellationToken)
    {
        await using var input = Console.OpenStandardInput();
        var buffer = new byte[1];
        if (!Console.IsInputRedirected)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
        while (await input.ReadAsync(buffer, cancellationToken).AsTask().WaitAsync(cancellationToken).ConfigureAwait(false) > 0)
        {
            // Nothing is said over it.
        }
    }

    private sealed class ClientSet(string directory) : IDisposable
    {
        private readonly Dictionary<string, HttpApiClient> _clients = new(StringComparer.Ordinal);

        public IApiClient Get(string component)
        {
            if (!_clients.TryGetValue(component, out var client))
            {
                var config = Kubeconfig.Load(Path.Combine(directory, component + ".kubeconfig")) with { UserAgent = component };
                _clients[component] = client = new HttpApiClient(config, TimeProvider.System);
            }
            return client;
        }

        public void Dispose()
        {
            foreach (var client in _clients.Values)
            {
                client.Dispose();
            }
        }
    }
}
