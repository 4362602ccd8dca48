using Navarch.Api;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Errors;
using Navarch.ApiServer.Registry;
using Navarch.ApiServer.Requests;
using Navarch.Client;

namespace Navarch.ApiServer.Subresources;

/// <summary>A call on a subresource of one object.</summary>
internal readonly record struct SubresourceCall(ApiOperations Operations, RequestContext Context, Endpoint Endpoint, string Namespace, string Name);

/// <summary>A part of an object, or a question about it, that is served under a path of its own.</summary>
internal interface ISubresource
{
    /// <summary>Reads it.</summary>
    Task<DocObject> GetAsync(SubresourceCall call, CancellationToken cancellationToken) => throw ApiOperations.NoVerb(call.Endpoint, "get");

    /// <summary>Posts to it.</summary>
    Task<DocObject> CreateAsync(SubresourceCall call, DocObject body, WriteOptions options, CancellationToken cancellationToken) => throw ApiOperations.NoVerb(call.Endpoint, "create");

    /// <summary>Changes it by a function of its present state.</summary>
    Task<DocObject> UpdateAsync(SubresourceCall call, Func<DocObject, DocObject> change, WriteOptions options, CancellationToken cancellationToken) => throw ApiOperations.NoVerb(call.Endpoint, "update");
}
