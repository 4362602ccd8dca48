using Navarch.Api.Core.V1;
using Navarch.Api.Storage.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Selectors;
using Navarch.Sdk;

namespace Navarch.ControllerManager.Volumes;

/// <summary>Which volume serves which claim. Pure.</summary>
internal static class VolumeBinding
{
    public const string BindCompleted = "pv.kubernetes.io/bind-completed";
    public const string BoundByController = "pv.kubernetes.io/bound-by-controller";
    public const string ProvisionedBy = "pv.kubernetes.io/provisioned-by";
    public const string SelectedNode = "volume.kubernetes.io/selected-node";
    public const string StorageProvisioner = "volume.kubernetes.io/storage-provisioner";
    public const string BetaStorageProvisioner = "volume.beta.kubernetes.io/storage-provisioner";
    public const string LocalProvisioner = "navarch.dev/local-path";

    public static string ClassOf(PersistentVolumeClaim claim) => claim.Spec.StorageClassName ?? claim.Metadata.Annotations["volume.beta.kubernetes.io/storage-class"] ?? "";

    public static bool WaitsForConsumer(StorageClass? storageClass) => storageClass?.VolumeBindingMode == "WaitForFirstConsumer";

    public static bool IsBoundTo(PersistentVolume volume, PersistentVolumeClaim claim) =>
        volume.Spec.ClaimRef is { } reference && reference.Name == claim.Metadata.Name && reference.Namespace == claim.Metadata.Namespace
        && (reference.Uid.Length == 0 || reference.Uid == claim.Metadata.Uid);

    /// <summary>The volume that fits best: the one reserved for the claim, or else the smallest that is large enough.</summary>
    public static PersistentVolume? BestMatch(PersistentVolumeClaim claim, IEnumerable<PersistentVolume> volumes, bool onlyReserved)
    {
        var requested = claim.Spec.Resources.Requests.TryGetValue("storage", out var storage) ? storage : Quantity.Zero;
        var selector = claim.Spec.Selector is null ? Selector.Everything : Selector.FromDocument(claim.Spec.Selector);
        PersistentVolume? best = null;
        foreach (var volume in volumes)
        {
            if (volume.IsDeleting() || !Fits(volume, claim, requested))
            {
                continue;
            }
            if (volume.Spec.ClaimRef is not null)
            {
                if (IsBoundTo(volume, claim))
                {
                    return volume;
                }
                continue;
            }
            if (onlyReserved || volume.Status.Phase is not ("" or "Available" or "Pending") || volume.Spec.StorageClassName != ClassOf(claim) || !selector.Matches(volume.Metadata.Labels))
            {
                continue;
            }
            if (best is null || CapacityOf(volume) < CapacityOf(best) || (CapacityOf(volume) == CapacityOf(best) && string.CompareOrdinal(volume.Metadata.Name, best.Metadata.Name) < 0))
            {
                best = volume;
            }
        }
        return best;
    }

    public static Quantity CapacityOf(PersistentVolume volume) => volume.Spec.Capacity.TryGetValue("storage", out var capacity) ? capacity : Quantity.Zero;

    /// <summary>The volume that the local provisioner makes for a claim on a node; null when the claim asks for what it can't make.</summary>
    public static PersistentVolume? Provision(PersistentVolumeClaim claim, StorageClass storageClass, Node node, string directory)
    {
        if (claim.Spec.VolumeMode == "Block" || claim.Spec.Selector is not null || claim.Spec.AccessModes.Any(m => m is "ReadWriteMany" or "ReadOnlyMany"))
        {
            return null;
        }
        var name = "pvc-" + claim.Metadata.Uid;
        var volume = new PersistentVolume();
        volume.Metadata.Name = name;
        volume.Metadata.Annotations = volume.Metadata.Annotations.With(ProvisionedBy, LocalProvisioner);
        volume.Spec.Capacity = volume.Spec.Capacity.With("storage", claim.Spec.Resources.Requests.TryGetValue("storage", out var storage) ? storage : Quantity.Zero);
        volume.Spec.AccessModes = claim.Spec.AccessModes;
        volume.Spec.StorageClassName = storageClass.Metadata.Name;
        volume.Spec.PersistentVolumeReclaimPolicy = storageClass.ReclaimPolicy ?? "Delete";
        volume.Spec.VolumeMode = "Filesystem";
        volume.Spec.Local = new LocalVolumeSource { Path = Path.Combine(directory, $"{name}_{claim.Metadata.Namespace}_{claim.Metadata.Name}") };
        volume.Spec.ClaimRef = new ObjectReference
        {
            ApiVersion = "v1",
            Kind = "PersistentVolumeClaim",
            Namespace = claim.Metadata.Namespace,
            Name = claim.Metadata.Name,
            Uid = claim.Metadata.Uid,
            ResourceVersion = claim.Metadata.ResourceVersion,
        };
        volume.Spec.NodeAffinity = new VolumeNodeAffinity
        {
            Required = new NodeSelector
            {
                NodeSelectorTerms =
                [
                    new NodeSelectorTerm
                    {
                        MatchExpressions = [new NodeSelectorRequirement { Key = "kubernetes.io/hostname", Operator = "In", Values = [node.Metadata.Labels["kubernetes.io/hostname"] ?? node.Metadata.Name] }],
                    },
                ],
            },
        };
        return volume;
    }

    private static bool Fits(PersistentVolume volume, PersistentVolumeClaim claim, Quantity requested) =>
        CapacityOf(volume) >= requested
        && (volume.Spec.VolumeMode ?? "Filesystem") == (claim.Spec.VolumeMode ?? "Filesystem")
        && claim.Spec.AccessModes.All(mode => volume.Spec.AccessModes.Contains(mode));
}
