using Navarch.Api;
using Navarch.Api.Meta.V1;

namespace Navarch.Client;

/// <summary>The client's calls for kinds that are known at compile time.</summary>
public static class ApiClientExtensions
{
    /// <summary>Reads one object.</summary>
    public static async Task<T> GetAsync<T>(this IApiClient client, string? ns, string name, CancellationToken cancellationToken = default) where T : KubernetesObject, IKind<T> =>
        (T)await client.GetAsync(T.Resource, ns, name, cancellationToken: cancellationToken).ConfigureAwait(false);

    /// <summary>Reads one object; null when there is none.</summary>
    public static async Task<T?> FindAsync<T>(this IApiClient client, string? ns, string name, CancellationToken cancellationToken = default) where T : KubernetesObject, IKind<T>
    {
        try
        {
            return await client.GetAsync<T>(ns, name, cancellationToken).ConfigureAwait(false);
        }
        catch (ApiMachinery.Errors.ApiException e) when (e.Status.Code == 404)
        {
            return null;
        }
    }

    /// <summary>Reads a collection.</summary>
    public static Task<ObjectList> ListAsync<T>(this IApiClient client, string? ns, ListOptions? options = null, CancellationToken cancellationToken = default) where T : KubernetesObject, IKind<T> =>
        client.ListAsync(T.Resource, ns, options, cancellationToken);

    /// <summary>Creates an object in its namespace.</summary>
    public static async Task<T> CreateAsync<T>(this IApiClient client, T obj, WriteOptions? options = null, CancellationToken cancellationToken = default) where T : KubernetesObject, IKind<T> =>
        (T)await client.CreateAsync(T.Resource, NamespaceOf(obj), obj, options: options, cancellationToken: cancellationToken).ConfigureAwait(false);

    /// <summary>Replaces an object.</summary>
    public static async Task<T> UpdateAsync<T>(this IApiClient client, T obj, WriteOptions? options = null, CancellationToken cancellationToken = default) where T : KubernetesObject, IKind<T> =>
        (T)await client.UpdateAsync(T.Resource, NamespaceOf(obj), obj.Metadata.Name, obj, options: options, cancellationToken: cancellationToken).ConfigureAwait(false);

    /// <summary>Replaces an object's status.</summary>
    public static async Task<T> UpdateStatusAsync<T>(this IApiClient client, T obj, WriteOptions? options = null, CancellationToken cancellationToken = default) where T : KubernetesObject, IKind<T> =>
        (T)await client.UpdateAsync(T.Resource, NamespaceOf(obj), obj.Metadata.Name, obj, "status", options, cancellationToken).ConfigureAwait(false);

    /// <summary>Patches an object or a subresource.</summary>
    public static async Task<T> PatchAsync<T>(this IApiClient client, string? ns, string name, Patch patch, string? subresource = null, WriteOptions? options = null, CancellationToken cancellationToken = default) where T : KubernetesObject, IKind<T> =>
        (T)await client.PatchAsync(T.Resource, ns, name, patch, subresource, options, cancellationToken).ConfigureAwait(false);

    /// <summary>Deletes an object.</summary>
    public static Task DeleteAsync<T>(this IApiClient client, string? ns, string name, DeleteOptions? options = null, CancellationToken cancellationToken = default) where T : KubernetesObject, IKind<T> =>
        client.DeleteAsync(T.Resource, ns, name, options, cancellationToken);

    private static string? NamespaceOf(KubernetesObject obj) => obj.Metadata.Namespace is { Length: > 0 } ns ? ns : null;
}
