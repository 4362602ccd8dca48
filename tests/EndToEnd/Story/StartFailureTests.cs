using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Navarch.EndToEnd.Harness;

namespace Navarch.EndToEnd.Story;

/// <summary>What stands in the way of a start is named, with what to do about it; no stack trace, and a failing exit code.</summary>
public sealed class StartFailureTests
{
    [StoryFact]
    public async Task A_second_one_on_the_same_data_says_so()
    {
        await using var cluster = await Cluster.StartNewAsync("--no-nodes");
        await using var second = Start(cluster, port: LocalRegistry.FreePort());
        await FailsSayingAsync(second, Regex.Escape(cluster.DataDirectory));
        Assert.Equal("ok", await cluster.Kubectl.RunAsync("get --raw /readyz"));
    }

    [StoryFact]
    public async Task A_taken_port_is_named()
    {
        await using var cluster = await Cluster.CreateAsync("--no-nodes");
        using var holder = new TcpListener(IPAddress.Any, 0);
        holder.Start();
        var port = ((IPEndPoint)holder.LocalEndpoint).Port;
        await using var program = Start(cluster, port);
        await FailsSayingAsync(program, $@"{port}\b.*(in use|taken)|(in use|taken).*{port}\b");
    }

    [StoryFact]
    public async Task Without_root_it_says_what_needs_it()
    {
        await using var cluster = await Cluster.CreateAsync();
        // `nobody` may read the program and write the folder, so that only the lack of root is in the way.
        File.SetUnixFileMode(cluster.DataDirectory, (UnixFileMode)0b111_111_111);
        string[] arguments =
        [
            "--reuid=65534", "--regid=65534", "--clear-groups", "--",
            Repository.Program, "up", "--data-dir", Path.Combine(cluster.DataDirectory, "d"), "--port", LocalRegistry.FreePort().ToString(CultureInfo.InvariantCulture),
        ];
        await using var program = RunningCommand.Start("setpriv", arguments);
        await FailsSayingAsync(program, "root");
    }

    [StoryFact]
    public async Task A_broken_containerd_is_named()
    {
        await using var cluster = await Cluster.CreateAsync();
        var socket = Path.Combine(cluster.DataDirectory, "nobody-listens.sock");
        await cluster.LaunchAsync("--container-runtime-endpoint", "unix://" + socket);
        await FailsSayingAsync(cluster.Program, Regex.Escape(socket));
    }

    [StoryFact]
    public async Task A_missing_containerd_is_named()
    {
        await using var cluster = await Cluster.CreateAsync();
        // Everything but containerd is on the path.
        var bin = Directory.CreateDirectory(Path.Combine(cluster.DataDirectory, "bin")).FullName;
        foreach (var file in ((string[])["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin"]).Where(Directory.Exists).SelectMany(Directory.EnumerateFiles))
        {
            var link = Path.Combine(bin, Path.GetFileName(file));
            if (!Path.GetFileName(file).StartsWith("containerd", StringComparison.Ordinal) && !File.Exists(link))
            {
                File.CreateSymbolicLink(link, file);
            }
        }

        await using var program = Start(cluster, cluster.Port, new Dictionary<string, string> { ["PATH"] = bin });
        await FailsSayingAsync(program, "containerd");
    }

    private static RunningCommand Start(Cluster cluster, int port, IReadOnlyDictionary<string, string>? environment = null)
    {
        string[] nodes = environment is null ? ["--no-nodes"] : [];
        return RunningCommand.Start(
            Repository.Program,
            [
                "up", "--data-dir", cluster.DataDirectory, "--port", port.ToString(CultureInfo.InvariantCulture),
                "--pod-cidr", cluster.PodCidr, "--service-cidr", cluster.ServiceCidr, .. nodes,
            ],
            environment);
    }

    private static async Task FailsSayingAsync(RunningCommand program, string pattern)
    {
        Assert.NotEqual(0, await program.ExitAsync());
        Assert.Matches(pattern, program.Transcript);
        Assert.DoesNotContain("   at ", program.Transcript, StringComparison.Ordinal);
        Assert.DoesNotMatch(new Regex("^ready\r?$", RegexOptions.Multiline), program.Transcript);
    }
}
