using System.Buffers;
using System.Security.Cryptography;
using Navarch.Api;
using Navarch.Api.Meta.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Errors;
using Navarch.ApiMachinery.Fields;
using Navarch.ApiMachinery.Json;
using Navarch.ApiMachinery.Validation;
using Navarch.ApiServer.Admission;
using Navarch.ApiServer.Requests;
using Navarch.ApiServer.WatchCache;
using Navarch.Client;
using Navarch.Store;
using Status = Navarch.ApiMachinery.Errors.Status;

namespace Navarch.ApiServer.Registry;

/// <summary>
/// Creates and changes objects: defaults, admission, the kind's rules, validation, and a compare-and-swap on the store. What it
/// returns is in the watch cache already, so that a client reads its own writes. Deletion is <see cref="DeletionStore"/>'s.
/// </summary>
public sealed class ResourceStore
{
    private readonly IStore _store;
    private readonly CacheFeed _feed;
    private readonly AdmissionChain _admission;
    private readonly TimeProvider _time;
    private readonly EventLeases _leases;

    /// <summary>A store of objects over the revisioned key space.</summary>
    public ResourceStore(IStore store, CacheFeed feed, AdmissionChain admission, TimeProvider time)
    {
        _store = store;
        _feed = feed;
        _admission = admission;
        _time = time;
        _leases = new EventLeases(store, time);
    }

    /// <summary>Called before a new or changed object is written, and again with stored=false when that failed: for allocations.</summary>
    public IList<IObjectAllocator> Allocators { get; } = [];

    internal AdmissionChain Admission => _admission;

    internal TimeProvider Time => _time;

    /// <summary>Waits until reads see everything that was written before.</summary>
    public async ValueTask FreshenAsync(CancellationToken cancellationToken)
    {
        var revision = await _store.GetRevisionAsync(cancellationToken).ConfigureAwait(false);
        if (!await _feed.WaitForAsync(revision, cancellationToken).ConfigureAwait(false))
        {
            throw Status.Timeout("Too large resource version: the watch cache is behind the store", 1).ToException();
        }
    }

    /// <summary>An object as it is now.</summary>
    /// <exception cref="ApiException">NotFound.</exception>
    public async ValueTask<CachedObject> GetAsync(Endpoint endpoint, string? ns, string name, CancellationToken cancellationToken)
    {
        await FreshenAsync(cancellationToken).ConfigureAwait(false);
        return endpoint.Cache!.Get(endpoint.Cache.KeyOf(ns, name)) ?? throw Status.NotFound(endpoint.GroupResource, name).ToException();
    }

    /// <summary>Creates an object. The body is defaulted here and belongs to the store from now on.</summary>
    public async Task<CachedObject> CreateAsync(RequestContext context, Endpoint endpoint, string ns, KubernetesObject obj, WriteOptions options, CancellationToken cancellationToken)
    {
        var strategy = endpoint.Strategy;
        var meta = obj.Metadata;
        CheckNamespace(endpoint, ns, meta);
        var hasVersion = meta.ResourceVersion.Length > 0;
        strategy.SetDefaults(obj);
        meta.Uid = NewUid();
        meta.CreationTimestamp = _time.GetUtcNow();
        meta.DeletionTimestamp = null;
        meta.DeletionGracePeriodSeconds = null;
        meta.SelfLink = "";
        meta.Generation = strategy.TracksGeneration ? 1 : 0;
        var generated = meta.Name.Length == 0 && meta.GenerateName.Length > 0;
        for (var attempt = 1; ; attempt++)
        {
            var candidate = attempt == 1 || !generated ? obj : (KubernetesObject)obj.DeepClone();
            var isLast = !generated || attempt == Limits.MaxGenerateNameRetries;
            var original = isLast ? null : (KubernetesObject)candidate.DeepClone();
            if (generated)
            {
                candidate.Metadata.Name = GenerateName(meta.GenerateName);
            }
            var attributes = new AdmissionAttributes(Operation.Create, endpoint, context) { Namespace = ns, Name = candidate.Metadata.Name, Object = candidate, DryRun = options.DryRun };
            await _admission.AdmitAsync(attributes, cancellationToken).ConfigureAwait(false);
            strategy.PrepareForCreate(candidate);
            if (!options.IsApply)
            {
                FieldManagement.Track(endpoint, candidate, null, context, options, _time);
            }
            var errors = new FieldErrorList();
            ObjectMetaValidation.Validate(errors, candidate.Metadata, endpoint.Resource.Namespaced, strategy.NameValidator, FieldPath.Metadata);
            strategy.Validate(candidate, errors);
            ThrowIfInvalid(endpoint, candidate, errors);
            await _admission.ValidateAsync(attributes, cancellationToken).ConfigureAwait(false);
            if (hasVersion)
            {
                throw Status.BadRequest("resourceVersion should not be set on objects to be created").ToException();
            }
            strategy.AddWarnings(candidate, null, context.Warnings);

            var allocated = await AllocateAsync(endpoint, candidate, null, options.DryRun, cancellationToken).ConfigureAwait(false);
            var key = endpoint.Cache!.KeyOf(ns, candidate.Metadata.Name);
            if (options.DryRun)
            {
                return endpoint.Cache.Get(key) is null
                    ? DryRunAnswer(key, candidate)
                    : throw Status.AlreadyExists(endpoint.GroupResource, candidate.Metadata.Name).ToException();
            }
            var written = await WriteAsync(endpoint, key, candidate, 0, cancellationToken).ConfigureAwait(false);
            if (written is not null)
            {
                return written;
            }
            allocated.Undo();
            if (isLast)
            {
                throw (generated
                    ? Status.GenerateNameConflict(endpoint.GroupResource, candidate.Metadata.Name, 1)
                    : Status.AlreadyExists(endpoint.GroupResource, candidate.Metadata.Name)).ToException();
            }
            obj = original!;
        }
    }

