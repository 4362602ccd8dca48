using Navarch.EndToEnd.Harness;

namespace Navarch.EndToEnd.Story;

/// <summary>Two real nodes on one machine: pods on both, traffic and names across, and the death of one of them.</summary>
public sealed class TwoNodesTests
{
    private static readonly TimeSpan LongPatience = TimeSpan.FromSeconds(200);

    [StoryFact]
    public async Task Pods_spread_over_two_nodes_talk_across_and_move_when_a_node_dies()
    {
        await using var cluster = await Cluster.StartNewAsync("--nodes", "2");
        var kubectl = cluster.Kubectl;
        var nodes = Lines(await kubectl.RunAsync("get nodes -o 'jsonpath={range .items[*]}{.metadata.name}{\"\\n\"}{end}'"));
        Assert.Equal(2, nodes.Length);
        await kubectl.RunAsync("wait --for=condition=Ready nodes --all --timeout=30s");

        await kubectl.RunAsync($"create -f {Repository.Example("deployment.yaml")} -f {Repository.Example("deployment-service.yaml")}");
        await kubectl.RunAsync("scale deployment redis-deployment --replicas=4");
        await kubectl.RunAsync("rollout status deployment/redis-deployment --timeout=120s", patience: LongPatience);
        var placed = await PlacesAsync(kubectl);
        Assert.Equal(nodes.Order(), placed.Select(p => p.Node).Distinct().Order());

        await EveryPodReachesEveryOtherAsync(kubectl, placed);
        await ANodeDiesAsync(cluster, nodes[1]);
    }

    private static async Task EveryPodReachesEveryOtherAsync(Kubectl kubectl, IReadOnlyList<Placed> placed)
    {
        foreach (var from in placed.DistinctBy(p => p.Node))
        {
            foreach (var to in placed)
            {
                Assert.Equal("PONG\n", await kubectl.RunAsync($"exec {from.Pod} -- redis-cli -h {to.Address} ping"));
            }

            Assert.Equal("PONG\n", await kubectl.RunAsync($"exec {from.Pod} -- redis-cli -h redis-deployment ping"));
            // Logs and exec reach the kubelet of either node.
            Assert.Contains("Ready to accept connections", await kubectl.RunAsync($"logs {from.Pod}"), StringComparison.Ordinal);
        }
    }

    private static async Task ANodeDiesAsync(Cluster cluster, string node)
    {
        var kubectl = cluster.Kubectl;
        await cluster.KillNodeAsync(node);
        await kubectl.RunAsync($"wait --for=condition=Ready=Unknown node/{node} --timeout=120s", patience: LongPatience);

        var time = TimeProvider.System;
        var started = time.GetTimestamp();
        while (true)
        {
            var alive = (await PlacesAsync(kubectl)).Where(p => p.Node != node && p.Ready).ToList();
            if (alive.Count == 4)
            {
                break;
            }

            if (time.GetElapsedTime(started) > LongPatience)
            {
                var pods = await kubectl.RunAsync("get pods -o wide");
                throw new StoryException($"only {alive.Count} of 4 replacements run:\n{pods}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(500), time);
        }

        var left = (await PlacesAsync(kubectl)).First(p => p.Node != node && p.Ready);
        Assert.Equal("PONG\n", await kubectl.RunAsync($"exec {left.Pod} -- redis-cli -h redis-deployment ping"));
    }

    private static async Task<IReadOnlyList<Placed>> PlacesAsync(Kubectl kubectl)
    {
        const string Query =
            "get pods -l app=redis-deployment -o 'jsonpath={range .items[*]}{.metadata.name} {.spec.nodeName} {.status.podIP} {.status.conditions[?(@.type==\"Ready\")].status} {.metadata.deletionTimestamp}{\"\\n\"}{end}'";
        return [.. Lines(await kubectl.RunAsync(Query)).Select(l => l.Split(' ')).Where(w => w[4].Length == 0).Select(w => new Placed(w[0], w[1], w[2], w[3] == "True"))];
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private sealed record Placed(string Pod, string Node, string Address, bool Ready);
}
