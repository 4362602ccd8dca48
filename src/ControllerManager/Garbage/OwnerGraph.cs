using Navarch.Api;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.ControllerManager.Garbage;

/// <summary>An object that the garbage collector knows.</summary>
/// <param name="Resource">Its resource.</param>
/// <param name="Object">Its last seen state, frozen and shared with the caches.</param>
internal sealed record GraphNode(ResourceInfo Resource, KubernetesObject Object)
{
    public const string OrphanFinalizer = "orphan";
    public const string ForegroundFinalizer = "foregroundDeletion";

    public bool IsDeleting => Object.Metadata.DeletionTimestamp is not null;

    public bool WaitsForDependents => IsDeleting && Object.Metadata.Finalizers.Contains(ForegroundFinalizer);

    public bool WaitsForOrphaning => IsDeleting && Object.Metadata.Finalizers.Contains(OrphanFinalizer);
}

/// <summary>
/// Who owns whom, by uid, over all resources. Fed by the informers' events; each change answers with the uids that must be looked at. Safe for
/// any number of callers.
/// </summary>
internal sealed class OwnerGraph
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, GraphNode> _nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _dependents = new(StringComparer.Ordinal);

    /// <summary>Takes a new or changed object.</summary>
    public IReadOnlyList<string> Set(ResourceInfo resource, KubernetesObject obj)
    {
        var affected = new List<string>();
        var node = new GraphNode(resource, obj);
        var uid = obj.Metadata.Uid;
        lock (_lock)
        {
            var old = _nodes.GetValueOrDefault(uid);
            _nodes[uid] = node;
            if (old is not null)
            {
                Unlink(uid, old, except: obj);
            }
            foreach (var owner in obj.Metadata.OwnerReferences)
            {
                if (!_dependents.TryGetValue(owner.Uid, out var dependents))
                {
                    _dependents.Add(owner.Uid, dependents = new(StringComparer.Ordinal));
                }
                dependents.Add(uid);
                // An owner that is here and stays needs no second look.
                if (!_nodes.TryGetValue(owner.Uid, out var known) || known.WaitsForDependents)
                {
                    affected.Add(uid);
                }
                // An owner that waits may have to wait no longer.
                if (known is { WaitsForDependents: true } && node.IsDeleting)
                {
                    affected.Add(owner.Uid);
                }
            }
            if (old is not null)
            {
                affected.AddRange(old.Object.Metadata.OwnerReferences.Select(o => o.Uid).Where(o => _nodes.GetValueOrDefault(o) is { WaitsForDependents: true }));
            }
            if (node.WaitsForDependents || node.WaitsForOrphaning)
            {
                affected.Add(uid);
            }
        }
        return affected;
    }

    /// <summary>Takes a deletion.</summary>
    public IReadOnlyList<string> Remove(KubernetesObject obj)
    {
        var uid = obj.Metadata.Uid;
        lock (_lock)
        {
            if (!_nodes.Remove(uid, out var old))
            {
                return [];
            }
            Unlink(uid, old, except: null);
            var affected = _dependents.TryGetValue(uid, out var dependents) ? dependents.ToList() : [];
            affected.AddRange(old.Object.Metadata.OwnerReferences.Select(o => o.Uid).Where(o => _nodes.GetValueOrDefault(o) is { WaitsForDependents: true }));
            return affected;
        }
    }

    public GraphNode? Find(string uid)
    {
        lock (_lock)
        {
            return _nodes.GetValueOrDefault(uid);
        }
    }

    /// <summary>The objects that refer to the owner.</summary>
    public IReadOnlyList<GraphNode> DependentsOf(string uid)
    {
        lock (_lock)
        {
            return _dependents.TryGetValue(uid, out var dependents) ? [.. dependents.Where(_nodes.ContainsKey).Select(d => _nodes[d])] : [];
        }
    }

    /// <summary>The objects that have an owner which is not known; after the first lists these are to be looked at.</summary>
    public IReadOnlyList<string> Suspects()
    {
        lock (_lock)
        {
            return [.. _nodes.Where(n => n.Value.WaitsForDependents || n.Value.WaitsForOrphaning
                || n.Value.Object.Metadata.OwnerReferences.Any(o => _nodes.GetValueOrDefault(o.Uid) is null or { WaitsForDependents: true })).Select(n => n.Key)];
        }
    }

    private void Unlink(string uid, GraphNode old, KubernetesObject? except)
    {
        foreach (var owner in old.Object.Metadata.OwnerReferences)
        {
            if (except is not null && except.Metadata.OwnerReferences.Any(o => o.Uid == owner.Uid))
            {
                continue;
            }
            if (_dependents.TryGetValue(owner.Uid, out var dependents) && dependents.Remove(uid) && dependents.Count == 0)
            {
                _dependents.Remove(owner.Uid);
            }
        }
    }
}
