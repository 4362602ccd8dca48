using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using Navarch.Api.Core.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Errors;
using Navarch.ApiServer;
using Navarch.Client;
using Navarch.Client.Informers;
using Navarch.ControllerManager;
using Navarch.Scheduler;
using Navarch.Server.Pki;
using Navarch.Store;
using Navarch.Store.Embedded;

namespace Navarch.Server;

/// <summary>What a control plane is told.</summary>
internal sealed record ControlPlaneOptions
{
    public required int Port { get; init; }
    public required IPNetwork PodCidr { get; init; }
    public required IPNetwork ServiceCidr { get; init; }
    public required IPAddress AdvertiseAddress { get; init; }
    public IPAddress BindAddress { get; init; } = IPAddress.Any;
    public string? TokenAuthFile { get; init; }

    /// <summary>How long pods stay on a node that is not ready or not reachable, unless they say otherwise. Upstream's default.</summary>
    public long DefaultTolerationSeconds { get; init; } = 300;
}

/// <summary>
/// Store, API server, scheduler and controllers in one process.
/// Life cycle: <see cref="StartAsync"/> returns when the API answers; <see cref="RunAsync"/> runs scheduler and controllers until
/// cancelled; disposing stops the server first and the store last.
/// </summary>
internal sealed class ControlPlane : IAsyncDisposable
{
    private readonly ControlPlaneOptions _options;
    private readonly DataDirectory _data;
    private readonly CertificateAuthority _authority;
    private readonly ILoggerFactory _loggers;
    private readonly EmbeddedStore _store;
    private readonly ApiServer.ApiServer _server;

    private ControlPlane(ControlPlaneOptions options, DataDirectory data, CertificateAuthority authority, ILoggerFactory loggers)
    {
        _options = options;
        _data = data;
        _authority = authority;
        _loggers = loggers;
        try
        {
            _store = EmbeddedStore.Open(new EmbeddedStoreOptions { Directory = data.Store }, TimeProvider.System);
        }
        catch (StoreException e)
        {
            throw new StartFailure($"the store in {data.Store} can't be opened: {e.Message}", e);
        }
        var apiServer = new ApiServerOptions
        {
            SecurePort = options.Port,
            BindAddress = options.BindAddress,
            AdvertiseAddress = options.AdvertiseAddress,
            ServiceCidr = options.ServiceCidr,
            ServingCertificate = ServingCertificate(),
            ClientCa = authority.Certificates,
            ServiceAccountKey = authority.ServiceAccountKey(),
            TokenAuthFile = options.TokenAuthFile,
            KubeletClientCertificate = authority.Client("apiserver-kubelet-client", "kube-apiserver-kubelet-client", "system:masters"),
            KubeletCa = authority.Certificates,
            DefaultNotReadyTolerationSeconds = options.DefaultTolerationSeconds,
            DefaultUnreachableTolerationSeconds = options.DefaultTolerationSeconds,
        };
        try
        {
            _server = new ApiServer.ApiServer(apiServer, _store, TimeProvider.System, loggers);
        }
        catch (Exception e) when (e is IOException or InvalidDataException && options.TokenAuthFile is not null)
        {
            throw new StartFailure($"--token-auth-file: {e.Message}", e);
        }
    }

    /// <summary>Clients in this process.</summary>
    public IApiClient Client(string user, string userAgent, params string[] groups) => _server.CreateClient(user, groups, userAgent);

    /// <summary>The cluster DNS's address.</summary>
    public static IPAddress ClusterDns(IPNetwork serviceCidr) => ApiServerOptions.ServiceAddress(serviceCidr, 10);

    private Func<X509Certificate2> ServingCertificate()
    {
        var certificate = _authority.Server("apiserver", "kube-apiserver",
            ["localhost", "kubernetes", "kubernetes.default", "kubernetes.default.svc", "kubernetes.default.svc.cluster.local", Environment.MachineName.ToLowerInvariant()],
            [IPAddress.Loopback, IPAddress.IPv6Loopback, _options.AdvertiseAddress, ApiServerOptions.ServiceAddress(_options.ServiceCidr, 1)]);
        return () => certificate;
    }

