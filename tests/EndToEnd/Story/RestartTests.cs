using Navarch.EndToEnd.Harness;

namespace Navarch.EndToEnd.Story;

/// <summary>The program ends, by request or by force, and comes back over the same data: nothing acknowledged is lost, no pod notices.</summary>
public sealed class RestartTests
{
    private const string Identity =
        "get pods -l lives=on -o 'jsonpath={range .items[*]}{.metadata.name} {.status.podIP} {.status.containerStatuses[0].containerID} {.status.containerStatuses[0].restartCount} {.status.containerStatuses[0].state.running.startedAt}{\"\\n\"}{end}'";

    [StoryFact]
    public async Task Killed_under_load_it_comes_back_with_every_acknowledged_write_and_adopts_its_pods()
    {
        await using var cluster = await Cluster.StartNewAsync();
        var kubectl = cluster.Kubectl;
        await StartPodsAsync(kubectl);
        var before = await kubectl.RunAsync(Identity);

        using var writer = new ApiWriter(cluster);
        var writers = Enumerable.Range(0, 8).Select(writer.WriteUntilGoneAsync).ToArray();
        await writer.Busy.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
        await cluster.KillAsync();
        await Task.WhenAll(writers);

        await cluster.StartAsync();
        var written = await kubectl.RunAsync("get configmaps -o 'jsonpath={range .items[*]}{.metadata.name} {.data.value}{\"\\n\"}{end}'");
        var found = written.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).ToDictionary(w => w[0], w => w[1]);
        // A write in flight may have landed without its acknowledgement; an acknowledged one must be there.
        var lost = writer.Acknowledged.Where(w => !found.TryGetValue(w.Key, out var value) || (w.Value == "updated" && value != "updated"));
        Assert.Empty(lost);

        await PodsAreAsBeforeAsync(kubectl, before);
    }

    [StoryFact]
    public async Task Stopped_and_started_again_it_finds_everything_as_it_was()
    {
        await using var cluster = await Cluster.StartNewAsync();
        var kubectl = cluster.Kubectl;
        await StartPodsAsync(kubectl);
        var before = await kubectl.RunAsync(Identity);
        var uid = await kubectl.RunAsync("get namespace kube-system -o 'jsonpath={.metadata.uid}'");

        Assert.Equal(0, await cluster.StopAsync());
        await cluster.StartAsync();

        Assert.Equal(uid, await kubectl.RunAsync("get namespace kube-system -o 'jsonpath={.metadata.uid}'"));
        await PodsAreAsBeforeAsync(kubectl, before);
    }

    private static async Task StartPodsAsync(Kubectl kubectl)
    {
        await kubectl.RunAsync("run first --image=redis --labels=lives=on");
        await kubectl.RunAsync("run second --image=redis --labels=lives=on");
        await kubectl.WaitReadyAsync("first");
        await kubectl.WaitReadyAsync("second");
        Assert.Equal("OK\n", await kubectl.RunAsync("exec first -- redis-cli set memory only"));
    }

    private static async Task PodsAreAsBeforeAsync(Kubectl kubectl, string before)
    {
        Assert.Equal(before, await kubectl.RunAsync(Identity));
        // It was never written to disk: the very process still runs.
        Assert.Equal("only\n", await kubectl.RunAsync("exec first -- redis-cli get memory"));
        Assert.Contains("Ready to accept connections", await kubectl.RunAsync("logs second"), StringComparison.Ordinal);

        // They are looked after again, too: one that dies is started.
        await kubectl.TryAsync("exec second -- redis-cli shutdown nosave");
        await kubectl.EventuallyAsync("get pod second -o 'jsonpath={.status.containerStatuses[0].restartCount} {.status.phase}'", s => s == "1 Running");
    }
}
