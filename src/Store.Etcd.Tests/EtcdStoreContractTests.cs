using Navarch.Store.Tests;

namespace Navarch.Store.Etcd.Tests;

/// <summary>One etcd for the class; each test has its own prefix.</summary>
public sealed class OneMember : IAsyncLifetime
{
    public EtcdCluster Cluster { get; private set; } = null!;

    public async Task InitializeAsync() => Cluster = await EtcdCluster.StartAsync();

    public async Task DisposeAsync() => await Cluster.DisposeAsync();
}

public sealed class EtcdStoreContractTests(OneMember one) : StoreContract, IClassFixture<OneMember>
{
    private static int _tests;
    private readonly string _root = $"/test{Interlocked.Increment(ref _tests)}/registry/";

    protected override string Root => _root;

    protected override ValueTask<IStore> OpenEmptyAsync() => new(new EtcdStore(one.Cluster.Options, TimeProvider.System));

    /// <summary>etcd has its own clock; the test waits for the events.</summary>
    protected override ValueTask ExpireAsync(TimeSpan timeToLive) => ValueTask.CompletedTask;
}
