using System.Text.RegularExpressions;
using Navarch.EndToEnd.Harness;

namespace Navarch.EndToEnd.Story;

/// <summary>
/// Redis with a follower: names that stay, an order of coming, a headless Service that comes late, volumes that outlive their pods.
/// One story, told in one go, because each step needs the one before.
/// </summary>
[Collection(OneNode.Name)]
public sealed class StatefulSetTests(OneNodeCluster cluster)
{
    private readonly Kubectl kubectl = Environment.IsPrivilegedProcess ? cluster.Kubectl : null!;

    [StoryFact]
    public async Task A_primary_and_its_follower_keep_names_and_data()
    {
        try
        {
            await PodsComeInOrder();
            await TheFollowerFindsItsPrimaryOnceTheServiceExists();
            await NamesOfPodsResolve();
            await ADeletedPodComesBackWithItsData();
        }
        finally
        {
            await kubectl.TryAsync($"delete -f {Repository.Example("statefulset.yaml")} -f {Repository.Example("service.yaml")} --ignore-not-found");
            await kubectl.TryAsync("wait --for=delete pod -l app=redis-sfs --timeout=60s", patience: TimeSpan.FromSeconds(70));
            await kubectl.TryAsync("delete pvc -l app=redis-sfs");
            await kubectl.TryAsync("delete pvc data-redis-sfs-0 data-redis-sfs-1 --ignore-not-found");
        }
    }

    private async Task PodsComeInOrder()
    {
        await using var watch = kubectl.Start("get pods -w -l app=redis-sfs");
        Assert.Equal("statefulset.apps/redis-sfs created\n", await kubectl.RunAsync($"create -f {Repository.Example("statefulset.yaml")}"));

        var before = await watch.ExpectAsync(new Regex(@"redis-sfs-0 +1/1 +Running"));
        Assert.DoesNotContain("redis-sfs-1", before, StringComparison.Ordinal);
        await watch.ExpectAsync(new Regex(@"redis-sfs-1 +1/1 +Running"));

        Assert.Matches(@"redis-sfs +2/2 +\S+", await kubectl.EventuallyAsync("get statefulset redis-sfs", s => s.Contains("2/2", StringComparison.Ordinal)));
        Assert.Matches(
            @"(?m)^data-redis-sfs-0 +Bound +\S+ +64Mi +RWO +\S+ ", await kubectl.RunAsync("get pvc"));
    }

    private async Task TheFollowerFindsItsPrimaryOnceTheServiceExists()
    {
        await using var logs = kubectl.Start("logs -f redis-sfs-1");
        await logs.ExpectAsync(new Regex("Unable to connect to MASTER|Error condition on socket for SYNC"));

        Assert.Equal("service/redis-sfs created\n", await kubectl.RunAsync($"create -f {Repository.Example("service.yaml")}"));
        await logs.ExpectAsync("MASTER <-> REPLICA sync: Finished with success", TimeSpan.FromSeconds(20));
    }

    private async Task NamesOfPodsResolve()
    {
        Assert.Equal("PONG\n", (await kubectl.RunAsync(
            "exec -it redis-sfs-1 -- redis-cli -h redis-sfs-0.redis-sfs.default.svc.cluster.local ping")).Replace("\r", "", StringComparison.Ordinal));
        Assert.Equal("OK\n", await kubectl.RunAsync("exec redis-sfs-1 -- redis-cli -h redis-sfs-0.redis-sfs set ship navarch"));
        await kubectl.EventuallyAsync("exec redis-sfs-1 -- redis-cli get ship", answer => answer == "navarch\n");
    }

    private async Task ADeletedPodComesBackWithItsData()
    {
        var uid = await kubectl.RunAsync("get pod redis-sfs-0 -o 'jsonpath={.metadata.uid}'");
        Assert.StartsWith("pod \"redis-sfs-0\" deleted", await kubectl.RunAsync("delete pod redis-sfs-0"), StringComparison.Ordinal);

        await kubectl.EventuallyAsync(
            "get pod redis-sfs-0 -o 'jsonpath={.metadata.uid} {.status.conditions[?(@.type==\"Ready\")].status}'",
            pod => pod.EndsWith(" True", StringComparison.Ordinal) && !pod.StartsWith(uid, StringComparison.Ordinal));
        Assert.Equal("navarch\n", await kubectl.RunAsync("exec redis-sfs-0 -- redis-cli get ship"));

        // The follower finds the new address behind the old name.
        await kubectl.RunAsync("exec redis-sfs-0 -- redis-cli set port piraeus");
        await kubectl.EventuallyAsync("exec redis-sfs-1 -- redis-cli get port", answer => answer == "piraeus\n");
    }
}
