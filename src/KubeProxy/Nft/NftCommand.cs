using System.ComponentModel;
using System.Diagnostics;

namespace Navarch.KubeProxy.Nft;

/// <summary>Why nft, ip or conntrack didn't do what it was told: the program's own words.</summary>
public sealed class NftException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>
/// Starts nft, and the two programs beside it (ip for routes, conntrack for UDP flows), in the node's network namespace.
/// Nothing else in this component starts a process. A transaction is one process: nft reads it from its standard input and
/// the kernel takes all of it or nothing.
/// </summary>
public sealed class NftCommand
{
    private readonly string? _networkNamespace;
    private readonly TimeProvider _time;

    /// <param name="networkNamespace">A path such as /run/netns/node-1, or null for the process's own namespace.</param>
    public NftCommand(string? networkNamespace, TimeProvider time)
    {
        _networkNamespace = networkNamespace;
        _time = time;
    }

    /// <summary>Applies one transaction. Throws <see cref="NftException"/> with nft's own message when it's refused.</summary>
    public async Task ApplyAsync(string transaction, CancellationToken ct) => await RunAsync("nft", ["-f", "-"], transaction, ct);

    /// <summary>Whether the table is in the kernel, made by us now or before a restart.</summary>
    public async Task<bool> TableExistsAsync(NftFamily family, string table, CancellationToken ct)
    {
        var output = await RunAsync("nft", ["list", "tables", family.Keyword], null, ct);
        return output.Split('\n').Any(line => line.TrimEnd() == $"table {family.Keyword} {table}");
    }

    /// <summary>Runs `ip` with these arguments.</summary>
    public Task<string> IpAsync(IReadOnlyList<string> arguments, CancellationToken ct) => RunAsync("ip", arguments, null, ct);

    /// <summary>Runs `conntrack`; that no entry matched isn't an error, and neither is the missing program.</summary>
    public async Task<bool> ConntrackAsync(IReadOnlyList<string> arguments, CancellationToken ct)
    {
        try
        {
            await RunAsync("conntrack", arguments, null, ct);
            return true;
        }
        catch (NftException e) when (e.InnerException is Win32Exception || e.Message.Contains("0 flow entries", StringComparison.Ordinal))
        {
            return false;
        }
    }

    private async Task<string> RunAsync(string program, IReadOnlyList<string> arguments, string? input, CancellationToken ct)
    {
        var start = new ProcessStartInfo
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            FileName = _networkNamespace is null ? program : "nsenter",
        };
        if (_networkNamespace is not null)
        {
            start.ArgumentList.Add("--net=" + _networkNamespace);
            start.ArgumentList.Add(program);
        }
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var timeout = new CancellationTokenSource(Limits.CommandTimeout, _time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        using var process = new Process { StartInfo = start };
        try
        {
            process.Start();
        }
        catch (Win32Exception e)
        {
            throw new NftException($"{start.FileName} could not be started: {e.Message}. Install it (Debian: apt-get install nftables iproute2 conntrack).", e);
        }
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(linked.Token);
            var errors = process.StandardError.ReadToEndAsync(linked.Token);
            try
            {
                await process.StandardInput.WriteAsync((input ?? "").AsMemory(), linked.Token);
                process.StandardInput.Close();
            }
            catch (IOException)
            {
                // It stopped reading: its exit code and its error output say why.
            }
            await process.WaitForExitAsync(linked.Token);
            if (process.ExitCode != 0)
            {
                throw new NftException($"{program} {string.Join(' ', arguments)}: exit code {process.ExitCode}: {Shorten(await errors)}");
            }
            return await output;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            ct.ThrowIfCancellationRequested();
            throw new NftException($"{program} didn't finish within {Limits.CommandTimeout.TotalSeconds} s");
        }
    }

    private static string Shorten(string text) => text.Length <= Limits.ErrorTextChars ? text.Trim() : text[..Limits.ErrorTextChars].Trim() + "…";
}
