using System.Diagnostics;
using System.Globalization;

namespace Navarch.Server.Nodes;

/// <summary>A node as a process of its own in its own network namespace, as it would be on a machine of its own.</summary>
internal sealed class NodeProcess(NodeOptions options, string networkNamespace, string kubeconfigDirectory, int verbosity)
{
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done when the node says that it is ready.</summary>
    public Task Ready => _ready.Task;

    /// <summary>Runs the process until cancelled. A node that dies stays dead, and the cluster goes on without it.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        List<string> arguments =
        [
            "--net=" + networkNamespace, "--", Environment.ProcessPath!, "node",
            "--hostname-override", options.Name, "--data-dir", options.Directory, "--node-ip", options.Address.ToString(),
            "--pod-cidr", options.PodCidr.ToString(), "--service-cidr", options.ServiceCidr.ToString(), "--kubeconfig-dir", kubeconfigDirectory,
        ];
        if (options.RegistryMirror is { } mirror)
        {
            arguments.AddRange(["--registry-mirror", mirror.ToString()]);
        }
        for (var i = 0; i < verbosity; i++)
        {
            arguments.Add("-v");
        }
        using var process = Process.Start(new ProcessStartInfo("nsenter", arguments) { RedirectStandardOutput = true, RedirectStandardInput = true })
            ?? throw new StartFailure("the program `nsenter` can't be started: install util-linux");
        try
        {
            while (await process.StandardOutput.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
            {
                if (line == "ready")
                {
                    _ready.TrySetResult();
                }
            }
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            var end = string.Create(CultureInfo.InvariantCulture, $"node {options.Name} ended with exit code {process.ExitCode}");
            if (!_ready.Task.IsCompletedSuccessfully)
            {
                throw new StartFailure(end);
            }
            await Console.Error.WriteLineAsync(end).ConfigureAwait(false);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _ready.TrySetCanceled(CancellationToken.None);
            if (!process.HasExited)
            {
                // The end of its input tells the node to stop.
                process.StandardInput.Close();
                using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
                try
                {
                    await process.WaitForExitAsync(patience.Token).ConfigureAwait(false);
                }
                catch (OperationCanceledException)
                {
                    process.Kill();
                }
            }
        }
    }
}
