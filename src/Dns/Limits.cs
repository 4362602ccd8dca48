namespace Navarch.Dns;

/// <summary>Every bound of the DNS server and its reason.</summary>
internal static class Limits
{
    /// <summary>RFC 1035 2.3.4.</summary>
    public const int NameOctets = 255;

    public const int LabelOctets = 63;

    /// <summary>More pointers than a name can have labels is a loop or an attack.</summary>
    public const int CompressionPointers = 127;

    /// <summary>RFC 1035 4.2.1: the answer that every UDP client takes.</summary>
    public const int PlainUdpBytes = 512;

    /// <summary>The 2020 DNS flag day's value: an answer that fits any path's MTU without fragments.</summary>
    public const int EdnsUdpBytes = 1232;

    public const int TcpMessageBytes = 65535;

    /// <summary>One socket each: bounds file descriptors and what a flood of foreign names can cost.</summary>
    public const int ForwardsInFlight = 256;

    /// <summary>A resolver that hasn't answered by then is asked no longer; a stub resolver gives up after 5 s.</summary>
    public static readonly TimeSpan ForwardTimeout = TimeSpan.FromSeconds(2);

    /// <summary>resolv.conf(5) reads three name servers.</summary>
    public const int Upstreams = 3;

    /// <summary>Foreign answers kept: about 1 MB at 300 bytes each.</summary>
    public const int CacheEntries = 3000;

    /// <summary>Upstream's default Corefile caches for 30 s at most.</summary>
    public static readonly TimeSpan CacheTtl = TimeSpan.FromSeconds(30);

    /// <summary>Concurrent TCP clients; a client is dropped after <see cref="TcpIdle"/> without a query.</summary>
    public const int TcpConnections = 256;

    public static readonly TimeSpan TcpIdle = TimeSpan.FromSeconds(10);

    /// <summary>CNAMEs followed inside the cluster's zone before the chain counts as a loop.</summary>
    public const int CnameChain = 8;

    /// <summary>Kernel buffer of the UDP socket: a burst of about 2,000 queries.</summary>
    public const int UdpReceiveBufferBytes = 1 << 20;
}
