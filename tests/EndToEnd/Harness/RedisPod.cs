namespace Navarch.EndToEnd.Harness;

/// <summary>The pod `redis` of `kubectl run redis --image=redis`, there while a test class runs.</summary>
public sealed class RedisPod(OneNodeCluster cluster) : IAsyncLifetime
{
    /// <summary>What kubectl said.</summary>
    public string Created { get; private set; } = "";

    public async Task InitializeAsync()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return;
        }

        Created = await cluster.Kubectl.RunAsync("run redis --image=redis");
        await cluster.Kubectl.WaitReadyAsync("redis");
    }

    public async Task DisposeAsync()
    {
        if (Environment.IsPrivilegedProcess)
        {
            await cluster.Kubectl.TryAsync("delete pod redis --grace-period=5");
        }
    }
}
