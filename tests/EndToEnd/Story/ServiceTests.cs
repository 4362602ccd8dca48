using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Navarch.EndToEnd.Harness;

namespace Navarch.EndToEnd.Story;

/// <summary>A Service in front of a Deployment: one address and one name for pods that come and go.</summary>
[Collection(OneNode.Name)]
public sealed class ServiceTests(OneNodeCluster cluster) : IAsyncLifetime
{
    private readonly Kubectl kubectl = Environment.IsPrivilegedProcess ? cluster.Kubectl : null!;

    public async Task InitializeAsync()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return;
        }

        await kubectl.RunAsync($"create -f {Repository.Example("deployment.yaml")} -f {Repository.Example("deployment-service.yaml")}");
        await kubectl.RunAsync("run asker --image=redis --restart=Never -- sleep 3600");
        await kubectl.RunAsync("rollout status deployment/redis-deployment --timeout=90s", patience: TimeSpan.FromSeconds(100));
        await kubectl.WaitReadyAsync("asker");
        await EndpointsAsync(2);
    }

    public async Task DisposeAsync()
    {
        if (Environment.IsPrivilegedProcess)
        {
            await kubectl.TryAsync("delete pod asker --grace-period=1");
            await kubectl.TryAsync("delete service redis-deployment");
            await kubectl.TryAsync("delete deployment redis-deployment");
            await kubectl.TryAsync("wait --for=delete pod -l app=redis-deployment --timeout=60s", patience: TimeSpan.FromSeconds(70));
        }
    }

    [StoryFact]
    public async Task It_is_reached_by_name_and_address_from_a_pod_and_from_the_node()
    {
        var address = await kubectl.RunAsync("get service redis-deployment -o 'jsonpath={.spec.clusterIP}'");
        Assert.Matches(@"^NAME +TYPE +CLUSTER-IP +EXTERNAL-IP +PORT\(S\) +AGE *\nredis-deployment +ClusterIP +\S+ +<none> +6379/TCP +\S+ *\n$", await kubectl.RunAsync("get service redis-deployment"));

        foreach (var host in (string[])["redis-deployment", "redis-deployment.default", "redis-deployment.default.svc.cluster.local", address])
        {
            Assert.Equal("PONG\n", await kubectl.RunAsync($"exec asker -- redis-cli -h {host} ping"));
        }

        Assert.NotEqual("", await RunIdAsync(address));
        Assert.Contains(address, await kubectl.RunAsync("exec asker -- getent hosts redis-deployment"), StringComparison.Ordinal);
    }

    [StoryFact]
    public async Task It_spreads_over_the_pods_and_follows_scaling()
    {
        var address = await kubectl.RunAsync("get service redis-deployment -o 'jsonpath={.spec.clusterIP}'");
        Assert.Equal(2, (await ServersAsync(address, 40)).Count);

        await kubectl.RunAsync("scale deployment redis-deployment --replicas=3");
        await kubectl.RunAsync("rollout status deployment/redis-deployment --timeout=90s", patience: TimeSpan.FromSeconds(100));
        await EndpointsAsync(3);
        Assert.Equal(3, (await ServersAsync(address, 60)).Count);

        await kubectl.RunAsync("scale deployment redis-deployment --replicas=1");
        await EndpointsAsync(1);
        Assert.Single(await ServersAsync(address, 20));
    }

    [StoryFact]
    public async Task A_dead_pod_is_left_out()
    {
        var address = await kubectl.RunAsync("get service redis-deployment -o 'jsonpath={.spec.clusterIP}'");
        var pod = (await kubectl.RunAsync("get pods -l app=redis-deployment -o name")).Split('\n')[0];
        await kubectl.RunAsync($"delete {pod} --wait=false");
        await kubectl.RunAsync($"wait --for=delete {pod} --timeout=60s", patience: TimeSpan.FromSeconds(70));
        await kubectl.RunAsync("rollout status deployment/redis-deployment --timeout=90s", patience: TimeSpan.FromSeconds(100));
        await EndpointsAsync(2);
        Assert.Equal(2, (await ServersAsync(address, 40)).Count);
    }

    [StoryFact]
    public async Task Without_a_pod_it_refuses_at_once()
    {
        await kubectl.RunAsync("scale deployment redis-deployment --replicas=0");
        await EndpointsAsync(0);
        var address = await kubectl.RunAsync("get service redis-deployment -o 'jsonpath={.spec.clusterIP}'");
        var error = await Assert.ThrowsAsync<SocketException>(() => RunIdAsync(address));
        Assert.Equal(SocketError.ConnectionRefused, error.SocketErrorCode);
    }

    private Task EndpointsAsync(int count) => kubectl.EventuallyAsync(
        "get endpointslices -l kubernetes.io/service-name=redis-deployment -o json", slices => ReadyEndpoints(slices) == count);

    private static int ReadyEndpoints(string json)
    {
        using var slices = JsonDocument.Parse(json);
        return slices.RootElement.GetProperty("items").EnumerateArray()
            .Select(slice => slice.GetProperty("endpoints"))
            // A slice without endpoints has null there, as upstream's.
            .Where(endpoints => endpoints.ValueKind == JsonValueKind.Array)
            .SelectMany(endpoints => endpoints.EnumerateArray())
            .Count(endpoint => endpoint.GetProperty("conditions").GetProperty("ready").GetBoolean());
    }

    /// <summary>Which servers answer so many new connections from the node.</summary>
    private static async Task<HashSet<string>> ServersAsync(string address, int connections)
    {
        var servers = new HashSet<string>();
        for (var i = 0; i < connections; i++)
        {
            servers.Add(await RunIdAsync(address));
        }

        return servers;
    }

    /// <summary>Each redis-server has an id of its own.</summary>
    private static async Task<string> RunIdAsync(string address)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(10), TimeProvider.System);
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Parse(address), 6379, deadline.Token);
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
        await client.GetStream().WriteAsync("INFO server\r\n"u8.ToArray(), deadline.Token);
        while (await reader.ReadLineAsync(deadline.Token) is { } line)
        {
            if (line.StartsWith("run_id:", StringComparison.Ordinal))
            {
                return line["run_id:".Length..];
            }
        }

        throw new StoryException(string.Create(CultureInfo.InvariantCulture, $"no redis answered at {address}"));
    }
}
