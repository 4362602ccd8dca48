using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Navarch.Server.Nodes;

/// <summary>
/// Several nodes on one machine: a network namespace for each, joined by a bridge on which the machine is the first address. Names
/// and addresses are made of the data directory, so that clusters stand beside each other and a restart finds its own.
/// </summary>
internal sealed class NodeNetworks
{
    private readonly string _id;
    private readonly byte _subnet;

    /// <summary>The networks of a data directory's cluster.</summary>
    public NodeNetworks(string dataDirectory)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(dataDirectory));
        _id = Convert.ToHexStringLower(hash)[..6];
        _subnet = hash[3];
    }

    /// <summary>The machine's address on the bridge: the API server's for the nodes.</summary>
    public IPAddress HostAddress => new([172, 30, _subnet, 1]);

    /// <summary>The n-th node's address, from 1.</summary>
    public IPAddress NodeAddress(int n) => new([172, 30, _subnet, (byte)(10 + n)]);

    /// <summary>The path of the n-th node's network namespace.</summary>
    public string NamespacePath(int n) => "/run/netns/" + Namespace(n);

    private string Bridge => "nv" + _id;

    private string Namespace(int n) => $"navarch-{_id}-{n}";

    /// <summary>Makes what is missing.</summary>
    public async Task EnsureAsync(int nodes, CancellationToken cancellationToken)
    {
        if (!Directory.Exists("/sys/class/net/" + Bridge))
        {
            await IpAsync(cancellationToken, "link", "add", Bridge, "type", "bridge").ConfigureAwait(false);
            await IpAsync(cancellationToken, "addr", "add", HostAddress + "/24", "dev", Bridge).ConfigureAwait(false);
            await IpAsync(cancellationToken, "link", "set", Bridge, "up").ConfigureAwait(false);
        }
        for (var n = 1; n <= nodes; n++)
        {
            if (File.Exists(NamespacePath(n)))
            {
                continue;
            }
            var outer = $"nv{_id}n{n}";
            await IpAsync(cancellationToken, "netns", "add", Namespace(n)).ConfigureAwait(false);
            await IpAsync(cancellationToken, "link", "add", outer, "type", "veth", "peer", "name", "eth0", "netns", Namespace(n)).ConfigureAwait(false);
            await IpAsync(cancellationToken, "link", "set", outer, "master", Bridge, "up").ConfigureAwait(false);
            await IpAsync(cancellationToken, "-n", Namespace(n), "link", "set", "lo", "up").ConfigureAwait(false);
            await IpAsync(cancellationToken, "-n", Namespace(n), "addr", "add", NodeAddress(n) + "/24", "dev", "eth0").ConfigureAwait(false);
            await IpAsync(cancellationToken, "-n", Namespace(n), "link", "set", "eth0", "up").ConfigureAwait(false);
            await IpAsync(cancellationToken, "-n", Namespace(n), "route", "add", "default", "via", HostAddress.ToString()).ConfigureAwait(false);
        }
    }

    private static async Task IpAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("ip", arguments) { RedirectStandardError = true })
            ?? throw new StartFailure("the program `ip` can't be started: install iproute2");
        var error = await process.StandardError.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
        await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        if (process.ExitCode != 0)
        {
            throw new StartFailure($"ip {string.Join(' ', arguments)} failed: {error.Trim()}");
        }
    }
}
