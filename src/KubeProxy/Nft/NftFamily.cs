using System.Net.Sockets;

namespace Navarch.KubeProxy.Nft;

/// <summary>The words that nft uses for one address family. A table belongs to one family, so a dual-stack node has two.</summary>
public sealed record NftFamily(string Keyword, string AddressType, string ConntrackName, AddressFamily AddressFamily)
{
    public static NftFamily IPv4 { get; } = new("ip", "ipv4_addr", "ipv4", AddressFamily.InterNetwork);

    public static NftFamily IPv6 { get; } = new("ip6", "ipv6_addr", "ipv6", AddressFamily.InterNetworkV6);
}
