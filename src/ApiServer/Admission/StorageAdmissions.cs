using Navarch.Api;
using Navarch.Api.Core.V1;
using Navarch.Api.Storage.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiServer.Registry;

namespace Navarch.ApiServer.Admission;

/// <summary>Claims that name no class get the default one.</summary>
internal sealed class DefaultStorageClass(ResourceRegistry registry) : AdmissionPlugin
{
    private const string DefaultAnnotation = "storageclass.kubernetes.io/is-default-class";

    public override string Name => "DefaultStorageClass";

    public override ValueTask AdmitAsync(AdmissionAttributes attributes, CancellationToken cancellationToken)
    {
        if (attributes.Operation != Operation.Create || attributes.Subresource.Length > 0
            || attributes.Object is not PersistentVolumeClaim { Spec.StorageClassName: null } claim || claim.Metadata.Annotations.ContainsKey("volume.beta.kubernetes.io/storage-class"))
        {
            return ValueTask.CompletedTask;
        }
        StorageClass? chosen = null;
        var cache = registry.For<StorageClass>().Cache!;
        foreach (var cached in cache.List(cache.Prefix).Span)
        {
            // Of several defaults the newest counts, as upstream has it.
            if (cached.Document is StorageClass candidate && candidate.Metadata.Annotations[DefaultAnnotation] == "true"
                && (chosen is null || candidate.Metadata.CreationTimestamp > chosen.Metadata.CreationTimestamp))
            {
                chosen = candidate;
            }
        }
        if (chosen is not null)
        {
            claim.Spec.StorageClassName = chosen.Metadata.Name;
        }
        return ValueTask.CompletedTask;
    }
}

/// <summary>Claims and volumes that are in use are not deleted under their users: a finalizer holds them.</summary>
internal sealed class StorageObjectInUseProtection : AdmissionPlugin
{
    public override string Name => "StorageObjectInUseProtection";

    public override ValueTask AdmitAsync(AdmissionAttributes attributes, CancellationToken cancellationToken)
    {
        if (attributes.Operation == Operation.Create && attributes.Subresource.Length == 0)
        {
            switch (attributes.Object)
            {
                case PersistentVolumeClaim claim: Protect(claim, "kubernetes.io/pvc-protection"); break;
                case PersistentVolume volume: Protect(volume, "kubernetes.io/pv-protection"); break;
            }
        }
        return ValueTask.CompletedTask;
    }

    private static void Protect(KubernetesObject obj, string finalizer)
    {
        if (!obj.Metadata.Finalizers.Contains(finalizer))
        {
            obj.Metadata.Finalizers = [.. obj.Metadata.Finalizers, finalizer];
        }
    }
}