    /// <summary>Opens the store and starts the API server; the API answers when this returns.</summary>
    public static async Task<ControlPlane> StartAsync(ControlPlaneOptions options, DataDirectory data, CertificateAuthority authority, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        CheckPort(options);
        var plane = new ControlPlane(options, data, authority, loggers);
        try
        {
            await plane._server.StartAsync(cancellationToken).ConfigureAwait(false);
            await plane.EnsureAddOnsAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await plane.DisposeAsync().ConfigureAwait(false);
            throw;
        }
        return plane;
    }

    /// <summary>Says early, and by name, that the port is taken.</summary>
    private static void CheckPort(ControlPlaneOptions options)
    {
        try
        {
            using var listener = new TcpListener(options.BindAddress, options.Port);
            listener.Start();
        }
        catch (SocketException e)
        {
            throw new StartFailure($"port {options.Port} is already in use: stop the program that listens there, or choose another with --port", e);
        }
    }

    /// <summary>The Service of the cluster DNS.</summary>
    private async Task EnsureAddOnsAsync(CancellationToken cancellationToken)
    {
        var client = Client("system:admin", "navarch", "system:masters");
        var dns = new Service();
        dns.Metadata.Name = "kube-dns";
        dns.Metadata.Namespace = "kube-system";
        dns.Metadata.Labels = new Dictionary<string, string> { ["k8s-app"] = "kube-dns", ["kubernetes.io/cluster-service"] = "true", ["kubernetes.io/name"] = "CoreDNS" }.ToMapOf();
        dns.Spec.ClusterIP = ClusterDns(_options.ServiceCidr).ToString();
        dns.Spec.Ports =
        [
            new ServicePort { Name = "dns", Port = 53, Protocol = "UDP", TargetPort = 53 },
            new ServicePort { Name = "dns-tcp", Port = 53, Protocol = "TCP", TargetPort = 53 },
        ];
        await IgnoreExistingAsync(() => client.CreateAsync(dns, cancellationToken: cancellationToken)).ConfigureAwait(false);
    }

    private static async Task IgnoreExistingAsync(Func<Task> create)
    {
        try
        {
            await create().ConfigureAwait(false);
        }
        catch (ApiException e) when (e.IsAlreadyExists || e.IsInvalid)
        {
            // It is there from an earlier start (a Service then fails on its address already).
        }
    }

    /// <summary>Runs the scheduler and the controllers until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var schedulerClient = Client("system:kube-scheduler", "kube-scheduler", "system:masters");
        // One set of informers serves both: state is held once in a process.
        await using var informers = new InformerFactory(Client("system:kube-controller-manager", "kube-controller-manager", "system:masters"), TimeProvider.System, _loggers);
        await using var scheduler = new Scheduler.Scheduler(schedulerClient, informers, new SchedulerOptions(), TimeProvider.System, _loggers);
        var controllers = new ControllerManager.ControllerManager(Client("system:kube-controller-manager", "kube-controller-manager", "system:masters"), informers, new ControllerManagerOptions
        {
            ClusterCidr = _options.PodCidr.ToString(),
            RootCertificates = _authority.CertificatePem,
            VolumesDirectory = _data.Volumes,
            ClusterSigningCertificate = _authority.CertificatePath,
            ClusterSigningKey = _authority.KeyPath,
            NodeMonitorGracePeriod = TimeSpan.FromSeconds(20),
        }, TimeProvider.System, _loggers);
        Task[] running = [scheduler.RunAsync(stop.Token), controllers.RunAsync(stop.Token)];
        await informers.StartAsync(stop.Token).ConfigureAwait(false);
        await Together.RunAsync(stop, running).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync().ConfigureAwait(false);
        await _store.DisposeAsync().ConfigureAwait(false);
    }
}
