using System.Text.RegularExpressions;
using Navarch.EndToEnd.Harness;

namespace Navarch.EndToEnd.Story;

/// <summary>A Deployment beside a bare pod: what is kept alive, and what is not; rolling to another image and back.</summary>
[Collection(OneNode.Name)]
public sealed class DeploymentTests(OneNodeCluster cluster) : IAsyncLifetime
{
    private const string Rollout = "rollout status deployment/redis-deployment --timeout=90s";
    private static readonly TimeSpan RolloutPatience = TimeSpan.FromSeconds(100);
    private readonly Kubectl kubectl = Environment.IsPrivilegedProcess ? cluster.Kubectl : null!;

    public async Task InitializeAsync()
    {
        if (Environment.IsPrivilegedProcess)
        {
            Assert.Equal("deployment.apps/redis-deployment created\n", await kubectl.RunAsync("create deployment redis-deployment --image=redis"));
            await kubectl.RunAsync(Rollout, patience: RolloutPatience);
        }
    }

    public async Task DisposeAsync()
    {
        if (Environment.IsPrivilegedProcess)
        {
            await kubectl.TryAsync("delete deployment redis-deployment");
            await kubectl.TryAsync("wait --for=delete pod -l app=redis-deployment --timeout=60s", patience: TimeSpan.FromSeconds(70));
        }
    }

    [StoryFact]
    public async Task A_deleted_pod_of_it_is_replaced_under_a_new_name_and_a_bare_one_is_not()
    {
        await kubectl.RunAsync("run redis-bare --image=redis");
        await kubectl.WaitReadyAsync("redis-bare");
        var name = Assert.Single(await PodsAsync());

        var deleted = await kubectl.RunAsync($"delete pod redis-bare {name}", patience: TimeSpan.FromSeconds(60));
        Assert.Equal($"pod \"redis-bare\" deleted\npod \"{name}\" deleted\n", deleted.Replace(" from default namespace", "", StringComparison.Ordinal));

        await kubectl.RunAsync(Rollout, patience: RolloutPatience);
        var replacement = Assert.Single(await PodsAsync());
        Assert.NotEqual(name, replacement);
        Assert.Matches(@"^redis-deployment-[0-9a-z]{1,10}-[0-9a-z]{5}$", replacement);
        Assert.Contains("NotFound", (await kubectl.TryAsync("get pod redis-bare")).Transcript, StringComparison.Ordinal);
    }

    [StoryFact]
    public async Task It_is_scaled_up_and_down()
    {
        Assert.Equal("deployment.apps/redis-deployment scaled\n", await kubectl.RunAsync("scale deployment redis-deployment --replicas=3"));
        await kubectl.RunAsync(Rollout, patience: RolloutPatience);
        Assert.Matches(
            @"^NAME +READY +UP-TO-DATE +AVAILABLE +AGE *\nredis-deployment +3/3 +3 +3 +\S+ *\n$", await kubectl.RunAsync("get deployment redis-deployment"));

        await kubectl.RunAsync("scale deployment redis-deployment --replicas=1");
        await kubectl.EventuallyAsync("get pods -l app=redis-deployment -o name", pods => Lines(pods).Length == 1);
    }

    [StoryFact]
    public async Task Another_image_is_rolled_out_and_undone()
    {
        Assert.Equal(
            "deployment.apps/redis-deployment image updated\n", await kubectl.RunAsync("set image deployment/redis-deployment redis=redis:6.2"));
        Assert.Contains("successfully rolled out", await kubectl.RunAsync(Rollout, patience: RolloutPatience), StringComparison.Ordinal);
        Assert.Equal("6.2\n", await kubectl.RunAsync("exec deployment/redis-deployment -- printenv IMAGE_TAG"));

        var history = await kubectl.RunAsync("rollout history deployment/redis-deployment");
        Assert.Matches(new Regex(@"REVISION +CHANGE-CAUSE\n1 +<none>\n2 +<none>\n"), history);

        Assert.Equal("deployment.apps/redis-deployment rolled back\n", await kubectl.RunAsync("rollout undo deployment/redis-deployment"));
        await kubectl.RunAsync(Rollout, patience: RolloutPatience);
        Assert.Equal("latest\n", await kubectl.RunAsync("exec deployment/redis-deployment -- printenv IMAGE_TAG"));
        Assert.Matches(@"REVISION +CHANGE-CAUSE\n2 +<none>\n3 +<none>\n", await kubectl.RunAsync("rollout history deployment/redis-deployment"));
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The names of its pods that aren't on their way out.</summary>
    private async Task<string[]> PodsAsync()
    {
        const string Query = "get pods -l app=redis-deployment -o 'jsonpath={range .items[*]}{.metadata.name} {.metadata.deletionTimestamp}{\"\\n\"}{end}'";
        return [.. Lines(await kubectl.RunAsync(Query)).Select(line => line.Split(' ')).Where(words => words[1].Length == 0).Select(words => words[0])];
    }
}
