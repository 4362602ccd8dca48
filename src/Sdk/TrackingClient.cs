using System.Globalization;
using Navarch.Api;
using Navarch.Api.Meta.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Client;
using Navarch.Client.Informers;

namespace Navarch.Sdk;

/// <summary>
/// What one reconciliation wrote. The runtime makes one for each and waits, before the same key comes again, until the caches show
/// all of it; it belongs to the asynchronous flow of the reconciliation, so that parallel writes inside of it are seen too.
/// </summary>
internal sealed class WriteLog
{
    private static readonly AsyncLocal<WriteLog?> Flow = new();
    private readonly Lock _lock = new();
    private readonly Dictionary<ResourceInfo, long> _versions = [];
    private readonly List<(ResourceInfo Resource, ObjectKey Key, string? Uid)> _deletions = [];

    public static WriteLog? Current { get => Flow.Value; set => Flow.Value = value; }

    public bool IsEmpty => _versions.Count == 0 && _deletions.Count == 0;

    public void Wrote(ResourceInfo resource, DocObject answer)
    {
        if (answer is KubernetesObject obj && obj.Kind == resource.Kind
            && long.TryParse(obj.Metadata.ResourceVersion, NumberStyles.None, CultureInfo.InvariantCulture, out var version))
        {
            lock (_lock)
            {
                _versions[resource] = Math.Max(version, _versions.GetValueOrDefault(resource));
            }
        }
    }

    public void Deleted(ResourceInfo resource, string? ns, string name, string? uid)
    {
        lock (_lock)
        {
            _deletions.Add((resource, new ObjectKey(ns ?? "", name), uid));
        }
    }

    public async Task WaitUntilSeenAsync(InformerFactory informers, CancellationToken cancellationToken)
    {
        foreach (var (resource, version) in _versions)
        {
            if (informers.Has(resource))
            {
                await informers.For(resource).WaitForVersionAsync(version, cancellationToken).ConfigureAwait(false);
            }
        }
        foreach (var (resource, key, uid) in _deletions)
        {
            if (informers.Has(resource))
            {
                await informers.For(resource).WaitAsync(
                    informer => informer.Get(key) is not { } obj || obj.IsDeleting() || (uid is not null && obj.Metadata.Uid != uid), cancellationToken).ConfigureAwait(false);
            }
        }
    }
}

/// <summary>The client of a controller: it remembers writes in the <see cref="WriteLog"/> of the reconciliation that makes them.</summary>
internal sealed class TrackingClient(IApiClient inner) : IApiClient
{
    public Task<DocObject> GetAsync(ResourceInfo resource, string? ns, string name, string? subresource, GetOptions? options, CancellationToken cancellationToken) =>
        inner.GetAsync(resource, ns, name, subresource, options, cancellationToken);

    public Task<ObjectList> ListAsync(ResourceInfo resource, string? ns, ListOptions? options, CancellationToken cancellationToken) =>
        inner.ListAsync(resource, ns, options, cancellationToken);

    public IAsyncEnumerable<ObjectEvent> WatchAsync(ResourceInfo resource, string? ns, ListOptions options, CancellationToken cancellationToken) =>
        inner.WatchAsync(resource, ns, options, cancellationToken);

    public Task<DocObject> CreateAsync(ResourceInfo resource, string? ns, DocObject body, string? name, string? subresource, WriteOptions? options, CancellationToken cancellationToken) =>
        Remember(resource, inner.CreateAsync(resource, ns, body, name, subresource, options, cancellationToken));

    public Task<DocObject> UpdateAsync(ResourceInfo resource, string? ns, string name, DocObject body, string? subresource, WriteOptions? options, CancellationToken cancellationToken) =>
        Remember(resource, inner.UpdateAsync(resource, ns, name, body, subresource, options, cancellationToken));

    public Task<DocObject> PatchAsync(ResourceInfo resource, string? ns, string name, Patch patch, string? subresource, WriteOptions? options, CancellationToken cancellationToken) =>
        Remember(resource, inner.PatchAsync(resource, ns, name, patch, subresource, options, cancellationToken));

    public async Task<DocObject> DeleteAsync(ResourceInfo resource, string? ns, string name, DeleteOptions? options, CancellationToken cancellationToken)
    {
        var answer = await inner.DeleteAsync(resource, ns, name, options, cancellationToken).ConfigureAwait(false);
        WriteLog.Current?.Deleted(resource, ns, name, (answer as KubernetesObject)?.Metadata.Uid ?? options?.Preconditions?.Uid);
        return answer;
    }

    public Task DeleteCollectionAsync(ResourceInfo resource, string? ns, DeleteOptions? options, ListOptions? selection, CancellationToken cancellationToken) =>
        inner.DeleteCollectionAsync(resource, ns, options, selection, cancellationToken);

    private static async Task<DocObject> Remember(ResourceInfo resource, Task<DocObject> write)
    {
        var answer = await write.ConfigureAwait(false);
        WriteLog.Current?.Wrote(resource, answer);
        return answer;
    }
}
