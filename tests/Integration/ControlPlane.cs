using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Navarch.Api;
using Navarch.Api.Core.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiServer;
using Navarch.Client;
using Navarch.Client.Informers;
using Navarch.ControllerManager;
using Navarch.Store.Embedded;

namespace Navarch.Integration;

/// <summary>An API server on a store in memory, with the controllers and, where a test asks for it, hollow nodes that run every pod at once.</summary>
public sealed class ControlPlane : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly EmbeddedStore _store;
    private readonly ApiServer.ApiServer _server;
    private readonly RSA _key = RSA.Create(2048);
    private readonly X509Certificate2 _certificate;
    private Task _controllers = Task.CompletedTask;

    private ControlPlane(long tolerationSeconds)
    {
        Port = FreePort();
        _certificate = SelfSigned();
        _store = EmbeddedStore.Open(new EmbeddedStoreOptions(), TimeProvider.System);
        _server = new ApiServer.ApiServer(new ApiServerOptions
        {
            // An address for documents (RFC 5737): it only stands in the kubernetes Service.
            AdvertiseAddress = IPAddress.Parse("192.0.2.1"),
            BindAddress = IPAddress.Loopback,
            SecurePort = Port,
            ServingCertificate = () => _certificate,
            ClientCa = [_certificate],
            ServiceAccountKey = _key,
            DefaultNotReadyTolerationSeconds = tolerationSeconds,
            DefaultUnreachableTolerationSeconds = tolerationSeconds,
        }, _store, TimeProvider.System, NullLoggerFactory.Instance);
        Client = _server.CreateClient("admin", ["system:masters"], "test");
        Informers = new InformerFactory(Client, TimeProvider.System, NullLoggerFactory.Instance);
    }

    public int Port { get; }

    public IApiClient Client { get; }

    public InformerFactory Informers { get; }

    public List<string> Problems { get; } = [];

    public CancellationToken Stop => _stop.Token;

    public static async Task<ControlPlane> StartAsync(ControllerManagerOptions? options = null, long tolerationSeconds = 300)
    {
        var plane = new ControlPlane(tolerationSeconds);
        await plane._server.StartAsync(plane._stop.Token);
        if (options is not null)
        {
            var loggers = new ProblemLog(plane.Problems);
            var manager = new ControllerManager.ControllerManager(plane._server.CreateClient("system:kube-controller-manager", ["system:masters"], "kube-controller-manager"),
                plane.Informers, options, TimeProvider.System, loggers);
            plane._controllers = manager.RunAsync(plane._stop.Token);
        }
        await plane.Informers.StartAsync(plane._stop.Token);
        return plane;
    }

    /// <summary>A client over HTTPS; the API server takes the certificate's name for the user's.</summary>
    public HttpApiClient HttpClient() => new(new ApiClientConfig
    {
        Server = new Uri($"https://127.0.0.1:{Port}"),
        CertificateAuthorities = [X509CertificateLoader.LoadCertificate(_certificate.Export(X509ContentType.Cert))],
        ClientCertificate = () => _certificate,
    }, TimeProvider.System);

    /// <summary>Waits until a condition holds of the cached objects; says what there is when it takes too long.</summary>
    public async Task EventuallyAsync<T>(Func<IReadOnlyList<T>, bool> condition, string what) where T : KubernetesObject, IKind<T>
    {
        var informer = Informers.For<T>();
        try
        {
            await informer.WaitAsync(i => condition(i.List()), _stop.Token).WaitAsync(TimeSpan.FromSeconds(90), TimeProvider.System);
        }
        catch (TimeoutException)
        {
            var seen = string.Join("\n", informer.List().Select(o => ApiMachinery.Json.JsonEncoder.ToText(o)));
            throw new InvalidOperationException($"{what}: not within 90 s. There is:\n{seen}\nProblems:\n{string.Join("\n", Problems)}");
        }
    }

    /// <summary>Changes an object as a person would: again when another write came between.</summary>
    public async Task<T> ChangeAsync<T>(string? ns, string name, Action<T> change, bool status = false) where T : KubernetesObject, IKind<T>
    {
        while (true)
        {
            var obj = (T)(await Client.GetAsync<T>(ns, name)).DeepClone();
            change(obj);
            try
            {
                return status ? await Client.UpdateStatusAsync(obj) : await Client.UpdateAsync(obj);
            }
            catch (ApiMachinery.Errors.ApiException e) when (e.IsConflict)
            {
            }
        }
    }

    /// <summary>A node whose pods run and are ready as soon as they are there, and go as soon as they are deleted.</summary>
    public async Task<Node> AddHollowNodeAsync(string name, Func<bool>? works = null)
    {
        var node = new Node();
        node.Metadata.Name = name;
        node.Metadata.Labels = node.Metadata.Labels.With("kubernetes.io/hostname", name);
        await Client.CreateAsync(node);
        node = await ChangeAsync<Node>(null, name, n => n.Status.Conditions =
            [new NodeCondition { Type = "Ready", Status = "True", LastHeartbeatTime = TimeProvider.System.GetUtcNow(), LastTransitionTime = TimeProvider.System.GetUtcNow() }], status: true);
        works ??= static () => true;
        Informers.For<Pod>().AddHandler(pod => _ = Task.Run(() => RunPodAsync(pod.Metadata.Namespace, pod.Metadata.Name, name, works)));
        return node;
    }

    private async Task RunPodAsync(string ns, string name, string node, Func<bool> works)
    {
        try
        {
            if (!works() || await Client.FindAsync<Pod>(ns, name) is not { } pod)
            {
                return;
            }
            if (pod.Spec.NodeName.Length == 0)
            {
                var binding = new Binding();
                binding.Metadata.Name = name;
                binding.Metadata.Namespace = ns;
                binding.Target = new ObjectReference { Kind = "Node", Name = node };
                await Client.CreateAsync(Pod.Resource, ns, binding, name, "binding");
            }
            else if (pod.Spec.NodeName != node)
            {
            }
            else if (pod.Metadata.DeletionTimestamp is not null)
            {
                await Client.DeleteAsync<Pod>(ns, name, new Api.Meta.V1.DeleteOptions { GracePeriodSeconds = 0 });
            }
            else if (pod.Status.Phase != "Running")
            {
                var running = (Pod)pod.DeepClone();
                running.Status.Phase = "Running";
                running.Status.PodIP = "10.244.0." + (Math.Abs(StringComparer.Ordinal.GetHashCode(name)) % 250 + 1);
                running.Status.PodIPs = [new PodIP { Ip = running.Status.PodIP }];
                running.Status.Conditions = [new PodCondition { Type = "Ready", Status = "True", LastTransitionTime = TimeProvider.System.GetUtcNow() }];
                await Client.UpdateStatusAsync(running);
            }
        }
        catch (ApiMachinery.Errors.ApiException e) when (e.IsConflict || e.IsNotFound)
        {
            // Somebody was faster, and the change comes by again.
        }
        catch (Exception e)
        {
            lock (Problems)
            {
                Problems.Add("hollow node: " + e);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _controllers;
        await Informers.DisposeAsync();
        await _server.DisposeAsync();
        await _store.DisposeAsync();
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("O=system:masters, CN=admin", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1"), new Oid("1.3.6.1.5.5.7.3.2")], false));
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddHours(-1), now.AddDays(1));
    }

    private sealed class ProblemLog(List<string> problems) : ILoggerFactory, ILogger
    {
        public void AddProvider(ILoggerProvider provider)
        {
        }

        public ILogger CreateLogger(string categoryName) => this;

        public void Dispose()
        {
        }

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                lock (problems)
                {
                    problems.Add($"{formatter(state, exception)} {exception}");
                }
            }
        }
    }
}
