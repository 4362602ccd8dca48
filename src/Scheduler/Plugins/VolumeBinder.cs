using Navarch.Api.Core.V1;
using Navarch.Api.Storage.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Errors;
using Navarch.ApiMachinery.Schemas;
using Navarch.ApiMachinery.Selectors;
using Navarch.Client;
using Navarch.Client.Informers;
using Navarch.Scheduler.Framework;

namespace Navarch.Scheduler.Plugins;

/// <summary>A pod's claims: those with a volume, and those that get one where the pod goes.</summary>
public sealed record PodClaims(IReadOnlyList<PersistentVolumeClaim> Bound, IReadOnlyList<PersistentVolumeClaim> Unbound)
{
    /// <summary>What is to be done for the node that was chosen.</summary>
    public VolumePlan? Plan { get; set; }
}

/// <summary>What is to be done before a pod with unbound claims goes to a node.</summary>
public sealed record VolumePlan(IReadOnlyList<(PersistentVolumeClaim Claim, PersistentVolume Volume)> Bindings, IReadOnlyList<PersistentVolumeClaim> Provisions)
{
    public bool IsEmpty => Bindings.Count == 0 && Provisions.Count == 0;
}

/// <summary>Knows volumes, claims and classes by informers, and which volumes this scheduler has just promised to a claim.</summary>
public sealed class VolumeBinder(IApiClient client, InformerFactory informers, TimeProvider time)
{
    private const string SelectedNode = "volume.kubernetes.io/selected-node";
    private const string BindCompleted = "pv.kubernetes.io/bind-completed";
    private const string BoundByController = "pv.kubernetes.io/bound-by-controller";
    private const string NoProvisioner = "kubernetes.io/no-provisioner";

    private static readonly PluginStatus UnboundImmediate = PluginStatus.Unresolvable("pod has unbound immediate PersistentVolumeClaims");
    private static readonly PluginStatus NodeConflict = PluginStatus.Unresolvable("node(s) didn't match PersistentVolume's node affinity");
    private static readonly PluginStatus BindConflict = PluginStatus.Unresolvable("node(s) didn't find available persistent volumes to bind");
    private static readonly PluginStatus NoVolume = PluginStatus.Unresolvable("node(s) unavailable due to one or more pvc(s) bound to non-existent pv(s)");

    private readonly SharedInformer<PersistentVolumeClaim> _claims = informers.For<PersistentVolumeClaim>();
    private readonly SharedInformer<PersistentVolume> _volumes = informers.For<PersistentVolume>();
    private readonly SharedInformer<StorageClass> _classes = informers.For<StorageClass>();
    private readonly Dictionary<string, ObjectKey> _promised = [];

    public static bool HasClaims(Pod pod) => ClaimNames(pod).Any();

    /// <summary>One of the pod's claims is the one of this namespace/name.</summary>
    public static bool Uses(Pod pod, string claim) => ClaimNames(pod).Any(c => $"{pod.Metadata.Namespace}/{c.Name}" == claim);

    /// <summary>The pod's claims; a status if one of them can't be had by any node.</summary>
    public PluginStatus? FindClaims(Pod pod, out PodClaims claims)
    {
        List<PersistentVolumeClaim> bound = [];
        List<PersistentVolumeClaim> unbound = [];
        claims = new PodClaims(bound, unbound);
        foreach (var (name, ephemeral) in ClaimNames(pod))
        {
            if (_claims.Get(pod.Metadata.Namespace, name) is not { } claim)
            {
                return PluginStatus.Unresolvable(ephemeral
                    ? $"waiting for ephemeral volume controller to create the persistentvolumeclaim \"{name}\""
                    : $"persistentvolumeclaim \"{name}\" not found");
            }
            if (claim.Metadata.DeletionTimestamp is not null)
            {
                return PluginStatus.Unresolvable($"persistentvolumeclaim \"{name}\" is being deleted");
            }
            if (claim.Status.Phase == "Lost")
            {
                return PluginStatus.Unresolvable($"persistentvolumeclaim \"{name}\" bound to non-existent persistentvolume \"{claim.Spec.VolumeName}\"");
            }
            if (IsBound(claim))
            {
                bound.Add(claim);
            }
            else if (claim.Spec.VolumeName.Length == 0 && ClassOf(claim)?.VolumeBindingMode == "WaitForFirstConsumer")
            {
                unbound.Add(claim);
            }
            else
            {
                return UnboundImmediate;
            }
        }
        return null;
    }

