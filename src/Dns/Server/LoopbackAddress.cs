using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Navarch.Dns.Server;

/// <summary>
/// The cluster DNS address on the node's loopback device, by `ip`. Adding it again is harmless, so one left over from a killed
/// process is taken over.
/// </summary>
internal sealed class LoopbackAddress(string? networkNamespace)
{
    public Task AddAsync(IPAddress address, CancellationToken ct) => RunAsync("replace", address, ct);

    public Task RemoveAsync(IPAddress address, CancellationToken ct) => RunAsync("del", address, ct);

    private async Task RunAsync(string verb, IPAddress address, CancellationToken ct)
    {
        var start = new ProcessStartInfo(networkNamespace is null ? "ip" : "nsenter") { RedirectStandardError = true };
        if (networkNamespace is not null)
        {
            start.ArgumentList.Add("--net=" + networkNamespace);
            start.ArgumentList.Add("ip");
        }
        var prefix = address.AddressFamily == AddressFamily.InterNetworkV6 ? "/128" : "/32";
        foreach (var argument in (string[])["addr", verb, address + prefix, "dev", "lo"])
        {
            start.ArgumentList.Add(argument);
        }
        using var process = new Process { StartInfo = start };
        try
        {
            process.Start();
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException($"{start.FileName} could not be started: {e.Message}. Install it (Debian: apt-get install iproute2).", e);
        }
        var errors = await process.StandardError.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"ip addr {verb} {address}{prefix} dev lo: {errors.Trim()}");
        }
    }
}
