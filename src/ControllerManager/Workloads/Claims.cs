using Navarch.Api;
using Navarch.Api.Core.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Errors;
using Navarch.ApiMachinery.Selectors;
using Navarch.Client;
using Navarch.Client.Informers;
using Navarch.Sdk;

namespace Navarch.ControllerManager.Workloads;

/// <summary>
/// Which objects belong to a controller: those that refer to it. Ones without controller that its selector matches are adopted, ones
/// that the selector matches no longer are released.
/// </summary>
internal static class Claims
{
    private const string Index = "controllerUid";

    /// <summary>Lets owned objects be found by their controller's uid; call it in Configure.</summary>
    public static SharedInformer<T> IndexByController<T>(this SharedInformer<T> informer) where T : KubernetesObject
    {
        informer.AddIndex(Index, static obj => [obj.ControllerReference() is { } reference ? reference.Uid : OrphansOf(obj.Metadata.Namespace)]);
        return informer;
    }

    /// <summary>The objects that refer to the owner, as the cache shows them.</summary>
    public static IReadOnlyList<T> OwnedBy<T>(this SharedInformer<T> informer, KubernetesObject owner) where T : KubernetesObject =>
        informer.ByIndex(Index, owner.Metadata.Uid);

    /// <summary>The objects of a namespace that no controller owns.</summary>
    public static IReadOnlyList<T> Orphans<T>(this SharedInformer<T> informer, string ns) where T : KubernetesObject => informer.ByIndex(Index, OrphansOf(ns));

    /// <summary>The owner's objects, after adoption and release.</summary>
    public static async Task<List<T>> ClaimAsync<T, TOwner>(IApiClient client, SharedInformer<T> informer, TOwner owner, Selector selector, CancellationToken cancellationToken)
        where T : KubernetesObject, IKind<T>
        where TOwner : KubernetesObject, IKind<TOwner>
    {
        var claimed = new List<T>();
        foreach (var obj in informer.OwnedBy(owner))
        {
            if (selector.Matches(obj.Metadata.Labels))
            {
                claimed.Add(obj);
            }
            else if (!owner.IsDeleting())
            {
                await ReleaseAsync(client, obj, owner, cancellationToken).ConfigureAwait(false);
            }
        }
        if (owner.IsDeleting())
        {
            return claimed;
        }
        var mayAdopt = false;
        foreach (var obj in informer.Orphans(owner.Metadata.Namespace))
        {
            if (obj.IsDeleting() || !selector.Matches(obj.Metadata.Labels) || (obj is Pod pod && pod.IsFinished()))
            {
                continue;
            }
            if (!mayAdopt)
            {
                // The cache may be old: an owner that was deleted or replaced meanwhile must not adopt.
                var live = await client.FindAsync<TOwner>(owner.Metadata.Namespace, owner.Metadata.Name, cancellationToken).ConfigureAwait(false);
                if (live is null || live.IsDeleting() || live.Metadata.Uid != owner.Metadata.Uid)
                {
                    return claimed;
                }
                mayAdopt = true;
            }
            var adopted = obj.Copy();
            adopted.Metadata.OwnerReferences = [.. adopted.Metadata.OwnerReferences, owner.AsController()];
            try
            {
                claimed.Add(await client.UpdateAsync(adopted, cancellationToken: cancellationToken).ConfigureAwait(false));
            }
            catch (ApiException e) when (e.IsNotFound)
            {
            }
        }
        return claimed;
    }

    private static async Task ReleaseAsync<T>(IApiClient client, T obj, KubernetesObject owner, CancellationToken cancellationToken) where T : KubernetesObject, IKind<T>
    {
        var released = obj.Copy();
        released.Metadata.OwnerReferences = released.Metadata.OwnerReferences.Where(r => r.Uid != owner.Metadata.Uid).ToListOf();
        try
        {
            await client.UpdateAsync(released, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch (ApiException e) when (e.IsNotFound)
        {
        }
    }

    private static string OrphansOf(string ns) => "orphans/" + ns;
}
