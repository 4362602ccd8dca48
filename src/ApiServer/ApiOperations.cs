using System.Buffers;
using Navarch.Api;
using Navarch.Api.Meta.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Errors;
using Navarch.ApiMachinery.Json;
using Navarch.ApiMachinery.Patches;
using Navarch.ApiMachinery.Validation;
using Navarch.ApiServer.Registry;
using Navarch.ApiServer.Requests;
using Navarch.ApiServer.Subresources;
using Navarch.ApiServer.WatchCache;
using Navarch.Client;
using PatchType = Navarch.Client.PatchType;
using Status = Navarch.ApiMachinery.Errors.Status;

namespace Navarch.ApiServer;

/// <summary>
/// What the API does, over documents: the HTTP front end and the direct client both call here, after authentication and
/// authorization. Subresources other than status are files of their own in Subresources/.
/// </summary>
public sealed class ApiOperations
{
    private readonly IReadOnlyDictionary<string, ISubresource> _subresources;

    internal ApiOperations(ResourceRegistry registry, ResourceStore objects, DeletionStore deletions, ListStore lists, WatchSession watches, IReadOnlyDictionary<string, ISubresource> subresources)
    {
        Registry = registry;
        Objects = objects;
        Deletions = deletions;
        Lists = lists;
        Watches = watches;
        _subresources = subresources;
    }

    /// <summary>What is served.</summary>
    public ResourceRegistry Registry { get; }

    internal ResourceStore Objects { get; }

    internal DeletionStore Deletions { get; }

    internal ListStore Lists { get; }

    internal WatchSession Watches { get; }

    /// <summary>The subresource that is not just a part of the object, such as scale; null for status and unknown ones.</summary>
    internal ISubresource? FindSubresource(string name) => _subresources.GetValueOrDefault(name);

    /// <summary>Reads an object or a subresource.</summary>
    public async Task<DocObject> GetAsync(RequestContext context, Endpoint endpoint, string ns, string name, string subresource, CancellationToken cancellationToken)
    {
        if (subresource.Length > 0 && FindSubresource(subresource) is { } special)
        {
            return await special.GetAsync(new SubresourceCall(this, context, endpoint, ns, name), cancellationToken).ConfigureAwait(false);
        }
        return (await Objects.GetAsync(endpoint, ns, name, cancellationToken).ConfigureAwait(false)).Document;
    }

    /// <summary>Creates an object or posts to a subresource.</summary>
    public async Task<DocObject> CreateAsync(RequestContext context, Endpoint endpoint, string ns, string name, string subresource, DocObject body, WriteOptions options, CancellationToken cancellationToken)
    {
        if (subresource.Length > 0)
        {
            var special = FindSubresource(subresource) ?? throw NoVerb(endpoint, "create");
            return await special.CreateAsync(new SubresourceCall(this, context, endpoint, ns, name), body, options, cancellationToken).ConfigureAwait(false);
        }
        if (endpoint.Cache is null)
        {
            // Reviews and bindings are asked, not stored.
            var virtualResource = FindSubresource("/" + endpoint.Resource.Plural) ?? throw NoVerb(endpoint, "create");
            return await virtualResource.CreateAsync(new SubresourceCall(this, context, endpoint, ns, name), body, options, cancellationToken).ConfigureAwait(false);
        }
        return (await Objects.CreateAsync(context, endpoint, ns, (KubernetesObject)body, options, cancellationToken).ConfigureAwait(false)).Document;
    }

    /// <summary>Replaces an object or a subresource. The flag says whether it was created.</summary>
    public async Task<(DocObject Object, bool Created)> UpdateAsync(RequestContext context, Endpoint endpoint, string ns, string name, string subresource, DocObject body, WriteOptions options, CancellationToken cancellationToken)
    {
        if (subresource.Length > 0 && FindSubresource(subresource) is { } special)
        {
            return (await special.UpdateAsync(new SubresourceCall(this, context, endpoint, ns, name), _ => (DocObject)body.DeepClone(), options, cancellationToken).ConfigureAwait(false), false);
        }
        var obj = (KubernetesObject)body;
        if (endpoint.Strategy.AllowsCreateOnUpdate && subresource.Length == 0)
        {
            await Objects.FreshenAsync(cancellationToken).ConfigureAwait(false);
            if (endpoint.Cache!.Get(endpoint.Cache.KeyOf(ns, name)) is null)
            {
                obj.Metadata.ResourceVersion = "";
                return ((await Objects.CreateAsync(context, endpoint, ns, obj, options, cancellationToken).ConfigureAwait(false)).Document, true);
            }
        }
        var retries = obj.Metadata.ResourceVersion.Length == 0;
        var updated = await Objects.UpdateAsync(context, endpoint, ns, name, subresource, _ => (KubernetesObject)obj.DeepClone(), options, retries, cancellationToken).ConfigureAwait(false);
        return (updated.Document, false);
    }

