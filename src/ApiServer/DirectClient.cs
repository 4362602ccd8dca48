using System.Runtime.CompilerServices;
using Navarch.Api;
using Navarch.Api.Meta.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Errors;
using Navarch.ApiMachinery.Schemas;
using Navarch.ApiServer.Authorization;
using Navarch.ApiServer.Registry;
using Navarch.ApiServer.Requests;
using Navarch.ApiServer.Subresources;
using Navarch.Client;
using PatchType = Navarch.Client.PatchType;
using Status = Navarch.ApiMachinery.Errors.Status;

namespace Navarch.ApiServer;

/// <summary>
/// The client of components in the API server's own process: no socket and no encoding, but the same authorization, admission and
/// validation as over HTTPS. What it returns are the cached documents themselves.
/// </summary>
public sealed class DirectClient : IApiClient
{
    private readonly ApiOperations _operations;
    private readonly IAuthorizer _authorizer;
    private readonly UserInfo _user;
    private readonly string _userAgent;

    internal DirectClient(ApiOperations operations, IAuthorizer authorizer, UserInfo user, string userAgent)
    {
        _operations = operations;
        _authorizer = authorizer;
        _user = user;
        _userAgent = userAgent;
    }

    /// <inheritdoc/>
    public async Task<DocObject> GetAsync(ResourceInfo resource, string? ns, string name, string? subresource = null, GetOptions? options = null, CancellationToken cancellationToken = default)
    {
        var (context, endpoint) = await BeginAsync("get", resource, ns, name, subresource, cancellationToken).ConfigureAwait(false);
        var result = await _operations.GetAsync(context, endpoint, ns ?? "", name, subresource ?? "", cancellationToken).ConfigureAwait(false);
        result.Freeze();
        return result;
    }

    /// <inheritdoc/>
    public async Task<ObjectList> ListAsync(ResourceInfo resource, string? ns, ListOptions? options = null, CancellationToken cancellationToken = default)
    {
        var (_, endpoint) = await BeginAsync("list", resource, ns, "", null, cancellationToken).ConfigureAwait(false);
        var page = await _operations.Lists.ListAsync(endpoint, ns, options ?? new ListOptions(), cancellationToken).ConfigureAwait(false);
        var items = new KubernetesObject[page.Items.Count];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = page.Items[i].Document;
        }
        return new ObjectList(items, page.Revision.ToString(System.Globalization.CultureInfo.InvariantCulture), page.Continue, page.Remaining);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ObjectEvent> WatchAsync(ResourceInfo resource, string? ns, ListOptions options, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var (_, endpoint) = await BeginAsync("watch", resource, ns, "", null, cancellationToken).ConfigureAwait(false);
        await foreach (var item in _operations.Watches.RunAsync(endpoint, ns, options, cancellationToken).ConfigureAwait(false))
        {
            yield return new ObjectEvent(item.Type, item.Object?.Document ?? Bookmark(endpoint, item.Revision));
        }
    }

    internal static KubernetesObject Bookmark(Endpoint endpoint, long revision)
    {
        var document = (KubernetesObject)endpoint.Resource.Schema.Create();
        document.Metadata.ResourceVersion = revision.ToString(System.Globalization.CultureInfo.InvariantCulture);
        document.Freeze();
        return document;
    }

    /// <inheritdoc/>
    public async Task<DocObject> CreateAsync(ResourceInfo resource, string? ns, DocObject body, string? name = null, string? subresource = null, WriteOptions? options = null, CancellationToken cancellationToken = default)
    {
        var (context, endpoint) = await BeginAsync("create", resource, ns, name ?? "", subresource, cancellationToken).ConfigureAwait(false);
        var result = await _operations.CreateAsync(context, endpoint, ns ?? "", name ?? "", subresource ?? "", Owned(body), options ?? new WriteOptions(), cancellationToken).ConfigureAwait(false);
        result.Freeze();
        return result;
    }

    /// <inheritdoc/>
    public async Task<DocObject> UpdateAsync(ResourceInfo resource, string? ns, string name, DocObject body, string? subresource = null, WriteOptions? options = null, CancellationToken cancellationToken = default)
    {
        var (context, endpoint) = await BeginAsync("update", resource, ns, name, subresource, cancellationToken).ConfigureAwait(false);
        var (result, _) = await _operations.UpdateAsync(context, endpoint, ns ?? "", name, subresource ?? "", body, options ?? new WriteOptions(), cancellationToken).ConfigureAwait(false);
        result.Freeze();
        return result;
    }

    /// <inheritdoc/>
    public async Task<DocObject> PatchAsync(ResourceInfo resource, string? ns, string name, Patch patch, string? subresource = null, WriteOptions? options = null, CancellationToken cancellationToken = default)
    {
        var (context, endpoint) = await BeginAsync("patch", resource, ns, name, subresource, cancellationToken).ConfigureAwait(false);
        var body = ApiMachinery.Json.JsonEncoder.ToBytes(patch.Body);
        var (result, _) = await _operations.PatchAsync(context, endpoint, ns ?? "", name, subresource ?? "", patch.Type, body, options ?? new WriteOptions(), cancellationToken).ConfigureAwait(false);
        result.Freeze();
        return result;
    }

    /// <inheritdoc/>
    public async Task<DocObject> DeleteAsync(ResourceInfo resource, string? ns, string name, DeleteOptions? options = null, CancellationToken cancellationToken = default)
    {
        var (context, endpoint) = await BeginAsync("delete", resource, ns, name, null, cancellationToken).ConfigureAwait(false);
        var (deleted, gone) = await _operations.DeleteAsync(context, endpoint, ns ?? "", name, options ?? new DeleteOptions(), cancellationToken).ConfigureAwait(false);
        return gone ? StatusDocument.From(DeletionStore.SuccessOf(endpoint, deleted)) : deleted.Document;
    }

    /// <inheritdoc/>
    public async Task DeleteCollectionAsync(ResourceInfo resource, string? ns, DeleteOptions? options = null, ListOptions? selection = null, CancellationToken cancellationToken = default)
    {
        var (context, endpoint) = await BeginAsync("deletecollection", resource, ns, "", null, cancellationToken).ConfigureAwait(false);
        await _operations.DeleteCollectionAsync(context, endpoint, ns, options ?? new DeleteOptions(), selection ?? new ListOptions(), cancellationToken).ConfigureAwait(false);
    }

    private static DocObject Owned(DocObject body) => body.IsFrozen ? (DocObject)body.DeepClone() : body;

    private async ValueTask<(RequestContext Context, Endpoint Endpoint)> BeginAsync(string verb, ResourceInfo resource, string? ns, string name, string? subresource, CancellationToken cancellationToken)
    {
        var endpoint = _operations.Registry.Find(resource.Group, resource.Version, resource.Plural) ?? throw Status.ResourceNotFound().ToException();
        var info = new RequestInfo
        {
            IsResourceRequest = true, Path = "", Verb = verb, Group = resource.Group, Version = resource.Version, Namespace = ns ?? "",
            Resource = resource.Plural, Name = name, Subresource = subresource ?? "",
        };
        var context = new RequestContext(_user, info, _userAgent);
        if (await _authorizer.DecideAsync(_user, info, cancellationToken).ConfigureAwait(false) is { Allowed: false } refused)
        {
            throw Refusals.Forbidden(_user, info, refused.Reason).ToException();
        }
        return (context, endpoint);
    }
}
