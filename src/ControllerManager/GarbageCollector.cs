using Microsoft.Extensions.Logging;
using Navarch.Api;
using Navarch.Api.ApiExtensions.V1;
using Navarch.Api.Meta.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Errors;
using Navarch.ApiMachinery.Schemas;
using Navarch.Client;
using Navarch.ControllerManager.Garbage;
using Navarch.Sdk;

namespace Navarch.ControllerManager;

/// <summary>
/// Deletes objects whose owners are all gone, and carries out deletions of policy Foreground (dependents first) and Orphan (dependents lose
/// their owner). It follows every resource there is. An owner is believed gone only when the API server itself says so.
/// Life cycle: run once; nothing is deleted before all first lists are here.
/// </summary>
internal sealed partial class GarbageCollector(ControllerContext context) : IDisposable
{
    private readonly OwnerGraph _graph = new();
    private readonly WorkQueue<string> _queue = new("garbage_collector_attempt_to_delete", context.Time);
    private readonly Dictionary<(string Group, string Kind), ResourceInfo> _resources = [];
    private readonly Lock _lock = new();
    private volatile bool _ready;

    private enum OwnerState
    {
        Present,
        WaitsForDependents,
        Absent,
        Unknown,
    }

    public async Task RunAsync(CancellationToken stop)
    {
        foreach (var resource in KnownResources.Stored())
        {
            if (resource.Kind != "Event" && await IsServedAsync(resource, stop).ConfigureAwait(false))
            {
                Follow(resource);
            }
        }
        context.Informers.For<CustomResourceDefinition>().AddHandler(FollowCustom, (_, definition) => FollowCustom(definition), Forget);
        List<ResourceInfo> followed;
        lock (_lock)
        {
            followed = [.. _resources.Values];
        }
        await Task.WhenAll(followed.Select(r => context.Informers.For(r).WaitForSyncAsync(stop))).ConfigureAwait(false);
        _ready = true;
        foreach (var uid in _graph.Suspects())
        {
            _queue.Add(uid);
        }
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => WorkAsync(stop))).ConfigureAwait(false);
    }

    public void Dispose() => _queue.Dispose();

    // Upstream's --concurrent-gc-syncs is 20; our writes are cheaper.
    private const int Workers = 8;

    private async Task WorkAsync(CancellationToken stop)
    {
        while (true)
        {
            string uid;
            try
            {
                uid = await _queue.GetAsync(stop).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            try
            {
                await ProcessAsync(uid, stop).ConfigureAwait(false);
                _queue.Forget(uid);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
            }
            catch (Exception e)
            {
                if (e is not ApiException { Status.IsConflict: true })
                {
                    LogFailed(context.Log, uid, e.Message);
                }
                _queue.AddRateLimited(uid);
            }
            finally
            {
                _queue.Done(uid);
            }
        }
    }

    private async Task ProcessAsync(string uid, CancellationToken cancellationToken)
    {
        if (_graph.Find(uid) is not { } node)
        {
            return;
        }
        if (node.WaitsForOrphaning)
        {
            await OrphanAsync(node, cancellationToken).ConfigureAwait(false);
            return;
        }
        if (node.WaitsForDependents)
        {
            await DeleteDependentsAsync(node, cancellationToken).ConfigureAwait(false);
            return;
        }
        if (node.IsDeleting || node.Object.Metadata.OwnerReferences.Count == 0)
        {
            return;
        }
        var states = new Dictionary<string, OwnerState>(StringComparer.Ordinal);
        foreach (var owner in node.Object.Metadata.OwnerReferences)
        {
            states[owner.Uid] = await StateOfAsync(node, owner, cancellationToken).ConfigureAwait(false);
        }
        if (states.ContainsValue(OwnerState.Unknown))
        {
            return;
        }
        if (states.ContainsValue(OwnerState.Present))
        {
            if (states.Values.Any(s => s != OwnerState.Present))
            {
                await RemoveOwnersAsync(node, o => states[o.Uid] != OwnerState.Present, cancellationToken).ConfigureAwait(false);
            }
            return;
        }
        var policy = states.ContainsValue(OwnerState.WaitsForDependents) && _graph.DependentsOf(uid).Count > 0 ? "Foreground"
            : node.Object.Metadata.Finalizers.Contains(GraphNode.OrphanFinalizer) ? "Orphan"
            : node.Object.Metadata.Finalizers.Contains(GraphNode.ForegroundFinalizer) ? "Foreground" : "Background";
        await IgnoreGoneAsync(context.Client.DeleteAsync(node.Resource, NamespaceOf(node), node.Object.Metadata.Name, new DeleteOptions
        {
            PropagationPolicy = policy,
            // What was decided is about this very state: owners may be added meanwhile.
            Preconditions = new Preconditions { Uid = uid, ResourceVersion = node.Object.Metadata.ResourceVersion },
        }, cancellationToken)).ConfigureAwait(false);
    }

    private async Task<OwnerState> StateOfAsync(GraphNode node, OwnerReference owner, CancellationToken cancellationToken)
    {
        if (_graph.Find(owner.Uid) is { } known && (!known.Resource.Namespaced || known.Object.Metadata.Namespace == node.Object.Metadata.Namespace))
        {
            return known.WaitsForDependents && owner.BlockOwnerDeletion == true ? OwnerState.WaitsForDependents : OwnerState.Present;
        }
        ResourceInfo? resource;
        lock (_lock)
        {
            var slash = owner.ApiVersion.IndexOf('/', StringComparison.Ordinal);
            _resources.TryGetValue((slash < 0 ? "" : owner.ApiVersion[..slash], owner.Kind), out resource);
        }
        if (resource is null)
        {
            // A kind that nobody serves now: its objects may come back with it.
            return OwnerState.Unknown;
        }
        if (resource.Namespaced && !node.Resource.Namespaced)
        {
            return OwnerState.Unknown;
        }
        try
        {
            var live = (KubernetesObject)await context.Client.GetAsync(resource, resource.Namespaced ? node.Object.Metadata.Namespace : null, owner.Name, cancellationToken: cancellationToken).ConfigureAwait(false);
            return live.Metadata.Uid == owner.Uid ? OwnerState.Present : OwnerState.Absent;
        }
        catch (ApiException e) when (e.IsNotFound)
        {
            return OwnerState.Absent;
        }
    }

    private async Task OrphanAsync(GraphNode node, CancellationToken cancellationToken)
    {
        foreach (var dependent in _graph.DependentsOf(node.Object.Metadata.Uid))
        {
            await RemoveOwnersAsync(dependent, o => o.Uid == node.Object.Metadata.Uid, cancellationToken).ConfigureAwait(false);
        }
        await RemoveFinalizerAsync(node, GraphNode.OrphanFinalizer, cancellationToken).ConfigureAwait(false);
    }

    private async Task DeleteDependentsAsync(GraphNode node, CancellationToken cancellationToken)
    {
        var uid = node.Object.Metadata.Uid;
        var dependents = _graph.DependentsOf(uid);
        if (!dependents.Any(d => d.Object.Metadata.OwnerReferences.Any(o => o.Uid == uid && o.BlockOwnerDeletion == true)))
        {
            await RemoveFinalizerAsync(node, GraphNode.ForegroundFinalizer, cancellationToken).ConfigureAwait(false);
        }
        foreach (var dependent in dependents)
        {
            _queue.Add(dependent.Object.Metadata.Uid);
        }
    }

    private async Task RemoveOwnersAsync(GraphNode node, Func<OwnerReference, bool> remove, CancellationToken cancellationToken)
    {
        var copy = node.Object.Copy();
        copy.Metadata.OwnerReferences = copy.Metadata.OwnerReferences.Where(o => !remove(o)).ToListOf();
        await IgnoreGoneAsync(context.Client.UpdateAsync(node.Resource, NamespaceOf(node), node.Object.Metadata.Name, copy, cancellationToken: cancellationToken)).ConfigureAwait(false);
    }

    private async Task RemoveFinalizerAsync(GraphNode node, string finalizer, CancellationToken cancellationToken) =>
        await IgnoreGoneAsync(context.Client.UpdateAsync(node.Resource, NamespaceOf(node), node.Object.Metadata.Name, node.Object.WithoutFinalizer(finalizer), cancellationToken: cancellationToken)).ConfigureAwait(false);

    private static async Task IgnoreGoneAsync(Task request)
    {
        try
        {
            await request.ConfigureAwait(false);
        }
        catch (ApiException e) when (e.IsNotFound)
        {
        }
    }

    private static string? NamespaceOf(GraphNode node) => node.Resource.Namespaced ? node.Object.Metadata.Namespace : null;

    private void Follow(ResourceInfo resource)
    {
        lock (_lock)
        {
            if (!_resources.TryAdd((resource.Group, resource.Kind), resource))
            {
                return;
            }
        }
        context.Informers.For(resource).AddHandler(
            obj => Enqueue(_graph.Set(resource, obj)),
            (_, obj) => Enqueue(_graph.Set(resource, obj)),
            obj => Enqueue(_graph.Remove(obj)));
    }

    private void Enqueue(IReadOnlyList<string> uids)
    {
        if (_ready)
        {
            foreach (var uid in uids)
            {
                _queue.Add(uid);
            }
        }
    }

    private void FollowCustom(CustomResourceDefinition definition)
    {
        if (definition.Status.Conditions.Any(c => c.Type == "Established" && c.Status == "True") && KnownResources.Of(definition) is { } resource)
        {
            Follow(resource);
        }
    }

    private void Forget(CustomResourceDefinition definition)
    {
        ResourceInfo? resource;
        lock (_lock)
        {
            if (!_resources.Remove((definition.Spec.Group, definition.Spec.Names.Kind), out resource))
            {
                return;
            }
        }
        context.Informers.Forget(resource);
    }

    private async Task<bool> IsServedAsync(ResourceInfo resource, CancellationToken stop)
    {
        for (var pause = TimeSpan.FromMilliseconds(100); ; pause = TimeSpan.FromSeconds(2))
        {
            try
            {
                await context.Client.ListAsync(resource, null, new ListOptions { Limit = 1, ResourceVersion = "0" }, stop).ConfigureAwait(false);
                return true;
            }
            catch (ApiException e) when (e.IsNotFound || e.Status.IsMethodNotSupported)
            {
                return false;
            }
            catch (Exception e) when (e is ApiException or HttpRequestException)
            {
                LogFailed(context.Log, resource.GroupResource, e.Message);
                await Task.Delay(pause, context.Time, stop).ConfigureAwait(false);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Garbage collection will be tried again object={Object} err={Err}")]
    private static partial void LogFailed(ILogger logger, string @object, string err);
}
