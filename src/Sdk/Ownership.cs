using Navarch.Api;
using Navarch.Api.Meta.V1;
using Navarch.ApiMachinery.Documents;

namespace Navarch.Sdk;

/// <summary>Who owns whom, and what must be done before an object may go.</summary>
public static class Ownership
{
    /// <summary>The reference to the controller that an object belongs to; null when it belongs to none.</summary>
    public static OwnerReference? ControllerReference(this KubernetesObject obj)
    {
        foreach (var reference in obj.Metadata.OwnerReferences)
        {
            if (reference.Controller == true)
            {
                return reference;
            }
        }
        return null;
    }

    /// <summary>True when the object belongs to that controller.</summary>
    public static bool IsControlledBy(this KubernetesObject obj, KubernetesObject owner) => obj.ControllerReference()?.Uid == owner.Metadata.Uid;

    /// <summary>A reference that makes its holder belong to <paramref name="owner"/>, which waits for it in a foreground deletion.</summary>
    public static OwnerReference AsController(this KubernetesObject owner) => new()
    {
        ApiVersion = owner.ApiVersion,
        Kind = owner.Kind,
        Name = owner.Metadata.Name,
        Uid = owner.Metadata.Uid,
        Controller = true,
        BlockOwnerDeletion = true,
    };

    /// <summary>True while the object is being deleted.</summary>
    public static bool IsDeleting(this KubernetesObject obj) => obj.Metadata.DeletionTimestamp is not null;

    /// <summary>True when the object has the finalizer.</summary>
    public static bool HasFinalizer(this KubernetesObject obj, string finalizer) => obj.Metadata.Finalizers.Contains(finalizer);

    /// <summary>A mutable copy with the finalizer.</summary>
    public static T WithFinalizer<T>(this T obj, string finalizer) where T : KubernetesObject
    {
        var copy = obj.Copy();
        if (!copy.HasFinalizer(finalizer))
        {
            copy.Metadata.Finalizers = [.. copy.Metadata.Finalizers, finalizer];
        }
        return copy;
    }

    /// <summary>A mutable copy without the finalizer.</summary>
    public static T WithoutFinalizer<T>(this T obj, string finalizer) where T : KubernetesObject
    {
        var copy = obj.Copy();
        copy.Metadata.Finalizers = copy.Metadata.Finalizers.Where(f => f != finalizer).ToListOf();
        return copy;
    }

    /// <summary>A mutable copy.</summary>
    public static T Copy<T>(this T obj) where T : DocObject => (T)obj.DeepClone();
}
