using System.Net;
using System.Security.Cryptography.X509Certificates;
using Navarch.Kubelet.Containerd;

namespace Navarch.Kubelet;

/// <summary>What a kubelet is told; names and defaults are upstream's flags and configuration where upstream has them.</summary>
public sealed record KubeletOptions
{
    /// <summary>--hostname-override: the node's name.</summary>
    public required string NodeName { get; init; }

    /// <summary>--root-dir: holds pods, volumes, logs and the private containerd.</summary>
    public required string RootDirectory { get; init; }

    /// <summary>--node-ip: the address under which the node is reached and host-network pods are.</summary>
    public required IPAddress NodeIp { get; init; }

    /// <summary>--container-runtime-endpoint: path of a CRI socket. Default: a private containerd below the root directory.</summary>
    public string? ContainerRuntimeEndpoint { get; init; }

    /// <summary>The private containerd. Default: made of <see cref="RootDirectory"/>.</summary>
    public ContainerdOptions? Containerd { get; init; }

    /// <summary>--pod-cidr: the range of this node's pods. Default: what the API server puts into node.spec.podCIDR.</summary>
    public string? PodCidr { get; init; }

    /// <summary>--cluster-cidr: the range of all pods, which must not leave by another way. Default: only this node's range is guarded.</summary>
    public string? ClusterCidr { get; init; }

    /// <summary>--cluster-dns.</summary>
    public IReadOnlyList<string> ClusterDns { get; init; } = [];

    /// <summary>--cluster-domain.</summary>
    public string ClusterDomain { get; init; } = "cluster.local";

    /// <summary>--resolv-conf: what pods with dnsPolicy Default get.</summary>
    public string ResolvConf { get; init; } = "/etc/resolv.conf";

    /// <summary>
    /// Path of the network namespace that is this node (such as /run/netns/node-2), for several nodes on one machine. Null when the
    /// kubelet's own namespace is.
    /// </summary>
    public string? NetworkNamespace { get; init; }

    /// <summary>--port of the kubelet's own API.</summary>
    public int Port { get; init; } = 10250;

    /// <summary>--address. Default: the node's address.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>
    /// The certificate of the kubelet's own API (--tls-cert-file, --tls-private-key-file); asked for at each handshake, so that it can be
    /// renewed. The kubelet has no API server of its own when it is null.
    /// </summary>
    public Func<X509Certificate2>? ServingCertificate { get; init; }

    /// <summary>--client-ca-file: who may call the kubelet's own API is certified by these.</summary>
    public X509Certificate2Collection? ClientCa { get; init; }

    /// <summary>--node-labels.</summary>
    public IReadOnlyDictionary<string, string> NodeLabels { get; init; } = new Dictionary<string, string>();

    /// <summary>--register-with-taints, as key=value:effect.</summary>
    public IReadOnlyList<string> RegisterWithTaints { get; init; } = [];

    /// <summary>--max-pods.</summary>
    public int MaxPods { get; init; } = 110;

    /// <summary>--system-reserved and --kube-reserved together: what is not for pods, as quantities by resource.</summary>
    public IReadOnlyDictionary<string, string> Reserved { get; init; } = new Dictionary<string, string>();

    /// <summary>What the node is said to have instead of what the machine has, as quantities by resource; for several nodes on one machine.</summary>
    public IReadOnlyDictionary<string, string> Capacity { get; init; } = new Dictionary<string, string>();

    /// <summary>--pod-log-dir. Default: logs below the root directory.</summary>
    public string? PodLogsDirectory { get; init; }

    /// <summary>--container-log-max-size in bytes.</summary>
    public long ContainerLogMaxBytes { get; init; } = 10 << 20;

    /// <summary>--container-log-max-files.</summary>
    public int ContainerLogMaxFiles { get; init; } = 5;

    /// <summary>The largest packet on pod interfaces, in bytes.</summary>
    public int Mtu { get; init; } = 1500;

    /// <summary>Whether the kubelet adds routes to the pods of other nodes through their addresses; for nodes on one link.</summary>
    public bool ManageNodeRoutes { get; init; } = true;

    /// <summary>--node-status-update-frequency: how often the lease is renewed and the node looked at.</summary>
    public TimeSpan NodeStatusUpdateFrequency { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>--node-status-report-frequency: how often an unchanged status is written.</summary>
    public TimeSpan NodeStatusReportFrequency { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>--node-lease-duration-seconds.</summary>
    public int NodeLeaseDurationSeconds { get; init; } = 40;

    internal ContainerdOptions ContainerdOrDefault => Containerd ?? new ContainerdOptions
    {
        Directory = Path.Combine(RootDirectory, "containerd"),
        CniConfDirectory = CniConfDirectory,
    };

    internal string CniConfDirectory => Containerd?.CniConfDirectory ?? Path.Combine(RootDirectory, "cni", "net.d");

    internal string CniStateDirectory => Path.Combine(RootDirectory, "cni", "networks");
}
