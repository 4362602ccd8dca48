using System.Globalization;
using Navarch.Api;
using Navarch.ApiMachinery.Errors;
using Navarch.ApiMachinery.Json;
using Navarch.ApiServer.WatchCache;
using Navarch.Client;
using Navarch.Store;

namespace Navarch.ApiServer.Registry;

/// <summary>A page of a collection, as references to cached objects.</summary>
public readonly record struct ListPage(IReadOnlyList<CachedObject> Items, long Revision, string Continue, long? Remaining);

/// <summary>Reads collections: the present from the cache, the past (later pages, exact versions) from the store.</summary>
public sealed class ListStore(IStore store, CacheFeed feed)
{
    /// <summary>Reads a page.</summary>
    public async ValueTask<ListPage> ListAsync(Endpoint endpoint, string? ns, ListOptions options, CancellationToken cancellationToken)
    {
        var cache = endpoint.Cache!;
        var query = ListQuery.Parse(endpoint, options);
        var prefix = cache.PrefixOf(ns);
        if (options.Continue.Length > 0)
        {
            var (revision, start) = ListQuery.DecodeContinue(options.Continue);
            return await FromStoreAsync(cache, query, prefix, revision, prefix + start, options.Limit, cancellationToken).ConfigureAwait(false);
        }
        var version = ParseVersion(options.ResourceVersion);
        if (options.ResourceVersionMatch == "Exact" || (version > 0 && options.Limit > 0 && options.ResourceVersionMatch.Length == 0))
        {
            return await FromStoreAsync(cache, query, prefix, version, null, options.Limit, cancellationToken).ConfigureAwait(false);
        }
        var wanted = options.ResourceVersion switch
        {
            "" => await store.GetRevisionAsync(cancellationToken).ConfigureAwait(false),
            "0" => 0,
            _ => version,
        };
        if (!await feed.WaitForAsync(wanted, cancellationToken).ConfigureAwait(false))
        {
            throw Status.TooLargeResourceVersion(wanted, feed.Revision).ToException();
        }
        var shown = feed.Revision;
        var objects = cache.List(prefix);
        return Page(cache, query, prefix, objects, shown, options.Limit);
    }

    private static ListPage Page(ResourceCache cache, ListQuery query, string prefix, ReadOnlyMemory<CachedObject> objects, long revision, long limit)
    {
        var span = objects.Span;
        if (query.MatchesAll && (limit <= 0 || span.Length <= limit))
        {
            return new ListPage(new ArraySlice(objects), revision, "", null);
        }
        var items = new List<CachedObject>();
        for (var i = 0; i < span.Length; i++)
        {
            if (!query.Matches(span[i]))
            {
                continue;
            }
            if (limit > 0 && items.Count == limit)
            {
                var token = ListQuery.EncodeContinue(revision, items[^1].Key[prefix.Length..] + "\0");
                return new ListPage(items, revision, token, query.MatchesAll ? span.Length - i : null);
            }
            items.Add(span[i]);
        }
        return new ListPage(items, revision, "", null);
    }

    private async ValueTask<ListPage> FromStoreAsync(ResourceCache cache, ListQuery query, string prefix, long revision, string? start, long limit, CancellationToken cancellationToken)
    {
        RangeResult range;
        try
        {
            range = await store.RangeAsync(new RangeQuery { Start = start ?? prefix, End = RangeQuery.PrefixEnd(prefix), Revision = revision }, cancellationToken).ConfigureAwait(false);
        }
        catch (StoreException e) when (e.Error == StoreError.Compacted)
        {
            throw Status.ResourceExpired(start is null
                ? $"The resourceVersion for the provided list is too old."
                : "The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter.").ToException();
        }
        catch (StoreException e) when (e.Error == StoreError.FutureRevision)
        {
            throw Status.TooLargeResourceVersion(revision, feed.Revision).ToException();
        }
        var objects = new CachedObject[range.Items.Count];
        for (var i = 0; i < objects.Length; i++)
        {
            var kv = range.Items[i];
            // Mostly the object has not changed since: its document is at hand.
            objects[i] = cache.Get(kv.Key) is { } cached && cached.Revision == kv.ModRevision ? cached : Decode(cache, kv);
        }
        return Page(cache, query, prefix, objects, range.Revision, limit);
    }

    private static CachedObject Decode(ResourceCache cache, KeyValue kv)
    {
        var document = (KubernetesObject)JsonDecoder.Decode(kv.Value.Span, cache.Resource.Schema);
        document.Metadata.ResourceVersion = kv.ModRevision.ToString(CultureInfo.InvariantCulture);
        document.Freeze();
        return new CachedObject(kv.Key, document, kv.ModRevision);
    }

    /// <summary>Reads a resourceVersion parameter.</summary>
    public static long ParseVersion(string text)
    {
        if (text.Length == 0)
        {
            return 0;
        }
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : throw Status.BadRequest($"resourceVersion: Invalid value: \"{text}\": strconv.ParseUint: parsing \"{text}\": invalid syntax").ToException();
    }

    /// <summary>A slice of the cache's own array: a list of everything copies nothing.</summary>
    private sealed class ArraySlice(ReadOnlyMemory<CachedObject> objects) : IReadOnlyList<CachedObject>
    {
        public int Count => objects.Length;

        public CachedObject this[int index] => objects.Span[index];

        public IEnumerator<CachedObject> GetEnumerator()
        {
            for (var i = 0; i < objects.Length; i++)
            {
                yield return objects.Span[i];
            }
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