    /// <summary>How the claims would be served on the node; a status if they can't be.</summary>
    public PluginStatus? Plan(PodClaims claims, string node, MapOf<string> labels, out VolumePlan plan)
    {
        List<(PersistentVolumeClaim, PersistentVolume)> bindings = [];
        List<PersistentVolumeClaim> provisions = [];
        plan = new VolumePlan(bindings, provisions);
        foreach (var claim in claims.Bound)
        {
            if (_volumes.Get(null, claim.Spec.VolumeName) is not { } volume)
            {
                return NoVolume;
            }
            if (!Reaches(volume, node, labels))
            {
                return NodeConflict;
            }
        }
        var taken = new HashSet<string>();
        foreach (var claim in claims.Unbound)
        {
            if (claim.Metadata.Annotations.TryGetValue(SelectedNode, out var selected))
            {
                if (selected != node)
                {
                    return BindConflict;
                }
                provisions.Add(claim);
            }
            else if (FindVolume(claim, node, labels, taken) is { } volume)
            {
                taken.Add(volume.Metadata.Name);
                bindings.Add((claim, volume));
            }
            else if (CanProvision(claim, labels))
            {
                provisions.Add(claim);
            }
            else
            {
                return BindConflict;
            }
        }
        return null;
    }

    /// <summary>Promises the plan's volumes to its claims.</summary>
    public void Assume(VolumePlan plan)
    {
        foreach (var (claim, volume) in plan.Bindings)
        {
            _promised[volume.Metadata.Name] = ObjectKey.Of(claim);
        }
    }

    /// <summary>Takes the promises back.</summary>
    public void Forget(VolumePlan plan)
    {
        foreach (var (claim, volume) in plan.Bindings)
        {
            if (_promised.TryGetValue(volume.Metadata.Name, out var to) && to == ObjectKey.Of(claim))
            {
                _promised.Remove(volume.Metadata.Name);
            }
        }
    }

    /// <summary>Writes the plan to the API and waits until all its claims have their volumes.</summary>
    public async Task<PluginStatus?> BindAsync(VolumePlan plan, string node, CancellationToken ct)
    {
        try
        {
            foreach (var (claim, volume) in plan.Bindings)
            {
                var bound = (PersistentVolume)volume.DeepClone();
                bound.Spec.ClaimRef = EventRecorder.ReferenceTo(claim);
                bound.Metadata.Annotations = bound.Metadata.Annotations.With(BoundByController, "yes");
                await client.UpdateAsync(bound, cancellationToken: ct);
            }
            foreach (var claim in plan.Provisions.Where(c => !c.Metadata.Annotations.ContainsKey(SelectedNode)))
            {
                var annotations = new DocMap(TypeSchema.Any) { [SelectedNode] = node };
                var patch = new DocMap(TypeSchema.Any) { ["metadata"] = new DocMap(TypeSchema.Any) { ["annotations"] = annotations } };
                await client.PatchAsync<PersistentVolumeClaim>(claim.Metadata.Namespace, claim.Metadata.Name, new Patch(PatchType.Merge, patch), cancellationToken: ct);
            }
            using var patience = new CancellationTokenSource(Limits.VolumeBinding, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, ct);
            var wanted = plan.Bindings.Select(b => ObjectKey.Of(b.Claim)).Concat(plan.Provisions.Select(ObjectKey.Of)).ToList();
            await _claims.WaitAsync(informer => wanted.All(key => informer.Get(key) is not { } claim || IsBound(claim)), either.Token);
            return wanted.TrueForAll(key => _claims.Get(key) is not null) ? null : PluginStatus.Error("a claim was deleted while it was being bound");
        }
        catch (ApiException e)
        {
            return PluginStatus.Error($"binding volumes: {e.Message}");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return PluginStatus.Error("binding volumes: context deadline exceeded");
        }
    }

