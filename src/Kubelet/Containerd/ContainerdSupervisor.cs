using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Navarch.Kubelet.Cri;

namespace Navarch.Kubelet.Containerd;

/// <summary>
/// Keeps one private containerd answering. Its life is longer than this process's: it is started in its own session with its output in
/// a file, so it and its containers outlive us, and the next start finds it by its socket and pid file. It is started again when it
/// died or when its configuration changed; the shims keep the containers running meanwhile.
/// </summary>
public sealed partial class ContainerdSupervisor(ContainerdOptions options, TimeProvider time, ILogger<ContainerdSupervisor> logger) : IDisposable
{
    private static readonly TimeSpan FirstPoll = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestPoll = TimeSpan.FromMilliseconds(250);
    private readonly CommandRunner commands = new(time);
    private readonly SemaphoreSlim gate = new(1);

    /// <summary>The socket to which the kubelet speaks.</summary>
    public string SocketPath => options.SocketPath;

    /// <summary>
    /// Returns when containerd answers, having started it if it had to. Throws with the reason and the log's end when it doesn't come up.
    /// </summary>
    public async Task EnsureRunningAsync(CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        try
        {
            var changed = Prepare();
            var pid = RunningPid();
            if (pid is { } old && changed)
            {
                LogConfigurationChanged(logger, old);
                await TerminateAsync(old, ct);
                pid = null;
            }

            if (pid is null)
            {
                pid = await StartAsync(ct);
                LogStarted(logger, pid.Value, options.ConfigFile);
            }

            await WaitUntilAnsweringAsync(pid.Value, ct);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Ends containerd itself; containers go on under their shims.</summary>
    public async Task StopAsync(CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        try
        {
            if (RunningPid() is { } pid)
            {
                await TerminateAsync(pid, ct);
            }
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    private bool Prepare()
    {
        if (options.SocketPath.Length + ".ttrpc".Length > Limits.SocketPathBytes)
        {
            throw new InvalidOperationException(
                $"the socket path {options.SocketPath} is too long for a unix socket; choose a shorter data directory");
        }

        Directory.CreateDirectory(options.Directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.CreateDirectory(options.CniConfDirectory);
        Directory.CreateDirectory(options.RegistryDirectory);
        var config = ContainerdConfig.Write(options, CanLowerOomScore());
        if (File.Exists(options.ConfigFile) && File.ReadAllText(options.ConfigFile) == config)
        {
            return false;
        }

        File.WriteAllText(options.ConfigFile, config);
        return true;
    }

    /// <summary>Without CAP_SYS_RESOURCE (24) a negative oom_score_adj is refused and runc dies of it.</summary>
    private static bool CanLowerOomScore()
    {
        const int CapSysResource = 24;
        var line = File.ReadLines("/proc/self/status").FirstOrDefault(l => l.StartsWith("CapEff:", StringComparison.Ordinal));
        return line is not null &&
            ulong.TryParse(line.AsSpan(7).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var caps) &&
            (caps >> CapSysResource & 1) == 1;
    }

    private int? RunningPid()
    {
        try
        {
            if (!int.TryParse(File.ReadAllText(options.PidFile), NumberStyles.Integer, CultureInfo.InvariantCulture, out var pid))
            {
                return null;
            }

            // The pid may belong to another program by now.
            var commandLine = File.ReadAllText($"/proc/{pid}/cmdline");
            return commandLine.Contains(options.ConfigFile, StringComparison.Ordinal) ? pid : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private async Task<int> StartAsync(CancellationToken ct)
    {
        // The shell puts containerd into its own session, away from our terminal's signals, and leaves its pid behind.
        const string Script = "config=$1 log=$2 pid=$3; shift 3; exec </dev/null >>\"$log\" 2>&1; setsid \"$@\" --config \"$config\" & echo $! >\"$pid\"";
        string[] program = options.NetworkNamespace is { } ns ? ["nsenter", "--net=" + ns, options.Binary] : [options.Binary];
        var info = new ProcessStartInfo("/bin/sh", ["-c", Script, "sh", options.ConfigFile, options.LogFile, options.PidFile, .. program]);
        using var shell = Process.Start(info) ?? throw new InvalidOperationException("can't start /bin/sh");
        await shell.WaitForExitAsync(ct);
        return int.Parse(await File.ReadAllTextAsync(options.PidFile, ct), CultureInfo.InvariantCulture);
    }

    private async Task WaitUntilAnsweringAsync(int pid, CancellationToken ct)
    {
        var started = time.GetTimestamp();
        var pause = FirstPoll;
        while (true)
        {
            try
            {
                // A fresh connection each time: a failed one makes HttpClient wait.
                using var connection = new GrpcConnection(options.SocketPath, time);
                await new RuntimeService(connection).VersionAsync(ct);
                return;
            }
            catch (RpcException e)
            {
                if (!File.Exists($"/proc/{pid}/cmdline") || time.GetElapsedTime(started) > Limits.ContainerdStartTimeout)
                {
                    throw new InvalidOperationException(
                        $"containerd doesn't answer on {options.SocketPath} ({e.Message}). The end of {options.LogFile}:\n{LogEnd()}", e);
                }
            }

            await Task.Delay(pause, time, ct);
            pause = pause * 2 < LongestPoll ? pause * 2 : LongestPoll;
        }
    }

    private string LogEnd()
    {
        const int Lines = 8;
        return File.Exists(options.LogFile) ? string.Join('\n', File.ReadLines(options.LogFile).TakeLast(Lines)) : "(no log)";
    }

    private async Task TerminateAsync(int pid, CancellationToken ct)
    {
        await commands.RunAsync("kill", ["-TERM", pid.ToString(CultureInfo.InvariantCulture)], ct);
        var started = time.GetTimestamp();
        // Not our child when it was adopted, so there is no exit to await.
        while (IsAlive(pid) && time.GetElapsedTime(started) < Limits.ContainerdStartTimeout)
        {
            await Task.Delay(FirstPoll, time, ct);
        }

        File.Delete(options.PidFile);
    }

    private static bool IsAlive(int pid)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..][0] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Started containerd pid={Pid} config={Config}")]
    private static partial void LogStarted(ILogger logger, int pid, string config);

    [LoggerMessage(Level = LogLevel.Information, Message = "containerd's configuration changed, restarting it pid={Pid}")]
    private static partial void LogConfigurationChanged(ILogger logger, int pid);
}
