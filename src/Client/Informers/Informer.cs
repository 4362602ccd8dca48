using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Navarch.Api;
using Navarch.ApiMachinery.Errors;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Client.Informers;

/// <summary>What an informer follows.</summary>
/// <param name="Resource">The resource.</param>
/// <param name="Namespace">One namespace; null for all.</param>
/// <param name="FieldSelector">Which objects.</param>
/// <param name="LabelSelector">Which objects.</param>
internal readonly record struct InformerScope(ResourceInfo Resource, string? Namespace, string FieldSelector, string LabelSelector);

/// <summary>
/// The loop behind <see cref="SharedInformer{T}"/>, once per resource and selection in a process. Life cycle: made, started once;
/// lists, then watches from the list's version and goes on from the last event for as long as the server lets it; lists again only
/// when the server says that the version is Expired. All handlers are called from this loop, one event after the other.
/// </summary>
internal sealed partial class Informer(InformerScope scope, IApiClient client, TimeProvider time, ILogger logger)
{
    private readonly Lock _dispatch = new();
    private readonly TaskCompletionSource _synced = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<(Func<bool> Condition, TaskCompletionSource Done)> _waiters = [];
    private ImmutableArray<Handler> _handlers = [];
    private string _resourceVersion = "";
    private long _version;

    public sealed record Handler(Action<KubernetesObject>? OnAdd, Action<KubernetesObject, KubernetesObject>? OnUpdate, Action<KubernetesObject>? OnDelete);

    public InformerScope Scope => scope;

    public ObjectStore Store { get; } = new();

    public bool HasSynced => _synced.Task.IsCompletedSuccessfully;

    public Task Synced => _synced.Task;

    public long Version => Volatile.Read(ref _version);

    public void AddHandler(Handler handler)
    {
        lock (_dispatch)
        {
            foreach (var obj in Store.List<KubernetesObject>(null))
            {
                Call(handler, null, obj);
            }
            _handlers = _handlers.Add(handler);
        }
    }

    /// <summary>Waits until the condition holds; it is looked at now and after each event.</summary>
    public Task WaitAsync(Func<bool> condition, CancellationToken cancellationToken)
    {
        lock (_dispatch)
        {
            if (condition())
            {
                return Task.CompletedTask;
            }
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((condition, done));
            return done.Task.WaitAsync(cancellationToken);
        }
    }

    public async Task RunAsync(CancellationToken stop)
    {
        var backoff = Limits.InformerFirstBackoff;
        while (!stop.IsCancellationRequested)
        {
            var started = time.GetTimestamp();
            try
            {
                if (_resourceVersion.Length == 0)
                {
                    await ListAsync(stop).ConfigureAwait(false);
                }
                await WatchAsync(stop).ConfigureAwait(false);
                if (time.GetElapsedTime(started) > Limits.InformerLongestBackoff)
                {
                    backoff = Limits.InformerFirstBackoff;
                    continue;
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (ApiException e) when (e.Status.IsResourceExpired || e.Status.IsGone)
            {
                LogExpired(scope.Resource.GroupResource, _resourceVersion);
                _resourceVersion = "";
            }
            catch (Exception e)
            {
                LogFailed(scope.Resource.GroupResource, e.Message);
            }
            if (time.GetElapsedTime(started) > Limits.InformerLongestBackoff)
            {
                backoff = Limits.InformerFirstBackoff;
            }
            try
            {
                await Task.Delay(backoff, time, stop).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            backoff = backoff * 2 < Limits.InformerLongestBackoff ? backoff * 2 : Limits.InformerLongestBackoff;
        }
    }

    private async Task ListAsync(CancellationToken stop)
    {
        var list = await client.ListAsync(scope.Resource, scope.Namespace,
            new ListOptions { FieldSelector = scope.FieldSelector, LabelSelector = scope.LabelSelector }, stop).ConfigureAwait(false);
        lock (_dispatch)
        {
            var gone = new HashSet<ObjectKey>(Store.Keys());
            foreach (var obj in list.Items)
            {
                gone.Remove(ObjectKey.Of(obj));
                Apply(obj);
            }
            foreach (var key in gone)
            {
                Remove(key, null);
            }
            SawVersion(list.ResourceVersion);
            _synced.TrySetResult();
            WakeWaiters();
        }
    }

    private async Task WatchAsync(CancellationToken stop)
    {
        var options = new ListOptions
        {
            FieldSelector = scope.FieldSelector,
            LabelSelector = scope.LabelSelector,
            ResourceVersion = _resourceVersion,
            AllowWatchBookmarks = true,
        };
        await foreach (var e in client.WatchAsync(scope.Resource, scope.Namespace, options, stop).ConfigureAwait(false))
        {
            lock (_dispatch)
            {
                switch (e.Type)
                {
                    case ObjectEventType.Added or ObjectEventType.Modified:
                        Apply(e.Object);
                        break;
                    case ObjectEventType.Deleted:
                        Remove(ObjectKey.Of(e.Object), e.Object);
                        break;
                }
                SawVersion(e.Object.Metadata.ResourceVersion);
                WakeWaiters();
            }
        }
    }

    private void Apply(KubernetesObject obj)
    {
        var old = Store.Set(ObjectKey.Of(obj), obj);
        if (old is not null && old.Metadata.ResourceVersion == obj.Metadata.ResourceVersion)
        {
            return;
        }
        if (old is not null && old.Metadata.Uid != obj.Metadata.Uid)
        {
            // Deleted and made again while nobody watched: two objects of one name.
            Dispatch(old, null);
            old = null;
        }
        Dispatch(old, obj);
    }

    private void Remove(ObjectKey key, KubernetesObject? last)
    {
        var old = Store.Set(key, null);
        if (old is not null)
        {
            Dispatch(last ?? old, null);
        }
    }

    private void Dispatch(KubernetesObject? old, KubernetesObject? obj)
    {
        foreach (var handler in _handlers)
        {
            Call(handler, old, obj);
        }
    }

    private void Call(Handler handler, KubernetesObject? old, KubernetesObject? obj)
    {
        try
        {
            if (obj is null)
            {
                handler.OnDelete?.Invoke(old!);
            }
            else if (old is null)
            {
                handler.OnAdd?.Invoke(obj);
            }
            else
            {
                handler.OnUpdate?.Invoke(old, obj);
            }
        }
        catch (Exception e)
        {
            LogHandler(e, scope.Resource.GroupResource, ObjectKey.Of((obj ?? old)!).ToString());
        }
    }

    private void SawVersion(string resourceVersion)
    {
        if (resourceVersion.Length == 0)
        {
            return;
        }
        _resourceVersion = resourceVersion;
        if (long.TryParse(resourceVersion, NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version > _version)
        {
            Volatile.Write(ref _version, version);
        }
    }

    private void WakeWaiters()
    {
        for (var i = _waiters.Count - 1; i >= 0; i--)
        {
            var (condition, done) = _waiters[i];
            if (condition())
            {
                _waiters.RemoveAt(i);
                done.TrySetResult();
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The watch's version is gone, listing again resource={Resource} resourceVersion={ResourceVersion}")]
    private partial void LogExpired(string resource, string resourceVersion);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Failed to list or watch resource={Resource} err={Err}")]
    private partial void LogFailed(string resource, string err);

    [LoggerMessage(Level = LogLevel.Error, Message = "An informer's handler failed resource={Resource} object={Object}")]
    private partial void LogHandler(Exception e, string resource, string @object);
}