    /// <summary>
    /// Changes an object by a function of its present state, again when another write came between.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="endpoint">The resource.</param>
    /// <param name="ns">The namespace.</param>
    /// <param name="name">The name.</param>
    /// <param name="subresource">status, or empty for the object itself, or another part that has rules in <paramref name="change"/>.</param>
    /// <param name="change">Makes the new object, mutable, of the stored one, frozen. It may throw.</param>
    /// <param name="options">How to write.</param>
    /// <param name="retries">True when a conflict may be tried again: the client did not ask for a version.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<CachedObject> UpdateAsync(
        RequestContext context, Endpoint endpoint, string ns, string name, string subresource,
        Func<CachedObject, KubernetesObject> change, WriteOptions options, bool retries, CancellationToken cancellationToken)
    {
        var key = endpoint.Cache!.KeyOf(ns, name);
        await FreshenAsync(cancellationToken).ConfigureAwait(false);
        for (var attempt = 1; ; attempt++)
        {
            var current = endpoint.Cache.Get(key) ?? throw Status.NotFound(endpoint.GroupResource, name).ToException();
            var old = current.Document;
            var obj = change(current);
            Precheck(endpoint, ns, name, obj, current);
            await PrepareUpdateAsync(context, endpoint, ns, name, subresource, obj, old, options, cancellationToken).ConfigureAwait(false);

            if (DocNode.DeepEquals(obj, old))
            {
                return current;
            }
            if (options.DryRun)
            {
                obj.Metadata.ResourceVersion = current.ResourceVersion;
                return DryRunAnswer(key, obj);
            }
            if (DeletionStore.IsFinalized(obj))
            {
                if (await RemoveAsync(key, current.Revision, cancellationToken).ConfigureAwait(false))
                {
                    Released(endpoint, old);
                    obj.Metadata.ResourceVersion = current.ResourceVersion;
                    return DryRunAnswer(key, obj);
                }
            }
            else
            {
                var allocated = await AllocateAsync(endpoint, obj, old, false, cancellationToken).ConfigureAwait(false);
                if (await WriteAsync(endpoint, key, obj, current.Revision, cancellationToken).ConfigureAwait(false) is { } written)
                {
                    return written;
                }
                allocated.Undo();
            }
            if (!retries || attempt > Limits.MaxConflictRetries)
            {
                throw Status.Conflict(endpoint.GroupResource, name).ToException();
            }
            await FreshenAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask PrepareUpdateAsync(
        RequestContext context, Endpoint endpoint, string ns, string name, string subresource, KubernetesObject obj, KubernetesObject old,
        WriteOptions options, CancellationToken cancellationToken)
    {
        var strategy = endpoint.Strategy;
        var meta = obj.Metadata;
        var was = old.Metadata;
        // What only the server sets.
        meta.Uid = was.Uid;
        meta.CreationTimestamp = was.CreationTimestamp;
        meta.Generation = was.Generation;
        meta.SelfLink = "";
        meta.DeletionTimestamp = was.DeletionTimestamp;
        meta.DeletionGracePeriodSeconds ??= was.DeletionGracePeriodSeconds;
        strategy.SetDefaults(obj);
        var attributes = new AdmissionAttributes(Operation.Update, endpoint, context) { Namespace = ns, Name = name, Subresource = subresource, Object = obj, OldObject = old, DryRun = options.DryRun };
        await _admission.AdmitAsync(attributes, cancellationToken).ConfigureAwait(false);
        var isStatus = subresource == "status";
        if (isStatus)
        {
            strategy.PrepareForStatusUpdate(obj, old);
        }
        else if (!IsServersOwn(subresource))
        {
            strategy.PrepareForUpdate(obj, old);
            if (strategy.TracksGeneration && meta.Generation == was.Generation && SpecChanged(obj, old))
            {
                meta.Generation++;
            }
        }
        if (options.IsApply)
        {
            ApiMachinery.ManagedFields.FieldManager.KeepTimesIfUnchanged(old, obj);
        }
        else
        {
            FieldManagement.Track(endpoint, obj, old, context, options, _time, subresource);
        }
        var errors = new FieldErrorList();
        ObjectMetaValidation.ValidateUpdate(errors, meta, was, FieldPath.Metadata);
        if (isStatus)
        {
            strategy.ValidateStatusUpdate(obj, old, errors);
        }
        else if (!IsServersOwn(subresource))
        {
            strategy.ValidateUpdate(obj, old, errors);
        }
        ThrowIfInvalid(endpoint, obj, errors);
        await _admission.ValidateAsync(attributes, cancellationToken).ConfigureAwait(false);
        strategy.AddWarnings(obj, old, context.Warnings);
    }

    /// <summary>True for the parts whose change is made here in the server, by their own rules, and which other updates may not touch.</summary>
    private static bool IsServersOwn(string subresource) => subresource is "binding" or "finalize";

    private static void Precheck(Endpoint endpoint, string ns, string name, KubernetesObject obj, CachedObject current)
    {
        var meta = obj.Metadata;
        CheckNamespace(endpoint, ns, meta);
        if (meta.Name != name)
        {
            throw Status.BadRequest(meta.Name.Length == 0
                ? "name must be provided"
                : $"the name of the object ({meta.Name}) does not match the name on the URL ({name})").ToException();
        }
        if (meta.Uid.Length > 0 && meta.Uid != current.Document.Metadata.Uid)
        {
            throw Status.Conflict(endpoint.GroupResource, name,
                $"Precondition failed: UID in precondition: {meta.Uid}, UID in object meta: {current.Document.Metadata.Uid}").ToException();
        }
        if (meta.ResourceVersion.Length == 0)
        {
            if (!endpoint.Strategy.AllowsUnconditionalUpdate)
            {
                var errors = new FieldErrorList();
                errors.Invalid(FieldPath.Metadata.Child("resourceVersion"), 0L, "must be specified for an update");
                throw Status.Invalid(endpoint.GroupKind, name, errors).ToException();
            }
        }
        else if (meta.ResourceVersion != current.ResourceVersion)
        {
            throw Status.Conflict(endpoint.GroupResource, name).ToException();
        }
        // From here on it is the version that the write expects.
        meta.ResourceVersion = current.ResourceVersion;
    }

    private static bool SpecChanged(KubernetesObject obj, KubernetesObject old)
    {
        foreach (var field in obj.Schema.Fields)
        {
            if (field.Name is "metadata" or "status" or "apiVersion" or "kind")
            {
                continue;
            }
            if (!DocNode.DeepEquals(obj[field.Name], old[field.Name]))
            {
                return true;
            }
        }
        return false;
    }


    internal static void ThrowIfInvalid(Endpoint endpoint, KubernetesObject obj, FieldErrorList errors)
    {
        if (errors.Count > 0)
        {
            var name = obj.Metadata.Name.Length > 0 ? obj.Metadata.Name : obj.Metadata.GenerateName;
            throw Status.Invalid(endpoint.GroupKind, name, errors).ToException();
        }
    }

    private static void CheckNamespace(Endpoint endpoint, string ns, ObjectMeta meta)
    {
        if (!endpoint.Resource.Namespaced)
        {
            meta.Namespace = "";
        }
        else if (meta.Namespace.Length == 0)
        {
            meta.Namespace = ns;
        }
        else if (meta.Namespace != ns)
        {
            throw Status.BadRequest("the namespace of the provided object does not match the namespace sent on the request").ToException();
        }
    }

    /// <summary>Writes a finished object; null when the key's revision is another than expected (0: it exists).</summary>
    internal async Task<CachedObject?> WriteAsync(Endpoint endpoint, string key, KubernetesObject obj, long expected, CancellationToken cancellationToken)
    {
        obj.Metadata.ResourceVersion = "";
        var buffer = new ArrayBufferWriter<byte>(2048);
        JsonEncoder.Encode(obj, buffer);
        var bytes = buffer.WrittenSpan.ToArray();
        _feed.Announce(bytes, obj);
        var wearsDisk = endpoint.Resource.Plural is "leases" or "events";
        var mutation = new Mutation
        {
            Key = key,
            Value = bytes,
            ExpectedModRevision = expected,
            LeaseId = endpoint.Resource.Plural == "events" ? await _leases.CurrentAsync(cancellationToken).ConfigureAwait(false) : 0,
            // Heartbeats and events are worth little after a power cut: they wait for the next group of commits.
            Durability = wearsDisk ? Durability.Relaxed : Durability.Synced,
        };
        var result = await _store.CommitAsync(mutation, cancellationToken).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            return null;
        }
        if (!await _feed.WaitForAsync(result.Revision, cancellationToken).ConfigureAwait(false))
        {
            throw Status.Timeout("the write is stored, but the watch cache is behind the store", 1).ToException();
        }
        var cached = endpoint.Cache!.Get(key);
        return cached is not null && cached.Revision == result.Revision ? cached : new CachedObject(key, obj, result.Revision);
    }

    internal async Task<bool> RemoveAsync(string key, long expected, CancellationToken cancellationToken)
    {
        var result = await _store.CommitAsync(Mutation.Delete(key, expected), cancellationToken).ConfigureAwait(false);
        if (result.Succeeded)
        {
            await _feed.WaitForAsync(result.Revision, cancellationToken).ConfigureAwait(false);
        }
        return result.Succeeded;
    }

    private async ValueTask<Allocation> AllocateAsync(Endpoint endpoint, KubernetesObject obj, KubernetesObject? old, bool dryRun, CancellationToken cancellationToken)
    {
        var undo = new Allocation();
        foreach (var allocator in Allocators)
        {
            if (allocator.AppliesTo(endpoint))
            {
                undo.Add(await allocator.AllocateAsync(obj, old, dryRun, cancellationToken).ConfigureAwait(false));
            }
        }
        return undo;
    }

    internal void Released(Endpoint endpoint, KubernetesObject old)
    {
        foreach (var allocator in Allocators)
        {
            if (allocator.AppliesTo(endpoint))
            {
                allocator.Release(old);
            }
        }
    }

    internal static CachedObject DryRunAnswer(string key, KubernetesObject obj)
    {
        obj.Freeze();
        return new CachedObject(key, obj, 0);
    }

    internal static string NewUid() => Guid.NewGuid().ToString("D");

    /// <summary>The prefix and five random letters that make no words, as upstream's.</summary>
    private static string GenerateName(string prefix)
    {
        const string Alphabet = "bcdfghjklmnpqrstvwxz2456789";
        const int MaxPrefixLength = 63 - 5;
        return (prefix.Length > MaxPrefixLength ? prefix[..MaxPrefixLength] : prefix) + RandomNumberGenerator.GetString(Alphabet, 5);
    }

    private sealed class Allocation
    {
        private List<Action>? _undo;

        public void Add(Action? undo)
        {
            if (undo is not null)
            {
                (_undo ??= []).Add(undo);
            }
        }

        public void Undo()
        {
            foreach (var undo in _undo ?? [])
            {
                undo();
            }
        }
    }
}

/// <summary>Gives an object something that only one object may have, such as a cluster address.</summary>
public interface IObjectAllocator
{
    /// <summary>True for the resource whose objects it serves.</summary>
    bool AppliesTo(Endpoint endpoint);

    /// <summary>Allocates before a write. Returns what gives it back when the write fails; null when nothing was allocated.</summary>
    ValueTask<Action?> AllocateAsync(KubernetesObject obj, KubernetesObject? old, bool dryRun, CancellationToken cancellationToken);

    /// <summary>Gives back what a deleted object had.</summary>
    void Release(KubernetesObject old);
}
