using Navarch.Api;
using Navarch.Api.Core.V1;
using Navarch.Api.Meta.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Errors;
using Navarch.ApiServer.Admission;
using Navarch.ApiServer.Requests;
using Navarch.ApiServer.WatchCache;
using Status = Navarch.ApiMachinery.Errors.Status;
using StatusDetails = Navarch.ApiMachinery.Errors.StatusDetails;

namespace Navarch.ApiServer.Registry;

/// <summary>
/// Deletes objects as upstream does: at once, or marked with a deletionTimestamp while a grace period runs or finalizers are left.
/// </summary>
public sealed class DeletionStore(ResourceStore store)
{
    private const string OrphanFinalizer = "orphan";
    private const string ForegroundFinalizer = "foregroundDeletion";

    /// <summary>True when a marked object has nothing left to wait for.</summary>
    internal static bool IsFinalized(KubernetesObject obj) =>
        obj.Metadata.DeletionTimestamp is not null
        && obj.Metadata.Finalizers.Count == 0
        && obj.Metadata.DeletionGracePeriodSeconds is null or 0
        && obj is not Namespace { Spec.Finalizers.Count: > 0 };

    /// <summary>Deletes an object. Returns the object while it is being finalized, or null when it is gone.</summary>
    public async Task<(CachedObject Object, bool Gone)> DeleteAsync(RequestContext context, Endpoint endpoint, string ns, string name, DeleteOptions options, CancellationToken cancellationToken)
    {
        var cache = endpoint.Cache!;
        var key = cache.KeyOf(ns, name);
        var dryRun = options.DryRun.Count > 0;
        await store.FreshenAsync(cancellationToken).ConfigureAwait(false);
        for (var attempt = 1; ; attempt++)
        {
            var current = cache.Get(key) ?? throw Status.NotFound(endpoint.GroupResource, name).ToException();
            var old = current.Document;
            CheckPreconditions(endpoint, name, options, current);
            var attributes = new AdmissionAttributes(Operation.Delete, endpoint, context) { Namespace = ns, Name = name, OldObject = old, DeleteOptions = options, DryRun = dryRun };
            await store.Admission.AdmitAsync(attributes, cancellationToken).ConfigureAwait(false);
            await store.Admission.ValidateAsync(attributes, cancellationToken).ConfigureAwait(false);

            var marked = Mark(endpoint, old, options);
            if (marked is null || IsFinalized(marked))
            {
                if (dryRun)
                {
                    return (current, true);
                }
                if (await store.RemoveAsync(key, current.Revision, cancellationToken).ConfigureAwait(false))
                {
                    store.Released(endpoint, old);
                    return (current, true);
                }
            }
            else if (dryRun || DocNode.DeepEquals(marked, old))
            {
                return (current, false);
            }
            else if (await store.WriteAsync(endpoint, key, marked, current.Revision, cancellationToken).ConfigureAwait(false) is { } written)
            {
                return (written, false);
            }
            if (attempt > Limits.MaxConflictRetries)
            {
                throw Status.Conflict(endpoint.GroupResource, name).ToException();
            }
            await store.FreshenAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The answer when an object is gone.</summary>
    public static Status SuccessOf(Endpoint endpoint, CachedObject deleted) => Status.Success(new StatusDetails
    {
        Name = deleted.Document.Metadata.Name,
        Group = endpoint.Resource.Group,
        Kind = endpoint.Resource.Plural,
        Uid = deleted.Document.Metadata.Uid,
    });

    private static void CheckPreconditions(Endpoint endpoint, string name, DeleteOptions options, CachedObject current)
    {
        if (options.Preconditions is not { } wanted)
        {
            return;
        }
        if (wanted.Uid is { } uid && uid != current.Document.Metadata.Uid)
        {
            throw Status.Conflict(endpoint.GroupResource, name,
                $"Precondition failed: UID in precondition: {uid}, UID in object meta: {current.Document.Metadata.Uid}").ToException();
        }
        if (wanted.ResourceVersion is { } version && version != current.ResourceVersion)
        {
            throw Status.Conflict(endpoint.GroupResource, name,
                $"Precondition failed: ResourceVersion in precondition: {version}, ResourceVersion in object meta: {current.ResourceVersion}").ToException();
        }
    }

    /// <summary>The object as the deletion marks it; null when it can go at once.</summary>
    private KubernetesObject? Mark(Endpoint endpoint, KubernetesObject old, DeleteOptions options)
    {
        var finalizers = Finalizers(endpoint, old, options);
        var defaultGrace = endpoint.Strategy.DefaultGracePeriodSeconds(old);
        var grace = defaultGrace is null ? 0 : options.GracePeriodSeconds ?? defaultGrace.Value;
        if (old is Pod pod && (pod.Spec.NodeName.Length == 0 || pod.Status.Phase is "Succeeded" or "Failed"))
        {
            // Nobody has to stop what never started or has ended.
            grace = 0;
        }
        if (grace < 0)
        {
            grace = 1;
        }
        var isNamespace = old is Namespace;
        if (old.Metadata.DeletionTimestamp is { } since)
        {
            // A later deletion may only shorten the grace period.
            var before = old.Metadata.DeletionGracePeriodSeconds ?? 0;
            var sameFinalizers = finalizers.SequenceEqual(old.Metadata.Finalizers);
            if (before == 0 || grace >= before)
            {
                if (sameFinalizers)
                {
                    return (KubernetesObject)old.DeepClone();
                }
                grace = before;
            }
            var again = (KubernetesObject)old.DeepClone();
            again.Metadata.Finalizers = finalizers.ToListOf();
            if (grace < before)
            {
                again.Metadata.DeletionTimestamp = since.AddSeconds(grace - before);
                again.Metadata.DeletionGracePeriodSeconds = grace;
            }
            return again;
        }
        if (grace == 0 && finalizers.Count == 0 && !isNamespace)
        {
            return null;
        }
        var marked = (KubernetesObject)old.DeepClone();
        marked.Metadata.DeletionTimestamp = store.Time.GetUtcNow().AddSeconds(grace);
        marked.Metadata.DeletionGracePeriodSeconds = grace;
        marked.Metadata.Finalizers = finalizers.ToListOf();
        if (endpoint.Strategy.TracksGeneration && marked.Metadata.Generation > 0)
        {
            marked.Metadata.Generation++;
        }
        if (marked is Namespace ns)
        {
            ns.Status.Phase = "Terminating";
            ns.Metadata.DeletionGracePeriodSeconds = null;
        }
        return marked;
    }

    private static List<string> Finalizers(Endpoint endpoint, KubernetesObject old, DeleteOptions options)
    {
        var finalizers = new List<string>(old.Metadata.Finalizers);
        var policy = options.PropagationPolicy ?? (options.OrphanDependents is { } orphan ? orphan ? "Orphan" : "Background" : null);
        if (policy is null || endpoint.Resource.Plural is "pods" && policy == "Background")
        {
            return finalizers;
        }
        finalizers.RemoveAll(static f => f is OrphanFinalizer or ForegroundFinalizer);
        if (policy == "Orphan")
        {
            finalizers.Add(OrphanFinalizer);
        }
        else if (policy == "Foreground")
        {
            finalizers.Add(ForegroundFinalizer);
        }
        return finalizers;
    }
}
