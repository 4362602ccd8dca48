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
}
