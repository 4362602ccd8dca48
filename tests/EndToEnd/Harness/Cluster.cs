using System.Globalization;
using System.Text.RegularExpressions;

namespace Navarch.EndToEnd.Harness;

/// <summary>
/// A cluster of the real program with its own data folder, port and address ranges. It may be stopped, killed and started again over
/// the same data; disposing it ends its pods and removes what it made.
/// </summary>
internal sealed class Cluster : IAsyncDisposable
{
    private static int made;
    private readonly string[] options;
    private readonly int slot;
    private RunningCommand? program;

    private Cluster(string[] options, int slot)
    {
        this.options = options;
        this.slot = slot;
        DataDirectory = Directory.CreateTempSubdirectory("nv-").FullName;
        Port = LocalRegistry.FreePort();
        Kubectl = new Kubectl(Kubeconfig, DataDirectory);
    }

    /// <summary>Short, because unix sockets stand in it.</summary>
    public string DataDirectory { get; }

    public int Port { get; }

    public Kubectl Kubectl { get; }

    public string Kubeconfig => Path.Combine(DataDirectory, "admin.kubeconfig");

    public string PodCidr => $"10.{200 + slot}.0.0/16";

    public string ServiceCidr => $"10.{150 + slot}.0.0/16";

    /// <summary>The running program.</summary>
    public RunningCommand Program => program ?? throw new InvalidOperationException("the cluster isn't started");

    /// <summary>A cluster that isn't started yet.</summary>
    public static async Task<Cluster> CreateAsync(params string[] options)
    {
        var routes = (await Command.RunAsync("ip", ["-4", "route", "show", "table", "all"])).EnsureSuccess().Output;
        var slot = Enumerable.Range(0, 50)
            .Select(i => (i + Environment.ProcessId + Interlocked.Increment(ref made)) % 50)
            .First(i => !routes.Contains($"10.{200 + i}.", StringComparison.Ordinal) && !routes.Contains($"10.{150 + i}.", StringComparison.Ordinal));
        return new Cluster(options, slot);
    }

    public static async Task<Cluster> StartNewAsync(params string[] options)
    {
        var cluster = await CreateAsync(options);
        try
        {
            await cluster.StartAsync();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the program and waits for its `ready`.</summary>
    public async Task StartAsync()
    {
        await LaunchAsync();
        await Program.ExpectAsync(new Regex(@"^ready\r?$", RegexOptions.Multiline), TimeSpan.FromSeconds(90));
    }

    /// <summary>Starts the program and doesn't wait.</summary>
    public async Task LaunchAsync(params string[] more)
    {
        string[] arguments =
        [
            "up",
            "--data-dir", DataDirectory,
            "--port", Port.ToString(CultureInfo.InvariantCulture),
            "--pod-cidr", PodCidr,
            "--service-cidr", ServiceCidr,
            .. options.Contains("--no-nodes") ? Array.Empty<string>() : ["--registry-mirror", await LocalRegistry.UrlAsync()],
            .. options,
            .. more,
        ];
        program = RunningCommand.Start(Repository.Program, arguments);
    }

    /// <summary>Ends the program as Ctrl-C does; its exit code.</summary>
    public async Task<int> StopAsync()
    {
        await Program.SignalAsync("TERM");
        return await Program.ExitAsync();
    }

    /// <summary>Ends the program without a warning.</summary>
    public async Task KillAsync()
    {
        await Program.SignalAsync("KILL");
        await Program.ExitAsync();
    }

    /// <summary>Ends all of a node at once: its kubelet, its container runtime, and with the shims its containers.</summary>
    public async Task KillNodeAsync(string node)
    {
        var mark = Path.Combine(DataDirectory, "nodes", node);
        var killed = 0;
        foreach (var process in Directory.EnumerateDirectories("/proc").Where(d => char.IsAsciiDigit(Path.GetFileName(d)[0])))
        {
            var id = Path.GetFileName(process);
            if (id != Program.Id.ToString(CultureInfo.InvariantCulture) && CommandLine(process).Contains(mark, StringComparison.Ordinal))
            {
                // The shim's children first, or they would outlive their node.
                await Command.RunAsync("pkill", ["-KILL", "-P", id]);
                await Command.RunAsync("kill", ["-KILL", id]);
                killed++;
            }
        }

        Assert.True(killed > 0, $"no process of {node} names {mark} on its command line");
    }

    private static string CommandLine(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline")).Replace('\0', ' ');
        }
        catch (IOException)
        {
            return "";      // it ended while we looked
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (program is { HasExited: false })
        {
            // Pods outlive the program, so they are ended while it is there to do it.
            await Kubectl.TryAsync("delete deployments,statefulsets,daemonsets,replicasets,jobs,cronjobs --all --all-namespaces --wait=false --request-timeout=10s");
            await Kubectl.TryAsync("delete pods --all --all-namespaces --grace-period=1 --timeout=30s", patience: TimeSpan.FromSeconds(40));
            try
            {
                await StopAsync();
            }
            catch (StoryException)
            {
                await KillAsync();
            }
        }

        if (program is not null)
        {
            await program.DisposeAsync();
        }

        await Command.RunAsync(Repository.Tool("clean"), [DataDirectory], patience: TimeSpan.FromSeconds(60));
    }
}
