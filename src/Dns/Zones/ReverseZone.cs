using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Navarch.Dns.Wire;

namespace Navarch.Dns.Zones;

/// <summary>
/// in-addr.arpa and ip6.arpa for the cluster's addresses: service addresses and endpoints lead back to their names. An address
/// of the cluster's ranges that has no name doesn't exist; any other is not ours to answer.
/// </summary>
public sealed class ReverseZone(string domain, ServiceIndex index, ImmutableArray<IPNetwork> ranges)
{
    // RFC 6303: nobody outside can know the names of private addresses, so asking the root servers' operators is noise.
    private static readonly ImmutableArray<IPNetwork> _private =
    [
        .. new[] { "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "169.254.0.0/16", "fc00::/7", "fe80::/10" }.Select(range => IPNetwork.Parse(range)),
    ];

    private readonly string _origin = DnsName.Absolute(domain);

    /// <summary>Null when the address isn't the cluster's.</summary>
    public ZoneAnswer? Answer(DnsQuestion question)
    {
        if (AddressOf(question.Name) is not { } address)
        {
            return null;
        }
        var names = index.NamesOf(address);
        if (names.Count > 0)
        {
            return question.Type is RecordType.PTR or RecordType.ANY
                ? ZoneAnswer.Of([.. names.Select(name => new DnsRecord(question.Name, RecordType.PTR, ClusterZone.TtlSeconds, new NameData($"{name}.{_origin}")))])
                : ZoneAnswer.NoData;
        }
        return ranges.Any(range => range.Contains(address)) ? ZoneAnswer.NXDomain : null;
    }

    /// <summary>Whether the name is that of a private address, which no server on the Internet knows.</summary>
    public static bool IsPrivate(string name) => AddressOf(name) is { } address && _private.Any(range => range.Contains(address));

    /// <summary>The address whose reverse name this is; null for any other name.</summary>
    public static IPAddress? AddressOf(string name)
    {
        var labels = name.ToLowerInvariant().TrimEnd('.').Split('.');
        if (labels is [.. var four, "in-addr", "arpa"] && four.Length == 4)
        {
            var bytes = new byte[4];
            for (var i = 0; i < 4; i++)
            {
                if (!byte.TryParse(four[3 - i], NumberStyles.None, CultureInfo.InvariantCulture, out bytes[i]))
                {
                    return null;
                }
            }
            return new IPAddress(bytes);
        }
        if (labels is [.. var nibbles, "ip6", "arpa"] && nibbles.Length == 32 && nibbles.All(nibble => nibble.Length == 1 && char.IsAsciiHexDigit(nibble[0])))
        {
            return new IPAddress(Convert.FromHexString(string.Concat(nibbles.Reverse())));
        }
        return null;
    }

    /// <summary>The reverse name of an address, absolute.</summary>
    public static string NameOf(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        return address.AddressFamily == AddressFamily.InterNetwork
            ? string.Join('.', bytes.Reverse()) + ".in-addr.arpa."
            : string.Join('.', Convert.ToHexStringLower(bytes).Reverse()) + ".ip6.arpa.";
    }
}
