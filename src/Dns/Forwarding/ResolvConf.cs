using System.Collections.Immutable;
using System.Net;

namespace Navarch.Dns.Forwarding;

/// <summary>The name servers of a resolv.conf(5).</summary>
public static class ResolvConf
{
    /// <summary>Name servers in order; lines that aren't understood are passed over, as libc does.</summary>
    public static ImmutableArray<IPEndPoint> Parse(string text)
    {
        var servers = ImmutableArray.CreateBuilder<IPEndPoint>();
        foreach (var line in text.Split('\n'))
        {
            var words = line.Split([' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length >= 2 && words[0] == "nameserver" && IPAddress.TryParse(words[1], out var address))
            {
                servers.Add(new IPEndPoint(address, 53));
            }
        }
        return [.. servers.Distinct().Take(Limits.Upstreams)];
    }

    /// <summary>Like <see cref="Parse"/>; a file that isn't there names no servers.</summary>
    public static ImmutableArray<IPEndPoint> Read(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path));
        }
        catch (IOException)
        {
            return [];
        }
    }
}
