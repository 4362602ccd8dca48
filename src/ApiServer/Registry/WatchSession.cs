using System.Runtime.CompilerServices;
using Navarch.ApiMachinery.Errors;
using Navarch.ApiServer.WatchCache;
using Navarch.Client;

namespace Navarch.ApiServer.Registry;

/// <summary>One event for one watcher.</summary>
/// <param name="Type">What happened, as this watcher's selection sees it.</param>
/// <param name="Object">The object; null for a bookmark.</param>
/// <param name="Source">The shared event when it goes out as it is.</param>
/// <param name="Revision">Everything up to this revision has been sent.</param>
/// <param name="EndsInitialEvents">A bookmark that ends the initial events.</param>
public readonly record struct WatchItem(ObjectEventType Type, CachedObject? Object, CacheEvent? Source, long Revision, bool EndsInitialEvents = false);

/// <summary>Follows one resource for one watcher: a place in the chain of changes, and a selection.</summary>
public sealed class WatchSession(CacheFeed feed, TimeProvider time)
{
    /// <summary>
    /// The events from a version on. With no changes at hand the enumeration yields a bookmark item of the newest revision when
    /// <paramref name="idle"/> completes or a bookmark is due.
    /// </summary>
    public async IAsyncEnumerable<WatchItem> RunAsync(Endpoint endpoint, string? ns, ListOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var cache = endpoint.Cache!;
        var query = ListQuery.Parse(endpoint, options);
        var prefix = cache.PrefixOf(ns);
        var version = ListStore.ParseVersion(options.ResourceVersion);
        CacheEvent place;
        if (options.ResourceVersion is "" or "0" || options.SendInitialEvents)
        {
            if (!await feed.WaitForAsync(version, cancellationToken).ConfigureAwait(false))
            {
                throw Status.TooLargeResourceVersion(version, feed.Revision).ToException();
            }
            var initialRevision = feed.Revision;
            (var objects, place) = cache.ListAndSeek(prefix);
            for (var i = 0; i < objects.Length; i++)
            {
                var obj = objects.Span[i];
                if (query.Matches(obj))
                {
                    yield return new WatchItem(ObjectEventType.Added, obj, null, 0);
                }
            }
            if (options.SendInitialEvents && options.AllowWatchBookmarks)
            {
                yield return new WatchItem(ObjectEventType.Bookmark, null, null, Math.Max(initialRevision, place.Current.Revision), true);
            }
        }
        else
        {
            place = cache.Seek(version) ?? throw Status.ResourceExpired($"too old resource version: {version} ({feed.Revision})").ToException();
        }

        var lastBookmark = time.GetTimestamp();
        while (true)
        {
            while (place.Next is { } next)
            {
                place = next;
                if (next.Current.Key.StartsWith(prefix, StringComparison.Ordinal) && Select(query, next) is { } item)
                {
                    yield return item;
                }
            }
            if (cache.IsLost(place))
            {
                throw Status.ResourceExpired($"too old resource version: {place.Current.Revision} ({feed.Revision})").ToException();
            }
            if (options.AllowWatchBookmarks && time.GetElapsedTime(lastBookmark) >= Limits.BookmarkInterval)
            {
                lastBookmark = time.GetTimestamp();
                var revision = feed.Revision;
                if (place.Next is null)
                {
                    yield return new WatchItem(ObjectEventType.Bookmark, null, null, revision);
                }
                continue;
            }
            var changed = cache.WaitAsync(place);
            if (options.AllowWatchBookmarks)
            {
                var due = Limits.BookmarkInterval - time.GetElapsedTime(lastBookmark);
                try
                {
                    await changed.WaitAsync(due > TimeSpan.Zero ? due : TimeSpan.Zero, time, cancellationToken).ConfigureAwait(false);
                }
                catch (TimeoutException)
                {
                    // A bookmark is due.
                }
            }
            else
            {
                await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>What a change means to a selection: an object that leaves it is deleted for the watcher, one that enters is added.</summary>
    private static WatchItem? Select(ListQuery query, CacheEvent change)
    {
        if (query.MatchesAll)
        {
            return new WatchItem(change.Type, change.Current, change, change.Current.Revision);
        }
        var matches = change.Type != ObjectEventType.Deleted && query.Matches(change.Current);
        var matched = change.Previous is not null && query.Matches(change.Previous);
        return (matches, matched) switch
        {
            (true, true) => new WatchItem(ObjectEventType.Modified, change.Current, change.Type == ObjectEventType.Modified ? change : null, change.Current.Revision),
            (true, false) => new WatchItem(ObjectEventType.Added, change.Current, change.Type == ObjectEventType.Added ? change : null, change.Current.Revision),
            (false, true) when change.Type == ObjectEventType.Deleted => new WatchItem(ObjectEventType.Deleted, change.Current, change, change.Current.Revision),
            (false, true) => new WatchItem(ObjectEventType.Deleted, Departed(change), null, change.Current.Revision),
            _ => null,
        };
    }

    /// <summary>The last state that the watcher saw, with the revision at which it left.</summary>
    private static CachedObject Departed(CacheEvent change)
    {
        var last = change.Previous!.Document;
        var document = last.ShallowClone();
        var metadata = last.Metadata.ShallowClone();
        metadata["resourceVersion"] = change.Current.ResourceVersion;
        document["metadata"] = metadata;
        document.Freeze();
        return new CachedObject(change.Current.Key, (Navarch.Api.KubernetesObject)document, change.Current.Revision);
    }
}