    private static IEnumerable<(string Name, bool Ephemeral)> ClaimNames(Pod pod)
    {
        foreach (var volume in pod.Spec.Volumes)
        {
            if (volume.PersistentVolumeClaim is { } claim)
            {
                yield return (claim.ClaimName, false);
            }
            else if (volume.Ephemeral is not null)
            {
                yield return ($"{pod.Metadata.Name}-{volume.Name}", true);
            }
        }
    }

    private static bool IsBound(PersistentVolumeClaim claim) =>
        claim.Spec.VolumeName.Length > 0 && (claim.Status.Phase == "Bound" || claim.Metadata.Annotations.ContainsKey(BindCompleted));

    private static bool Reaches(PersistentVolume volume, string node, MapOf<string> labels) =>
        volume.Spec.NodeAffinity?.Required is not { } required || NodeSelectorMatcher.From(required).Matches(node, labels);

    private StorageClass? ClassOf(PersistentVolumeClaim claim) =>
        claim.Spec.StorageClassName is { Length: > 0 } name ? _classes.Get(null, name) : null;

    /// <summary>The smallest volume that is there, is free and fits.</summary>
    private PersistentVolume? FindVolume(PersistentVolumeClaim claim, string node, MapOf<string> labels, HashSet<string> taken)
    {
        PersistentVolume? best = null;
        var key = ObjectKey.Of(claim);
        var asked = claim.Spec.Resources.Requests["storage"];
        var selector = claim.Spec.Selector is { } s ? Selector.FromDocument(s) : Selector.Everything;
        foreach (var volume in _volumes.List())
        {
            var capacity = volume.Spec.Capacity["storage"];
            if (IsFree(volume, claim, key)
                && !taken.Contains(volume.Metadata.Name)
                && capacity >= asked
                && (best is null || capacity < best.Spec.Capacity["storage"])
                && claim.Spec.AccessModes.All(m => volume.Spec.AccessModes.Contains(m))
                && (claim.Spec.VolumeMode ?? "Filesystem") == (volume.Spec.VolumeMode ?? "Filesystem")
                && selector.Matches(volume.Metadata.Labels)
                && Reaches(volume, node, labels))
            {
                best = volume;
            }
        }
        return best;
    }

    private bool IsFree(PersistentVolume volume, PersistentVolumeClaim claim, ObjectKey key)
    {
        if (volume.Spec.StorageClassName != claim.Spec.StorageClassName || volume.Metadata.DeletionTimestamp is not null)
        {
            return false;
        }
        if (volume.Spec.ClaimRef is { } owner)
        {
            return owner.Namespace == key.Namespace && owner.Name == key.Name && (owner.Uid.Length == 0 || owner.Uid == claim.Metadata.Uid);
        }
        return volume.Status.Phase is "Available" or "" && (!_promised.TryGetValue(volume.Metadata.Name, out var to) || to == key);
    }

    private bool CanProvision(PersistentVolumeClaim claim, MapOf<string> labels)
    {
        if (ClassOf(claim) is not { Provisioner: { Length: > 0 } provisioner } known || provisioner == NoProvisioner)
        {
            return false;
        }
        return known.AllowedTopologies.Count == 0 || known.AllowedTopologies.Any(term =>
            term.MatchLabelExpressions.All(e => labels.TryGetValue(e.Key, out var value) && e.Values.Contains(value)));
    }
}
