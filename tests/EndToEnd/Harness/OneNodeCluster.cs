namespace Navarch.EndToEnd.Harness;

/// <summary>The cluster that most of the story runs on: `navarch up` with one node.</summary>
public sealed class OneNodeCluster : IAsyncLifetime
{
    private Cluster? cluster;

    internal Cluster Cluster => cluster ?? throw new InvalidOperationException("the cluster isn't started");

    internal Kubectl Kubectl => Cluster.Kubectl;

    public async Task InitializeAsync()
    {
        if (Environment.IsPrivilegedProcess)
        {
            cluster = await Cluster.StartNewAsync();
        }
    }

    public async Task DisposeAsync()
    {
        if (cluster is not null)
        {
            await cluster.DisposeAsync();
        }
    }
}

/// <summary>Puts test classes onto the one-node cluster.</summary>
[CollectionDefinition(Name)]
public sealed class OneNode : ICollectionFixture<OneNodeCluster>
{
    public const string Name = "one node";
}
