using Navarch.EndToEnd.Harness;

namespace Navarch.EndToEnd.Story;

/// <summary>Objects written as YAML: made, compared, changed in each of kubectl's ways, and deleted.</summary>
[Collection(OneNode.Name)]
public sealed class YamlTests(OneNodeCluster cluster)
{
    private readonly Kubectl kubectl = Environment.IsPrivilegedProcess ? cluster.Kubectl : null!;

    [StoryFact]
    public async Task A_pod_is_created_labelled_patched_edited_and_deleted()
    {
        var file = Repository.Example("pod.yaml");
        Assert.Equal("pod/redis-yaml created\n", await kubectl.RunAsync($"create -f {file}"));
        await kubectl.WaitReadyAsync("redis-yaml");
        Assert.Contains("AlreadyExists", (await kubectl.TryAsync($"create -f {file}")).Transcript, StringComparison.Ordinal);

        Assert.Equal("pod/redis-yaml labeled\n", await kubectl.RunAsync("label pod redis-yaml tier=cache"));
        Assert.Equal("pod/redis-yaml\n", await kubectl.RunAsync("get pods -l tier=cache -o name"));

        Assert.Equal("pod/redis-yaml patched\n", await kubectl.RunAsync("patch pod redis-yaml -p '{\"metadata\":{\"annotations\":{\"patched\":\"strategically\"}}}'"));
        Assert.Equal("pod/redis-yaml patched\n", await kubectl.RunAsync("patch pod redis-yaml --type=merge -p '{\"metadata\":{\"annotations\":{\"merged\":\"yes\"}}}'"));
        Assert.Equal(
            "pod/redis-yaml patched\n",
            await kubectl.RunAsync("patch pod redis-yaml --type=json -p '[{\"op\":\"add\",\"path\":\"/metadata/annotations/pointed\",\"value\":\"too\"}]'"));
        Assert.Equal(
            "strategically yes too",
            await kubectl.RunAsync("get pod redis-yaml -o 'jsonpath={.metadata.annotations.patched} {.metadata.annotations.merged} {.metadata.annotations.pointed}'"));

        var editor = new Dictionary<string, string> { ["KUBE_EDITOR"] = "sed -i s/strategically/edited/" };
        var edit = await kubectl.TryAsync("edit pod redis-yaml", more: editor);
        Assert.Equal("pod/redis-yaml edited\n", edit.EnsureSuccess().Output);
        Assert.Equal("edited", await kubectl.RunAsync("get pod redis-yaml -o 'jsonpath={.metadata.annotations.patched}'"));

        Assert.StartsWith("pod \"redis-yaml\" deleted", await kubectl.RunAsync($"delete -f {file}"), StringComparison.Ordinal);
    }

    [StoryFact]
    public async Task Apply_and_diff_see_what_changed()
    {
        var yaml = await File.ReadAllTextAsync(Repository.Example("deployment.yaml"));
        Assert.Equal("deployment.apps/redis-deployment created\n", await kubectl.RunAsync("apply -f -", input: yaml));
        try
        {
            Assert.Equal("deployment.apps/redis-deployment unchanged\n", await kubectl.RunAsync("apply -f -", input: yaml));
            Assert.Equal(0, (await kubectl.TryAsync("diff -f -", input: yaml)).ExitCode);

            var changed = yaml.Replace("replicas: 2", "replicas: 3", StringComparison.Ordinal);
            var diff = await kubectl.TryAsync("diff -f -", input: changed);
            Assert.Equal(1, diff.ExitCode);
            Assert.Contains("\n-  replicas: 2\n+  replicas: 3\n", diff.Output, StringComparison.Ordinal);

            Assert.Equal("deployment.apps/redis-deployment configured\n", await kubectl.RunAsync("apply -f -", input: changed));
            Assert.Equal("3", await kubectl.RunAsync("get deployment redis-deployment -o 'jsonpath={.spec.replicas}'"));
            Assert.Equal("deployment.apps/redis-deployment serverside-applied\n", await kubectl.RunAsync("apply --server-side --force-conflicts -f -", input: yaml));
            Assert.Equal("2", await kubectl.RunAsync("get deployment redis-deployment -o 'jsonpath={.spec.replicas}'"));
        }
        finally
        {
            await kubectl.TryAsync("delete deployment redis-deployment");
        }
    }

    [StoryFact]
    public async Task A_mistake_in_a_field_is_named()
    {
        var result = await kubectl.TryAsync("create -f -", input: """
            apiVersion: v1
            kind: Pod
            metadata: {name: mistaken}
            spec:
              containers:
              - name: Not_A_Name
                image: redis
            """);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("The Pod \"mistaken\" is invalid: spec.containers[0].name: Invalid value: \"Not_A_Name\"", result.Transcript, StringComparison.Ordinal);
    }

    [StoryFact]
    public async Task Two_containers_share_network_and_a_volume()
    {
        var file = Repository.Example("pod-with-log-collector.yaml");
        await kubectl.RunAsync($"create -f {file}");
        try
        {
            await kubectl.WaitReadyAsync("redis-logged");
            Assert.Matches(@"redis-logged +2/2 +Running", await kubectl.RunAsync("get pod redis-logged"));

            await using var logs = kubectl.Start("logs -f redis-logged -c log-collector");
            await logs.ExpectAsync("PONG");
            await logs.ExpectAsync("Ready to accept connections");
            await kubectl.RunAsync("exec redis-logged -c redis -- redis-cli bgsave");
            await logs.ExpectAsync("Background saving");

            Assert.Equal("", await kubectl.RunAsync("logs redis-logged -c redis"));
            Assert.NotEqual(0, (await kubectl.TryAsync("exec redis-logged -c log-collector -- touch /logs/x")).ExitCode);
        }
        finally
        {
            await kubectl.TryAsync($"delete -f {file} --grace-period=1");
        }
    }
}
