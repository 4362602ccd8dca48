using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Navarch.Api;
using Navarch.Api.Core.V1;
using Navarch.Api.Meta.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiServer;
using Navarch.Client;
using Navarch.Kubelet;
using Navarch.Kubelet.Containerd;
using Navarch.Kubelet.Tests;
using Navarch.Store.Embedded;

namespace Navarch.Node.Tests;

/// <summary>A test that runs real containers; skipped with the reason where it can't.</summary>
public sealed class ContainerFactAttribute : FactAttribute
{
    public ContainerFactAttribute() => Skip = NodeFixture.Missing;
}

/// <summary>An API server and one node with its own containerd. Afterwards all of it is gone.</summary>
public sealed class NodeFixture : IAsyncLifetime
{
    public const string NodeName = "n1";
    private const int ApiPort = 18643;
    private const int KubeletPort = 18255;
    private readonly TestPki pki = new();
    private readonly ILoggerFactory loggers = LoggerFactory.Create(_ => { });
    private readonly RSA serviceAccountKey = RSA.Create(2048);
    private EmbeddedStore? store;
    private Navarch.ApiServer.ApiServer? server;
    private CancellationTokenSource stop = new();
    private Task running = Task.CompletedTask;

    /// <summary>Why no container can run here, or null.</summary>
    public static string? Missing =>
        !Environment.IsPrivilegedProcess ? "needs root to run containers" :
        !OnPath("containerd") || !OnPath("ctr") || !OnPath("runc") ? "needs containerd and runc" :
        !File.Exists("/usr/lib/cni/ptp") ? "needs containernetworking-plugins" :
        !File.Exists(TestImage.BusyboxPath) ? "needs busybox-static" : null;

    public string Root { get; } = Directory.CreateTempSubdirectory("nvn").FullName;

    /// <summary>The API as an administrator sees it.</summary>
    public IApiClient Api { get; private set; } = null!;

    /// <summary>HTTPS to the API server with an administrator's certificate.</summary>
    public HttpClient Https { get; private set; } = null!;

    private string KubeletRoot => Path.Combine(Root, "kubelet");

    private ContainerdOptions Containerd => new() { Directory = Path.Combine(KubeletRoot, "containerd"), CniConfDirectory = Path.Combine(KubeletRoot, "cni", "net.d") };

    public async Task InitializeAsync()
    {
        if (Missing is not null)
        {
            return;
        }

        var serving = pki.Issue("CN=kube-apiserver");
        store = EmbeddedStore.Open(new EmbeddedStoreOptions { Directory = Path.Combine(Root, "store") }, TimeProvider.System);
        server = new Navarch.ApiServer.ApiServer(
            new ApiServerOptions
            {
                SecurePort = ApiPort,
                BindAddress = IPAddress.Loopback,
                // Only told in the Endpoints of the API; loopback isn't allowed there.
                AdvertiseAddress = IPAddress.Parse("198.51.100.1"),
                ServingCertificate = () => serving,
                ClientCa = pki.Ca,
                ServiceAccountKey = serviceAccountKey,
                KubeletClientCertificate = pki.Issue("O=system:masters, CN=kube-apiserver-kubelet-client"),
                KubeletCa = pki.Ca,
            },
            store, TimeProvider.System, loggers);
        await server.StartAsync(CancellationToken.None);
        Api = server.CreateClient("admin", ["system:masters"], "test");
        Https = new HttpClient(new HttpClientHandler
        {
            ClientCertificates = { pki.Issue("O=system:masters, CN=admin") },
            ServerCertificateCustomValidationCallback = (_, _, _, _) => true,
        })
        { BaseAddress = new Uri($"https://127.0.0.1:{ApiPort}") };
        // What the controller manager would make.
        await Api.CreateAsync(new ServiceAccount { Metadata = new ObjectMeta { Name = "default", Namespace = "default" } });
        await Api.CreateAsync(new ConfigMap
        {
            Metadata = new ObjectMeta { Name = "kube-root-ca.crt", Namespace = "default" },
            Data = new Dictionary<string, string> { ["ca.crt"] = pki.Ca[0].ExportCertificatePem() }.ToMapOf(),
        });
        await StartKubeletAsync();
        await TestImage.ImportAsync(Containerd.SocketPath, Root);
    }

    public async Task DisposeAsync()
    {
        if (Missing is null)
        {
            foreach (var pod in (await Api.ListAsync<Pod>(null)).Items)
            {
                await Api.DeleteAsync<Pod>(pod.Metadata.Namespace, pod.Metadata.Name, new DeleteOptions { GracePeriodSeconds = 1 });
            }

            foreach (var pod in (await Api.ListAsync<Pod>(null)).Items)
            {
                await UntilAsync<Pod>(pod.Metadata.Name, p => p is null);
            }

            await StopKubeletAsync();
            await server!.DisposeAsync();
            if (store is not null)
            {
                await store.DisposeAsync();
            }

            using var supervisor = new ContainerdSupervisor(Containerd, TimeProvider.System, loggers.CreateLogger<ContainerdSupervisor>());
            await supervisor.StopAsync(CancellationToken.None);
            await ShellAsync("ip route del unreachable 10.203.81.0/24 metric 4096; nft delete table ip navarch-node-10-203-81-0-24");
        }

        await ShellAsync($"rm -rf --one-file-system {Root}");
    }

    public async Task StartKubeletAsync()
    {
        var serving = pki.Issue("CN=system:node:n1");
        stop = new CancellationTokenSource();
        var kubelet = new Navarch.Kubelet.Kubelet(
            new KubeletOptions
            {
                NodeName = NodeName,
                RootDirectory = KubeletRoot,
                NodeIp = IPAddress.Loopback,
                Port = KubeletPort,
                PodCidr = "10.203.81.0/24",
                ServingCertificate = () => serving,
                ClientCa = pki.Ca,
                ClusterDns = ["10.96.0.10"],
            },
            server!.CreateClient("system:node:" + NodeName, ["system:nodes"], "kubelet"), TimeProvider.System, loggers);
        running = kubelet.RunAsync(stop.Token);
        await await Task.WhenAny(running, kubelet.Ready);
    }

    /// <summary>Ends the kubelet; the pods go on.</summary>
    public async Task StopKubeletAsync()
    {
        await stop.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(20));
    }

    /// <summary>Follows an object of namespace default until it is as wanted.</summary>
    public async Task<T> UntilAsync<T>(string name, Func<T?, bool> wanted)
        where T : KubernetesObject, IKind<T>
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var selector = $"metadata.name={name}";
        var list = await Api.ListAsync<T>("default", new ListOptions { FieldSelector = selector }, limit.Token);
        var last = list.Items.Count > 0 ? (T)list.Items[0] : null;
        if (wanted(last))
        {
            return last!;
        }

        try
        {
            await foreach (var e in Api.WatchAsync(T.Resource, "default", new ListOptions { FieldSelector = selector, ResourceVersion = list.ResourceVersion }, limit.Token))
            {
                last = e.Type == ObjectEventType.Deleted ? null : e.Type == ObjectEventType.Bookmark ? last : (T)e.Object;
                if (wanted(last))
                {
                    return last!;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Told below.
        }

        throw new TimeoutException($"{name} didn't become as wanted; it is {(last is null ? "gone" : ApiMachinery.Json.JsonEncoder.ToText(last))}");
    }

    private static bool OnPath(string program) =>
        Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(directory => File.Exists(Path.Combine(directory, program)));

    private static async Task ShellAsync(string script)
    {
        using var shell = Process.Start("sh", ["-c", script]);
        await shell.WaitForExitAsync();
    }
}
