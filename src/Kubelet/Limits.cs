namespace Navarch.Kubelet;

/// <summary>Every bound of the kubelet with its reason.</summary>
internal static class Limits
{
    /// <summary>containerd's own max_recv_message_size; a list of thousands of containers stays below it.</summary>
    public const int GrpcMessageBytes = 16 << 20;

    /// <summary>Room for a list of some hundred pods without a window update.</summary>
    public const int GrpcStreamWindowBytes = 1 << 20;

    /// <summary>An image of several GB over a slow line; the runtime itself gives up earlier when no byte comes.</summary>
    public static readonly TimeSpan ImagePullTimeout = TimeSpan.FromHours(1);

    /// <summary>A containerd with many containers loads its state in a few seconds; after this it is broken.</summary>
    public static readonly TimeSpan ContainerdStartTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Helper programs (ip, nft, sysctl) answer in milliseconds.</summary>
    public static readonly TimeSpan CommandTimeout = TimeSpan.FromSeconds(10);

    /// <summary>A unix socket's path holds 107 bytes and a zero (unix(7)).</summary>
    public const int SocketPathBytes = 107;

    /// <summary>A ConfigMap or Secret is read within this or the pod waits and tries again.</summary>
    public static readonly TimeSpan ReferencedObjectTimeout = TimeSpan.FromSeconds(10);

    /// <summary>After a failure of the runtime or a volume the pod is tried again after this; it doubles to <see cref="LongestSyncRetry"/>.</summary>
    public static readonly TimeSpan SyncRetry = TimeSpan.FromSeconds(1);

    /// <summary>Upstream's longest wait between two tries to mount a volume is 2 min; a cause that was mended is found sooner here.</summary>
    public static readonly TimeSpan LongestSyncRetry = TimeSpan.FromSeconds(30);

    /// <summary>Upstream's back-off of containers and images: from 10 s to 5 min.</summary>
    public static readonly TimeSpan BackOffInitial = TimeSpan.FromSeconds(10);

    /// <summary>See <see cref="BackOffInitial"/>.</summary>
    public static readonly TimeSpan BackOffMaximum = TimeSpan.FromMinutes(5);

    /// <summary>How often an ended container is read again until the runtime knows its end, which comes milliseconds after the event.</summary>
    public const int ExitReads = 12;

    /// <summary>The least time between a stop signal and the kill, as upstream.</summary>
    public static readonly TimeSpan MinimumGrace = TimeSpan.FromSeconds(2);

    /// <summary>Runs of a container that are kept: the present one, and the one before for `logs --previous`.</summary>
    public const int KeptRuns = 2;

    /// <summary>Between two tries to register the node while the API server doesn't answer.</summary>
    public static readonly TimeSpan RegistrationRetry = TimeSpan.FromMilliseconds(200);

    /// <summary>Upstream's nodeStatusUpdateRetry.</summary>
    public const int NodeStatusUpdateRetries = 5;

    /// <summary>While the node isn't ready it is looked at this often: readiness is seconds after start, not minutes.</summary>
    public static readonly TimeSpan NotReadyPoll = TimeSpan.FromMilliseconds(100);

    /// <summary>Connections that a node in its own namespace carries to the mirror at once: containerd uses a few for each of its pulls.</summary>
    public const int MirrorRelayConnections = 64;

    /// <summary>How long the last events may take when the kubelet stops.</summary>
    public static readonly TimeSpan LastEvents = TimeSpan.FromSeconds(1);

    /// <summary>A subscription to the runtime's events stands milliseconds after it is asked for.</summary>
    public static readonly TimeSpan SubscriptionSettles = TimeSpan.FromMilliseconds(500);
}
