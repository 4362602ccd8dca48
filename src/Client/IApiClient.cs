using Navarch.Api;
using Navarch.Api.Meta.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Client;

/// <summary>
/// The one way to the API. Over HTTPS it is HttpApiClient; in the API server's own process it is a direct call that is
/// authenticated, authorized, admitted and validated just the same. Callers can't tell the difference, except by speed.
/// <para>Objects that come back are frozen, because they may be the server's own cached documents: change a DeepClone().
/// Objects that are handed in belong to the client from then on: don't change them afterwards.</para>
/// <para>Every method throws <see cref="ApiMachinery.Errors.ApiException"/> with the server's Status when the request is refused.</para>
/// </summary>
public interface IApiClient
{
    /// <summary>Reads one object or one of its subresources.</summary>
    Task<DocObject> GetAsync(ResourceInfo resource, string? ns, string name, string? subresource = null, GetOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Reads a collection; all namespaces when <paramref name="ns"/> is null.</summary>
    Task<ObjectList> ListAsync(ResourceInfo resource, string? ns, ListOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Follows a collection from <see cref="ListOptions.ResourceVersion"/>. Ends when the server ends it (time-out), which is normal:
    /// go on from the last resource version. Throws a Status of reason Expired when that version is too old: list again.
    /// </summary>
    IAsyncEnumerable<ObjectEvent> WatchAsync(ResourceInfo resource, string? ns, ListOptions options, CancellationToken cancellationToken = default);

    /// <summary>Creates an object, or posts to a subresource (then <paramref name="name"/> is the object's).</summary>
    Task<DocObject> CreateAsync(ResourceInfo resource, string? ns, DocObject body, string? name = null, string? subresource = null, WriteOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Replaces an object or a subresource. A body with a resourceVersion is refused with Conflict when another write came between.</summary>
    Task<DocObject> UpdateAsync(ResourceInfo resource, string? ns, string name, DocObject body, string? subresource = null, WriteOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Changes an object or a subresource by a patch.</summary>
    Task<DocObject> PatchAsync(ResourceInfo resource, string? ns, string name, Patch patch, string? subresource = null, WriteOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Deletes an object. The answer is the object while it is being finalized, or a Status when it is gone.</summary>
    Task<DocObject> DeleteAsync(ResourceInfo resource, string? ns, string name, DeleteOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Deletes the objects of a collection that the options select.</summary>
    Task DeleteCollectionAsync(ResourceInfo resource, string? ns, DeleteOptions? options = null, ListOptions? selection = null, CancellationToken cancellationToken = default);
}

/// <summary>How to read one object.</summary>
/// <param name="ResourceVersion">"" for the most recent, "0" for any cached one, or at least this one.</param>
public sealed record GetOptions(string ResourceVersion = "");

/// <summary>What to read of a collection; the names are the API's query parameters.</summary>
public sealed record ListOptions
{
    /// <summary>Labels that objects must have, such as "app=web,tier!=cache".</summary>
    public string LabelSelector { get; init; } = "";

    /// <summary>Fields that objects must have, such as "spec.nodeName=n1".</summary>
    public string FieldSelector { get; init; } = "";

    /// <summary>"" for the most recent, "0" for any cached state, or a version as <see cref="ResourceVersionMatch"/> says; for a watch, where it starts.</summary>
    public string ResourceVersion { get; init; } = "";

    /// <summary>Exact or NotOlderThan.</summary>
    public string ResourceVersionMatch { get; init; } = "";

    /// <summary>The most objects in one answer; 0 for all.</summary>
    public long Limit { get; init; }

    /// <summary>Where the last answer ended.</summary>
    public string Continue { get; init; } = "";

    /// <summary>Watch only: send events of type BOOKMARK.</summary>
    public bool AllowWatchBookmarks { get; init; }

    /// <summary>Watch only: begin with the present objects, then a bookmark annotated k8s.io/initial-events-end.</summary>
    public bool SendInitialEvents { get; init; }

    /// <summary>How long the server keeps a watch open; the server's own choice when null.</summary>
    public TimeSpan? Timeout { get; init; }
}

/// <summary>How to write.</summary>
public sealed record WriteOptions
{
    /// <summary>Check and admit, but store nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>Who manages the written fields; made of the user agent when empty. Required for apply.</summary>
    public string FieldManager { get; init; } = "";

    /// <summary>Strict, Warn or Ignore; the server's default when empty.</summary>
    public string FieldValidation { get; init; } = "";

    /// <summary>Apply only: take fields from other managers.</summary>
    public bool Force { get; init; }

    /// <summary>True on the way of an apply, whose managed fields are made by the merge itself.</summary>
    public bool IsApply { get; init; }
}

/// <summary>A page of a collection.</summary>
/// <param name="Items">The objects, frozen, in key order.</param>
/// <param name="ResourceVersion">The version that the answer shows: where a watch goes on.</param>
/// <param name="Continue">Where the next page begins; empty at the end.</param>
/// <param name="RemainingItemCount">How many are left, when the server knows.</param>
public sealed record ObjectList(IReadOnlyList<KubernetesObject> Items, string ResourceVersion, string Continue = "", long? RemainingItemCount = null);

/// <summary>What happened to an object.</summary>
public enum ObjectEventType
{
    /// <summary>It was created, or came into the selection.</summary>
    Added,

    /// <summary>It was changed.</summary>
    Modified,

    /// <summary>It was deleted, or left the selection; the object is its last state.</summary>
    Deleted,

    /// <summary>Nothing happened up to the object's resource version.</summary>
    Bookmark,
}

/// <summary>One event of a watch.</summary>
/// <param name="Type">What happened.</param>
/// <param name="Object">The object, frozen.</param>
public readonly record struct ObjectEvent(ObjectEventType Type, KubernetesObject Object);

/// <summary>The kinds of patch that the API takes.</summary>
public enum PatchType
{
    /// <summary>application/json-patch+json (RFC 6902).</summary>
    Json,

    /// <summary>application/merge-patch+json (RFC 7386).</summary>
    Merge,

    /// <summary>application/strategic-merge-patch+json.</summary>
    StrategicMerge,

    /// <summary>application/apply-patch+yaml: server-side apply.</summary>
    Apply,
}

/// <summary>A patch.</summary>
/// <param name="Type">Its kind.</param>
/// <param name="Body">A list for a JSON patch, otherwise an object; with or without schema.</param>
public sealed record Patch(PatchType Type, DocNode Body);
