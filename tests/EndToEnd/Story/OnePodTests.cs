using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Navarch.EndToEnd.Harness;

namespace Navarch.EndToEnd.Story;

/// <summary>One pod, looked at and worked with by every means that kubectl has.</summary>
[Collection(OneNode.Name)]
public sealed class OnePodTests(OneNodeCluster cluster, RedisPod redis) : IClassFixture<RedisPod>
{
    private readonly Kubectl kubectl = Environment.IsPrivilegedProcess ? cluster.Kubectl : null!;

    [StoryFact]
    public async Task Version_names_the_server()
    {
        Assert.Matches(@"Server Version: v1\.36\.\d+", await kubectl.RunAsync("version"));
    }

    [StoryFact]
    public async Task Cluster_info_names_the_address()
    {
        var info = await kubectl.RunAsync("cluster-info");
        Assert.Matches($@"Kubernetes control plane.* is running at .*https://127\.0\.0\.1:{cluster.Cluster.Port}", info);
    }

    [StoryFact]
    public async Task The_node_is_ready_and_says_what_it_runs_on()
    {
        var nodes = (await kubectl.RunAsync("get nodes -o wide")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Matches(@"^NAME +STATUS +ROLES +AGE +VERSION +INTERNAL-IP +EXTERNAL-IP +OS-IMAGE +KERNEL-VERSION +CONTAINER-RUNTIME$", nodes[0].TrimEnd());
        Assert.Equal(2, nodes.Length);
        Assert.Matches(@"^\S+ +Ready +\S+ +\S+ +v1\.36\.\d+\S* +\d+\.\d+\.\d+\.\d+ +<none> +.+ +\d+\.\S+ +containerd://1\.\S+\s*$", nodes[1]);
    }

    [StoryFact]
    public void Run_says_that_the_pod_was_created() => Assert.Equal("pod/redis created\n", redis.Created);

    [StoryFact]
    public async Task Get_pods_prints_upstreams_table()
    {
        Assert.Matches(@"^NAME +READY +STATUS +RESTARTS +AGE *\nredis +1/1 +Running +0 +\S+ *\n$", await kubectl.RunAsync("get pods redis"));
        Assert.Matches(
            @"^NAME +READY +STATUS +RESTARTS +AGE +IP +NODE +NOMINATED NODE +READINESS GATES *\nredis +1/1 +Running +0 +\S+ +10\.\d+\.\d+\.\d+ +\S+ +<none> +<none> *\n$",
            await kubectl.RunAsync("get pods redis -o wide"));
    }

    [StoryFact]
    public async Task Get_pods_prints_every_format()
    {
        Assert.Matches(@"^apiVersion: v1\nkind: Pod\nmetadata:\n", await kubectl.RunAsync("get pod redis -o yaml"));
        Assert.Contains("\"kind\": \"Pod\"", await kubectl.RunAsync("get pod redis -o json"), StringComparison.Ordinal);
        Assert.Equal("redis Running", await kubectl.RunAsync("get pod redis -o 'jsonpath={.spec.containers[0].image} {.status.phase}'"));
        Assert.Matches(@"^NAME +IMAGE\nredis +redis\n$", await kubectl.RunAsync("get pod redis -o custom-columns=NAME:.metadata.name,IMAGE:.spec.containers[0].image"));
        Assert.Equal("pod/redis\n", await kubectl.RunAsync("get pod redis -o name"));
    }

    [StoryFact]
    public async Task Watching_shows_a_pod_come_and_go()
    {
        await using var watch = kubectl.Start("get pods -w");
        // What is there already comes first; from then on nothing is missed.
        await watch.ExpectAsync(new Regex(@"redis +1/1 +Running"));
        await kubectl.RunAsync("run watched --image=redis");
        await watch.ExpectAsync(new Regex(@"watched +0/1 +Pending"));
        await watch.ExpectAsync(new Regex(@"watched +0/1 +ContainerCreating"));
        await watch.ExpectAsync(new Regex(@"watched +1/1 +Running"));
        await kubectl.RunAsync("delete pod watched");
        await watch.ExpectAsync(new Regex(@"watched +1/1 +Terminating"));
    }

    [StoryFact]
    public async Task Exec_opens_a_real_terminal_that_follows_its_windows_size()
    {
        await using var terminal = await kubectl.OpenTerminalAsync("exec -it redis -- bash");
        await terminal.ExpectAsync("root@redis:/data# ");
        await terminal.TypeAsync("redis-cli ping");
        await terminal.ExpectAsync("PONG");
        await terminal.ExpectAsync("# ");
        await terminal.TypeAsync("stty size; tty");
        await terminal.ExpectAsync("24 80");
        await terminal.ExpectAsync("/dev/pts/");

        await terminal.ResizeAsync(50, 132);
        // The quotes keep the echo of what is typed from looking like the answer.
        await terminal.TypeAsync("until [ \"$(stty size)\" = '50 132' ]; do sleep 0.1; done; echo re''sized");
        await terminal.ExpectAsync("resized");
        // Only a command that has begun is ended by ^C: one that comes before is the shell's, and ends nothing.
        await terminal.TypeAsync("sh -c 'echo run''ning; exec sleep 1000'");
        await terminal.ExpectAsync("running");
        await terminal.TypeAsync("\u0003");
        await terminal.ExpectAsync("^C");
        await terminal.TypeAsync("exit 7");
        Assert.Equal(7, await terminal.ExitAsync());
    }

    [StoryFact]
    public async Task Exec_carries_both_ways_and_the_exit_code()
    {
        Assert.Equal("PONG\n", await kubectl.RunAsync("exec redis -- redis-cli ping"));
        Assert.Equal("HELLO\n", await kubectl.RunAsync("exec -i redis -- tr a-z A-Z", input: "hello\n"));

        var failing = await kubectl.TryAsync("exec redis -- bash -c 'echo out; echo err >&2; exit 3'");
        Assert.Equal(3, failing.ExitCode);
        Assert.Equal("out\n", failing.Output);
        Assert.Contains("err\n", failing.Transcript, StringComparison.Ordinal);
        Assert.Contains("command terminated with exit code 3", failing.Transcript, StringComparison.Ordinal);
    }

    [StoryFact]
    public async Task Exec_over_spdy_works_for_old_clients()
    {
        var spdy = new Dictionary<string, string> { ["KUBECTL_REMOTE_COMMAND_WEBSOCKETS"] = "false" };
        var result = await kubectl.TryAsync("exec -i redis -- tr a-z A-Z", input: "hello\n", more: spdy);
        Assert.Equal("HELLO\n", result.EnsureSuccess().Output);
    }

    [StoryFact]
    public async Task Logs_follow_what_the_container_prints()
    {
        await using var logs = kubectl.Start("logs -f redis");
        await logs.ExpectAsync("Ready to accept connections");
        await kubectl.RunAsync("exec redis -- redis-cli bgsave");
        await logs.ExpectAsync("Background saving terminated with success");

        Assert.Single((await kubectl.RunAsync("logs redis --tail=1")).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z ", await kubectl.RunAsync("logs redis --timestamps --tail=1"));
    }

    [StoryFact]
    public async Task Describe_tells_the_pods_story()
    {
        var description = await kubectl.RunAsync("describe pod redis");
        Assert.Matches(@"(?m)^Name: +redis$", description);
        Assert.Matches(@"(?m)^Status: +Running$", description);
        Assert.Matches(@"(?m)^    Image ID: +\S*redis@sha256:[0-9a-f]{64}$", description);
        Assert.Matches(@"(?m)^QoS Class: +BestEffort$", description);
        Assert.Matches(@"(?m)^  Normal +Scheduled .*Successfully assigned default/redis to ", description);
        Assert.Matches(@"(?m)^  Normal +Pulled .*Successfully pulled image ""redis"" in ", description);
        Assert.Matches(@"(?m)^  Normal +Created ", description);
        Assert.Matches(@"(?m)^  Normal +Started ", description);
    }

    [StoryFact]
    public async Task Events_are_listed()
    {
        var events = await kubectl.RunAsync("get events");
        Assert.Matches(@"^LAST SEEN +TYPE +REASON +OBJECT +MESSAGE", events);
        foreach (var reason in (string[])["Scheduled", "Pulling", "Pulled", "Created", "Started"])
        {
            Assert.Matches($@"(?m)^\S+ +Normal +{reason} +pod/redis ", events);
        }
    }

    [StoryFact]
    public async Task Port_forward_reaches_the_container()
    {
        await using var forward = kubectl.Start("port-forward pod/redis :6379");
        var line = await forward.ExpectAsync(new Regex(@"Forwarding from 127\.0\.0\.1:(\d+) -> 6379"));
        var port = int.Parse(Regex.Match(line, @"127\.0\.0\.1:(\d+)").Groups[1].Value, CultureInfo.InvariantCulture);

        // Two connections at once, and one after another.
        Assert.All(await Task.WhenAll(PingAsync(port), PingAsync(port)), answer => Assert.Equal("+PONG\r\n", answer));
        Assert.Equal("+PONG\r\n", await PingAsync(port));
    }

    [StoryFact]
    public async Task Cp_carries_files_both_ways()
    {
        var folder = Directory.CreateTempSubdirectory("nv-cp-").FullName;
        try
        {
            var sent = Path.Combine(folder, "sent");
            var bytes = new byte[3 << 20];
            new Random(20).NextBytes(bytes);
            await File.WriteAllBytesAsync(sent, bytes);

            await kubectl.RunAsync($"cp {sent} redis:/tmp/received");
            await kubectl.RunAsync($"cp redis:/tmp/received {Path.Combine(folder, "back")}");
            Assert.Equal(bytes, await File.ReadAllBytesAsync(Path.Combine(folder, "back")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [StoryFact]
    public async Task Attach_shows_what_the_container_prints_from_now_on()
    {
        await using var attach = kubectl.Start("attach redis");
        // Nothing says when the stream stands, so redis is made to print until it is seen.
        var time = TimeProvider.System;
        var seen = attach.ExpectAsync("Background saving");
        while (!seen.IsCompleted)
        {
            await kubectl.TryAsync("exec redis -- redis-cli bgsave");
            await Task.WhenAny(seen, Task.Delay(TimeSpan.FromSeconds(1), time));
        }

        await seen;
    }

    [StoryFact]
    public async Task Run_attached_carries_standard_input()
    {
        var result = await kubectl.RunAsync("run echo --image=busybox -i --rm --restart=Never --quiet -- sh -c 'read line; echo got $line'", input: "hello\n");
        Assert.Contains("got hello", result, StringComparison.Ordinal);
    }

    private static async Task<string> PingAsync(int port)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20), TimeProvider.System);
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, deadline.Token);
        var stream = client.GetStream();
        await stream.WriteAsync("PING\r\n"u8.ToArray(), deadline.Token);
        var answer = new byte[7];
        await stream.ReadExactlyAsync(answer, deadline.Token);
        return Encoding.ASCII.GetString(answer);
    }
}
