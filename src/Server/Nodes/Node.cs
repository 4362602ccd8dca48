using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using Navarch.Client;
using Navarch.Client.Informers;
using Navarch.Dns;
using Navarch.Kubelet;
using Navarch.Kubelet.Containerd;
using Navarch.Kubelet.Images;
using Navarch.KubeProxy;

namespace Navarch.Server.Nodes;

/// <summary>
/// One node: kubelet, kube-proxy and DNS in one process. Its containers live on when it ends.
/// </summary>
internal sealed class Node(NodeOptions options, Func<string, string, string[], IApiClient> client, X509Certificate2 serving, X509Certificate2Collection authorities, ILoggerFactory loggers)
{
    private const string PauseImage = "registry.k8s.io/pause:3.10";

    // Half a minute: containerd starts within a second, on a busy machine within a few.
    private const int MaxImportAttempts = 300;

    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done when the node has been Ready and its services answer.</summary>
    public Task Ready => _ready.Task;

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var dnsAddress = ControlPlane.ClusterDns(options.ServiceCidr);
        Directory.CreateDirectory(options.Directory);
        EnableForwarding();

        await using var informers = new InformerFactory(client("system:kube-proxy", "kube-proxy", ["system:masters"]), TimeProvider.System, loggers);
        var proxy = new KubeProxy.KubeProxy(new KubeProxyOptions
        {
            NodeName = options.Name,
            NodeIPs = [options.Address],
            ClusterCidrs = [options.PodCidr],
            ServiceCidrs = [options.ServiceCidr],
            NodeLocalIPs = [dnsAddress],
            TableName = options.TableName,
        }, informers, TimeProvider.System, loggers);
        // Before the first pod starts: what nothing serves is refused, and no address of the cluster leaves the machine.
        await proxy.GuardAsync(cancellationToken).ConfigureAwait(false);
        var dns = new DnsServer(new DnsOptions
        {
            ClusterDns = [dnsAddress],
            ClusterCidrs = [options.PodCidr, options.ServiceCidr],
            ResolvConf = options.ResolvConf,
        }, informers, TimeProvider.System, loggers);

        var containerd = new ContainerdOptions { Directory = Path.Combine(options.Directory, "containerd"), CniConfDirectory = Path.Combine(options.Directory, "cni", "net.d") };
        RegistryMirror.Configure(containerd.RegistryConfigPath ?? Path.Combine(containerd.Directory, "certs.d"), options.RegistryMirror);
        var kubelet = new Kubelet.Kubelet(new KubeletOptions
        {
            NodeName = options.Name,
            RootDirectory = options.Directory,
            NodeIp = options.Address,
            Port = options.KubeletPort,
            ContainerRuntimeEndpoint = options.ContainerRuntimeEndpoint,
            Containerd = containerd,
            ClusterCidr = options.PodCidr.ToString(),
            ClusterDns = [dnsAddress.ToString()],
            ServingCertificate = () => serving,
            ClientCa = authorities,
            NodeStatusUpdateFrequency = TimeSpan.FromSeconds(5),
        }, client("system:node:" + options.Name, "kubelet", ["system:nodes"]), TimeProvider.System, loggers);

        Task[] parts =
        [
            kubelet.RunAsync(stop.Token), proxy.RunAsync(stop.Token), dns.RunAsync(stop.Token),
            PauseImageAsync(containerd.SocketPath, stop.Token), ReportReadyAsync(kubelet, proxy, dns, stop.Token),
        ];
        await informers.StartAsync(stop.Token).ConfigureAwait(false);
        try
        {
            await Together.RunAsync(stop, parts).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            _ready.TrySetException(e);
            throw;
        }
        finally
        {
            _ready.TrySetCanceled(CancellationToken.None);
        }
    }

    /// <summary>Every pod needs the pause image: the program brings it, so that no registry is asked for it.</summary>
    private async Task PauseImageAsync(string socket, CancellationToken cancellationToken)
    {
        var archive = Path.Combine(AppContext.BaseDirectory, "pause.tar");
        if (options.ContainerRuntimeEndpoint is null && File.Exists(archive))
        {
            while (!File.Exists(socket))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellationToken).ConfigureAwait(false);
            }
            // The socket file may be left over from before a reboot: what counts is that containerd takes the image.
            var images = new ImageArchive(socket, TimeProvider.System);
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    await images.EnsureAsync(PauseImage, archive, cancellationToken).ConfigureAwait(false);
                    break;
                }
                catch (Exception e) when (e is not OperationCanceledException && attempt < MaxImportAttempts)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancellationToken).ConfigureAwait(false);
                }
            }
        }
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken).ConfigureAwait(false);
    }

    private async Task ReportReadyAsync(Kubelet.Kubelet kubelet, KubeProxy.KubeProxy proxy, DnsServer dns, CancellationToken cancellationToken)
    {
        await Task.WhenAll(kubelet.Ready, proxy.Synced, dns.Listening).WaitAsync(cancellationToken).ConfigureAwait(false);
        _ready.TrySetResult();
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken).ConfigureAwait(false);
    }

    private static void EnableForwarding()
    {
        const string Forwarding = "/proc/sys/net/ipv4/ip_forward";
        if (File.ReadAllText(Forwarding).Trim() != "1")
        {
            File.WriteAllText(Forwarding, "1");
        }
    }
}
