using System.CommandLine;
using System.Net;
using Microsoft.Extensions.Logging;
using Navarch.Kubelet.Images;
using Navarch.Kubelet.Network;
using Navarch.Server.Nodes;
using Navarch.Server.Pki;

namespace Navarch.Server.Commands;

/// <summary>navarch up: a whole cluster in the foreground.</summary>
internal static class UpCommand
{
    private static readonly string[] NodePrograms = ["runc", "nft", "ip"];

    public static Option<string> DataDirOption() => new("--data-dir")
    {
        Description = "Where the cluster keeps everything.",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("NAVARCH_DATA_DIR") ?? "/var/lib/navarch",
    };

    public static Option<bool[]> VerboseOption() => new("--verbose", "-v") { Description = "Log more; twice for debugging.", AllowMultipleArgumentsPerToken = false, Arity = ArgumentArity.ZeroOrMore };

    public static Option<IPNetwork> CidrOption(string name, string description, string value) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => IPNetwork.Parse(value),
        CustomParser = result =>
        {
            if (IPNetwork.TryParse(result.Tokens[0].Value, out var network))
            {
                return network;
            }
            result.AddError($"{name}: \"{result.Tokens[0].Value}\" is no range such as {value}");
            return default;
        },
    };

    public static Option<Uri?> MirrorOption() => new("--registry-mirror")
    {
        Description = "A registry that is asked before docker.io and registry.k8s.io, such as http://127.0.0.1:5000.",
        CustomParser = result =>
        {
            if (result.Tokens is [var token] && Uri.TryCreate(token.Value, UriKind.Absolute, out var mirror) && (mirror.Scheme is "http" or "https"))
            {
                return mirror;
            }
            result.AddError("--registry-mirror must be an address such as http://127.0.0.1:5000");
            return null;
        },
    };

    public static Command Create()
    {
        var dataDir = DataDirOption();
        var port = new Option<int>("--port") { Description = "The API's port.", DefaultValueFactory = _ => 6443 };
        var nodes = new Option<int>("--nodes") { Description = "How many nodes. One is this machine itself; more have a network namespace each.", DefaultValueFactory = _ => 1 };
        var noNodes = new Option<bool>("--no-nodes") { Description = "The control plane alone." };
        var podCidr = CidrOption("--pod-cidr", "The range of pod addresses.", "10.244.0.0/16");
        var serviceCidr = CidrOption("--service-cidr", "The range of service addresses.", "10.96.0.0/16");
        var tokens = new Option<string?>("--token-auth-file") { Description = "Static tokens: token,user,uid,\"group1,group2\" a line." };
        var mirror = MirrorOption();
        var runtime = new Option<string?>("--container-runtime-endpoint") { Description = "A CRI socket to use instead of a private containerd." };
        var verbose = VerboseOption();
        var command = new Command("up", "Run a cluster: control plane and nodes in one process.") { dataDir, port, nodes, noNodes, podCidr, serviceCidr, tokens, mirror, runtime, verbose };
        command.SetAction((parsed, _) => Running.UntilSignalAsync("navarch up", ct => RunAsync(new UpOptions
        {
            DataDir = parsed.GetRequiredValue(dataDir),
            Port = parsed.GetValue(port),
            Nodes = parsed.GetValue(noNodes) ? 0 : parsed.GetValue(nodes),
            PodCidr = parsed.GetValue(podCidr),
            ServiceCidr = parsed.GetValue(serviceCidr),
            TokenAuthFile = parsed.GetValue(tokens),
            RegistryMirror = parsed.GetValue(mirror),
            ContainerRuntimeEndpoint = parsed.GetValue(runtime),
            Verbosity = parsed.GetResult(verbose)?.IdentifierTokenCount ?? 0,
        }, ct)));
        return command;
    }

    private sealed record UpOptions
    {
        public required string DataDir { get; init; }
        public required int Port { get; init; }
        public required int Nodes { get; init; }
        public required IPNetwork PodCidr { get; init; }
        public required IPNetwork ServiceCidr { get; init; }
        public string? TokenAuthFile { get; init; }
        public Uri? RegistryMirror { get; init; }
        public string? ContainerRuntimeEndpoint { get; init; }
        public int Verbosity { get; init; }
    }

    private static async Task RunAsync(UpOptions options, CancellationToken cancellationToken)
    {
        CheckMachine(options);
        using var data = DataDirectory.Open(options.DataDir);
        using var loggers = Running.Loggers(options.Verbosity);
        Say($"data in {data.Path}");
        var authority = CertificateAuthority.Open(data.Pki, TimeProvider.System);
        var networks = new NodeNetworks(data.Path);
        if (options.Nodes > 1)
        {
            Say($"making the networks of {options.Nodes} nodes");
            await networks.EnsureAsync(options.Nodes, cancellationToken).ConfigureAwait(false);
        }
        var address = options.Nodes > 1 ? networks.HostAddress : HostNetwork.Address();
        authority.Client("admin", "kubernetes-admin", "system:masters").Dispose();
        KubeconfigFile.Write(data.AdminKubeconfig, $"https://127.0.0.1:{options.Port}", authority.CertificatePem, "kubernetes-admin", Path.Combine(data.Pki, "admin.crt"), Path.Combine(data.Pki, "admin.key"));

        Say($"starting the control plane on port {options.Port}");
        await using var plane = await ControlPlane.StartAsync(new ControlPlaneOptions
        {
            Port = options.Port,
            PodCidr = options.PodCidr,
            ServiceCidr = options.ServiceCidr,
            AdvertiseAddress = address,
            TokenAuthFile = options.TokenAuthFile,
            // The death of a node of this machine is known for sure within seconds: its pods need not wait five minutes.
            DefaultTolerationSeconds = options.Nodes > 0 ? 5 : 300,
        }, data, authority, loggers, cancellationToken).ConfigureAwait(false);

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        List<Task> parts = [plane.RunAsync(stop.Token)];
        List<Task> ready = [];
        if (options.Nodes == 1)
        {
            var node = OneNode(options, data, authority, plane, address, loggers);
            Say($"starting node {Environment.MachineName.ToLowerInvariant()}");
            parts.Add(node.RunAsync(stop.Token));
            ready.Add(node.Ready);
        }
        else
        {
            AddNodeProcesses(options, data, authority, networks, loggers, parts, ready, stop.Token);
            if (options.Nodes > 1)
            {
                // The machine itself is no node then, but the API server reaches pods and services from it.
                parts.Add(new NodeRoutes(plane.Client("system:kube-proxy", "navarch", "system:masters"), null, null, TimeProvider.System, loggers.CreateLogger<NodeRoutes>()).RunAsync(stop.Token));
            }
        }
        parts.Add(ReportAsync(data, ready, stop.Token));
        await Together.RunAsync(stop, [.. parts]).ConfigureAwait(false);
    }

    private static Node OneNode(UpOptions options, DataDirectory data, CertificateAuthority authority, ControlPlane plane, IPAddress address, ILoggerFactory loggers)
    {
        var name = Environment.MachineName.ToLowerInvariant();
        return new Node(new NodeOptions
        {
            Name = name,
            Directory = data.Node(name),
            Address = address,
            PodCidr = options.PodCidr,
            ServiceCidr = options.ServiceCidr,
            KubeletPort = HostNetwork.FreePort(address, 10250),
            ContainerRuntimeEndpoint = options.ContainerRuntimeEndpoint,
            RegistryMirror = options.RegistryMirror,
            TableName = options.Port == 6443 ? "kube-proxy" : "kube-proxy-" + options.Port,
        }, (user, agent, groups) => plane.Client(user, agent, groups), authority.Server("kubelet-" + name, "system:node:" + name, [name], [address, IPAddress.Loopback]), authority.Certificates, loggers);
    }

    private static void AddNodeProcesses(UpOptions options, DataDirectory data, CertificateAuthority authority, NodeNetworks networks, ILoggerFactory loggers, List<Task> parts, List<Task> ready, CancellationToken cancellationToken)
    {
        for (var n = 1; n <= options.Nodes; n++)
        {
            var name = $"node-{n}";
            var directory = data.Node(name);
            var pki = Path.Combine(directory, "pki");
            NodeCommand.WriteCredentials(authority, data.Pki, pki, name, networks.NodeAddress(n), $"https://{networks.HostAddress}:{options.Port}");
            var process = new NodeProcess(new NodeOptions
            {
                Name = name,
                Directory = directory,
                Address = networks.NodeAddress(n),
                PodCidr = options.PodCidr,
                ServiceCidr = options.ServiceCidr,
                RegistryMirror = options.RegistryMirror,
            }, networks.NamespacePath(n), pki, options.Verbosity);
            Say($"starting {name} at {networks.NodeAddress(n)}");
            parts.Add(process.RunAsync(cancellationToken));
            ready.Add(process.Ready);
            if (options.RegistryMirror is { } mirror && MirrorRelay.IsNeeded(mirror, networks.NamespacePath(n)))
            {
                parts.Add(new MirrorRelay(mirror, networks.NamespacePath(n), loggers.CreateLogger<MirrorRelay>()).RunAsync(cancellationToken));
            }
        }
    }

    private static async Task ReportAsync(DataDirectory data, List<Task> ready, CancellationToken cancellationToken)
    {
        await Task.WhenAll(ready).WaitAsync(cancellationToken).ConfigureAwait(false);
        Say($"use it:  export KUBECONFIG={data.AdminKubeconfig}\n         kubectl get nodes");
        Console.WriteLine("ready");
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken).ConfigureAwait(false);
    }

    private static void Say(string text) => Console.WriteLine(text);

    private static void CheckMachine(UpOptions options)
    {
        if (options.Nodes < 0 || options.Nodes > 50)
        {
            throw new StartFailure("--nodes must be between 1 and 50; --no-nodes runs the control plane alone");
        }
        if (options.Nodes == 0)
        {
            return;
        }
        if (!Environment.IsPrivilegedProcess)
        {
            throw new StartFailure("nodes need root, because they make network namespaces and mounts: run it with sudo, or run the control plane alone with --no-nodes");
        }
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/usr/sbin").Append("/sbin").ToList();
        string[] needed = options.ContainerRuntimeEndpoint is null ? ["containerd", .. NodePrograms] : NodePrograms;
        var missing = needed.Where(p => !(p == "containerd" ? path.SkipLast(2) : path).Any(d => File.Exists(Path.Combine(d, p)))).ToList();
        if (missing.Count > 0)
        {
            throw new StartFailure($"missing on this machine: {string.Join(", ", missing)}. On Debian: apt-get install containerd runc containernetworking-plugins nftables iproute2 (./run does it)");
        }
        if (options.ContainerRuntimeEndpoint is { } endpoint && !File.Exists(endpoint.Replace("unix://", "", StringComparison.Ordinal)))
        {
            throw new StartFailure($"--container-runtime-endpoint: nothing listens on {endpoint.Replace("unix://", "", StringComparison.Ordinal)}: start that runtime, or leave the option out for a private containerd");
        }
    }

}
