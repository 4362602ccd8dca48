using System.Diagnostics;

namespace Navarch.Kubelet;

/// <summary>
/// Runs the host's small programs (ip, nft, ...), inside the node's network namespace where it has one. With the containerd supervisor
/// the only place of the kubelet that starts processes.
/// </summary>
internal sealed class CommandRunner(TimeProvider time, string? networkNamespace = null)
{
    public readonly record struct Outcome(int ExitCode, string Output, string Error);

    /// <summary>Runs to the end and returns what it printed; <paramref name="input"/> goes to its standard input.</summary>
    public async Task<Outcome> RunAsync(string file, IEnumerable<string> arguments, CancellationToken ct, string? input = null)
    {
        using var deadline = new CancellationTokenSource(Limits.CommandTimeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, ct);
        var info = new ProcessStartInfo(
            networkNamespace is null ? file : "nsenter", networkNamespace is null ? arguments : ["--net=" + networkNamespace, file, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(info) ?? throw new InvalidOperationException($"can't start {file}");
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(linked.Token);
            var error = process.StandardError.ReadToEndAsync(linked.Token);
            if (input is not null)
            {
                await process.StandardInput.WriteAsync(input.AsMemory(), linked.Token);
            }

            process.StandardInput.Close();
            await process.WaitForExitAsync(linked.Token);
            return new Outcome(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>As <see cref="RunAsync"/>, and throws with the program's own words unless it exits with 0.</summary>
    public async Task<string> MustRunAsync(string file, IEnumerable<string> arguments, CancellationToken ct, string? input = null)
    {
        var args = arguments.ToArray();
        var outcome = await RunAsync(file, args, ct, input);
        return outcome.ExitCode == 0
            ? outcome.Output
            : throw new InvalidOperationException($"{file} {string.Join(' ', args)}: exit {outcome.ExitCode}: {outcome.Error.Trim()}");
    }
}
