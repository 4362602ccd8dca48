using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using Navarch.Api;
using Navarch.ApiMachinery.Json;
using Navarch.ApiMachinery.Schemas;
using Navarch.Store;

namespace Navarch.ApiServer.WatchCache;

/// <summary>
/// Follows the store and brings every change to the cache of its resource, in revision order. Documents that this process wrote
/// are taken over from the writer instead of being decoded again.
/// Life cycle: made, loaded once, then <see cref="RunAsync"/> until the process ends.
/// </summary>
public sealed class CacheFeed
{
    private readonly IStore _store;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, ResourceCache> _byPrefix = new(StringComparer.Ordinal);
    private readonly ConditionalWeakTable<byte[], KubernetesObject> _written = [];
    private readonly Lock _lock = new();
    private readonly PriorityQueue<TaskCompletionSource, long> _waiters = new();
    private IStoreWatch? _watch;
    private long _revision;

    /// <summary>A feed of the store.</summary>
    public CacheFeed(IStore store, TimeProvider time)
    {
        _store = store;
        _time = time;
    }

    /// <summary>Every change up to this revision is in the caches.</summary>
    public long Revision => Volatile.Read(ref _revision);

    /// <summary>Adds a resource. Built-in ones come before <see cref="LoadAsync"/>; later ones are loaded here.</summary>
    public async Task<ResourceCache> AddAsync(ResourceInfo resource, CancellationToken cancellationToken)
    {
        var cache = new ResourceCache(resource);
        if (_watch is not null)
        {
            await LoadAsync(cache, cancellationToken).ConfigureAwait(false);
        }
        _byPrefix[cache.Prefix] = cache;
        return cache;
    }

    /// <summary>Takes a resource out.</summary>
    public void Remove(ResourceCache cache) => _byPrefix.TryRemove(cache.Prefix, out _);

    /// <summary>Reads what the store holds. The watch begins first, so that no change is missed between.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        _watch = _store.Watch("/registry/");
        foreach (var cache in _byPrefix.Values)
        {
            await LoadAsync(cache, cancellationToken).ConfigureAwait(false);
        }
        Advance(_watch.StartRevision);
    }

    private async Task LoadAsync(ResourceCache cache, CancellationToken cancellationToken)
    {
        var range = await _store.RangeAsync(RangeQuery.Prefix(cache.Prefix), cancellationToken).ConfigureAwait(false);
        cache.Load(range.Items.Select(kv => Decode(cache, kv)), range.Revision);
    }

    private static CachedObject Decode(ResourceCache cache, KeyValue kv)
    {
        var document = (KubernetesObject)JsonDecoder.Decode(kv.Value.Span, cache.Resource.Schema);
        return Finish(document, kv.Key, kv.ModRevision);
    }

    private static CachedObject Finish(KubernetesObject document, string key, long revision)
    {
        if (!document.IsFrozen)
        {
            document.Metadata.ResourceVersion = revision.ToString(System.Globalization.CultureInfo.InvariantCulture);
            document.Freeze();
        }
        return new CachedObject(key, document, revision);
    }

    /// <summary>Remembers the document of bytes that are about to be written, until the store reports them.</summary>
    public void Announce(byte[] bytes, KubernetesObject document) => _written.AddOrUpdate(bytes, document);

    /// <summary>Follows the store until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var batch = await _watch!.ReadAsync(cancellationToken).ConfigureAwait(false);
            foreach (var change in batch.Events)
            {
                Apply(change);
            }
            Advance(batch.Revision);
        }
    }

    private void Apply(StoreEvent change)
    {
        var kv = change.KeyValue;
        if (FindCache(kv.Key) is not { } cache)
        {
            return;
        }
        if (change.Type == StoreEventType.Delete)
        {
            cache.Remove(kv.Key, last =>
            {
                var document = last.Document.ShallowClone();
                var metadata = last.Document.Metadata.ShallowClone();
                metadata["resourceVersion"] = kv.ModRevision.ToString(System.Globalization.CultureInfo.InvariantCulture);
                document["metadata"] = metadata;
                document.Freeze();
                return new CachedObject(kv.Key, (KubernetesObject)document, kv.ModRevision);
            });
            return;
        }
        // A resource that was loaded after the watch began has newer objects already.
        if (cache.Get(kv.Key) is { } present && present.Revision >= kv.ModRevision)
        {
            return;
        }
        cache.Put(System.Runtime.InteropServices.MemoryMarshal.TryGetArray(kv.Value, out var bytes) && _written.TryGetValue(bytes.Array!, out var document)
            ? Finish(document, kv.Key, kv.ModRevision)
            : Decode(cache, kv));
    }

    private ResourceCache? FindCache(string key)
    {
        // /registry/<group>/<resource>/...
        var second = key.IndexOf('/', "/registry/".Length);
        var third = second < 0 ? -1 : key.IndexOf('/', second + 1);
        return third > 0 && _byPrefix.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(key.AsSpan(0, third + 1), out var cache) ? cache : null;
    }

    private void Advance(long revision)
    {
        List<TaskCompletionSource>? ready = null;
        lock (_lock)
        {
            if (revision <= _revision)
            {
                return;
            }
            Volatile.Write(ref _revision, revision);
            while (_waiters.TryPeek(out var waiter, out var wanted) && wanted <= revision)
            {
                _waiters.Dequeue();
                (ready ??= []).Add(waiter);
            }
        }
        if (ready is not null)
        {
            foreach (var waiter in ready)
            {
                waiter.TrySetResult();
            }
        }
    }

    /// <summary>Waits until the caches hold a revision; false when that takes longer than <see cref="Limits.FreshnessTimeout"/>.</summary>
    public ValueTask<bool> WaitForAsync(long revision, CancellationToken cancellationToken)
    {
        if (revision <= Revision)
        {
            return new(true);
        }
        var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (revision <= _revision)
            {
                return new(true);
            }
            _waiters.Enqueue(waiter, revision);
        }
        return new(WaitAsync(waiter.Task, cancellationToken));
    }

    private async Task<bool> WaitAsync(Task task, CancellationToken cancellationToken)
    {
        try
        {
            await task.WaitAsync(Limits.FreshnessTimeout, _time, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