    /// <summary>Patches an object or a subresource. The flag says whether apply created it.</summary>
    public async Task<(DocObject Object, bool Created)> PatchAsync(
        RequestContext context, Endpoint endpoint, string ns, string name, string subresource, PatchType type, ReadOnlyMemory<byte> patch, WriteOptions options, CancellationToken cancellationToken)
    {
        var validation = options.FieldValidation switch { "Ignore" => FieldValidation.Ignore, "Strict" => FieldValidation.Strict, _ => FieldValidation.Warn };
        if (type == PatchType.Apply)
        {
return await ApplyAsync(context, endpoint, ns, name, subresource, patch, options, cancellationToken).ConfigureAwait(false);
        }
        DocObject Change(DocObject current) => Patcher.Apply(ToPatcher(type), current, patch.Span, validation, context.Warnings);
        if (subresource.Length > 0 && FindSubresource(subresource) is { } special)
        {
            return (await special.UpdateAsync(new SubresourceCall(this, context, endpoint, ns, name), Change, options, cancellationToken).ConfigureAwait(false), false);
        }
        var updated = await Objects.UpdateAsync(context, endpoint, ns, name, subresource, current =>
        {
            context.Warnings.Clear();
            var changed = (KubernetesObject)Change(current.Document);
            return changed;
        }, options, true, cancellationToken).ConfigureAwait(false);
        return (updated.Document, false);
    }

    private async Task<(DocObject Object, bool Created)> ApplyAsync(
        RequestContext context, Endpoint endpoint, string ns, string name, string subresource, ReadOnlyMemory<byte> patch, WriteOptions options, CancellationToken cancellationToken)
    {
        if (options.FieldManager.Length == 0)
        {
            var errors = new ApiMachinery.Fields.FieldErrorList();
            errors.Required(new ApiMachinery.Fields.FieldPath("fieldManager"), "is required for apply patch");
            throw Status.Invalid(new ApiMachinery.GroupKind("meta.k8s.io", "PatchOptions"), "", errors).ToException();
        }
        options = options with { IsApply = true };
        DocMap configuration;
        try
        {
            configuration = UntypedJson.DecodeObject(patch.Span);
        }
        catch (ApiMachinery.DecodeException e)
        {
            throw Status.BadRequest($"error decoding YAML: {e.Message}").ToException();
        }
        await Objects.FreshenAsync(cancellationToken).ConfigureAwait(false);
        if (subresource.Length == 0 && endpoint.Cache!.Get(endpoint.Cache.KeyOf(ns, name)) is null)
        {
            var made = FieldManagement.Apply(endpoint, null, (DocMap)configuration.DeepClone(), options, Objects.Time, subresource);
            made.Metadata.Name = name;
            try
            {
                return ((await Objects.CreateAsync(context, endpoint, ns, made, options, cancellationToken).ConfigureAwait(false)).Document, true);
            }
            catch (ApiException e) when (e.IsAlreadyExists)
            {
                // Someone else created it between: apply to what is there now.
            }
        }
        var updated = await Objects.UpdateAsync(context, endpoint, ns, name, subresource,
            current => FieldManagement.Apply(endpoint, current.Document, (DocMap)configuration.DeepClone(), options, Objects.Time, subresource), options, true, cancellationToken).ConfigureAwait(false);
        return (updated.Document, false);
    }

    private static ApiMachinery.Patches.PatchType ToPatcher(PatchType type) => type switch
    {
        PatchType.Json => ApiMachinery.Patches.PatchType.Json,
        PatchType.Merge => ApiMachinery.Patches.PatchType.Merge,
        _ => ApiMachinery.Patches.PatchType.StrategicMerge,
    };

    /// <summary>Deletes an object. The answer is the object while it is finalized, otherwise a Status.</summary>
    public async Task<(CachedObject Object, bool Gone)> DeleteAsync(RequestContext context, Endpoint endpoint, string ns, string name, DeleteOptions options, CancellationToken cancellationToken) =>
        await Deletions.DeleteAsync(context, endpoint, ns, name, options, cancellationToken).ConfigureAwait(false);

    /// <summary>Deletes what a selection names.</summary>
    public async Task<ListPage> DeleteCollectionAsync(RequestContext context, Endpoint endpoint, string? ns, DeleteOptions options, ListOptions selection, CancellationToken cancellationToken)
    {
        var page = await Lists.ListAsync(endpoint, ns, selection, cancellationToken).ConfigureAwait(false);
        foreach (var item in page.Items)
        {
            try
            {
                await Deletions.DeleteAsync(context, endpoint, item.Document.Metadata.Namespace, item.Document.Metadata.Name, (DeleteOptions)options.DeepClone(), cancellationToken).ConfigureAwait(false);
            }
            catch (ApiException e) when (e.IsNotFound)
            {
                // Someone else was faster.
            }
        }
        return page;
    }

    internal static ApiException NoVerb(Endpoint endpoint, string verb) => Status.MethodNotSupported(endpoint.GroupResource, verb).ToException();

    /// <summary>A document's JSON.</summary>
    internal static byte[] ToJson(DocNode document)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        JsonEncoder.Encode(document, buffer);
        return buffer.WrittenSpan.ToArray();
    }
}
