namespace Navarch.Api.Core.V1;

/// <summary>The columns of volumes and claims.</summary>
internal static class VolumeColumns
{
    private const string OldClassAnnotation = "volume.beta.kubernetes.io/storage-class";

    public static IReadOnlyList<TableColumn> Claims { get; } =
    [
        TableColumn.ObjectName,
        Cells.Of<PersistentVolumeClaim>("Status", "What the claim waits for or has.", static claim => Phase(claim, claim.Status.Phase)),
        Cells.Of<PersistentVolumeClaim>("Volume", "The volume that it has.", static claim => claim.Spec.VolumeName),
        Cells.Of<PersistentVolumeClaim>("Capacity", "How large the volume is.", static claim => claim.Spec.VolumeName.Length == 0 ? "" : claim.Status.Capacity["storage"].ToString()),
        Cells.Of<PersistentVolumeClaim>("Access Modes", "How it may be mounted.", static claim => claim.Spec.VolumeName.Length == 0 ? "" : Cells.AccessModes(claim.Status.AccessModes)),
        Cells.Of<PersistentVolumeClaim>("StorageClass", "Its storage class.", static claim => claim.Metadata.Annotations[OldClassAnnotation] ?? claim.Spec.StorageClassName ?? ""),
        Cells.Of<PersistentVolumeClaim>("VolumeAttributesClass", "Its volume attributes class.", static claim => claim.Spec.VolumeAttributesClassName ?? Cells.Unset),
        TableColumn.Age,
        Cells.Of<PersistentVolumeClaim>("VolumeMode", "File system or block device.", static claim => claim.Spec.VolumeMode ?? Cells.Unset, wide: true),
    ];

    public static IReadOnlyList<TableColumn> Volumes { get; } =
    [
        TableColumn.ObjectName,
        Cells.Of<PersistentVolume>("Capacity", "How large it is.", static volume => volume.Spec.Capacity["storage"].ToString()),
        Cells.Of<PersistentVolume>("Access Modes", "How it may be mounted.", static volume => Cells.AccessModes(volume.Spec.AccessModes)),
        Cells.Of<PersistentVolume>("Reclaim Policy", "What becomes of it without a claim.", static volume => volume.Spec.PersistentVolumeReclaimPolicy),
        Cells.Of<PersistentVolume>("Status", "Whether it is free.", static volume => Phase(volume, volume.Status.Phase)),
        Cells.Of<PersistentVolume>("Claim", "The claim that has it.", static volume => volume.Spec.ClaimRef is { } claim ? claim.Namespace + "/" + claim.Name : ""),
        Cells.Of<PersistentVolume>("StorageClass", "Its storage class.", static volume => volume.Metadata.Annotations[OldClassAnnotation] ?? volume.Spec.StorageClassName),
        Cells.Of<PersistentVolume>("VolumeAttributesClass", "Its volume attributes class.", static volume => volume.Spec.VolumeAttributesClassName ?? Cells.Unset),
        Cells.Of<PersistentVolume>("Reason", "Why it failed.", static volume => volume.Status.Reason),
        TableColumn.Age,
        Cells.Of<PersistentVolume>("VolumeMode", "File system or block device.", static volume => volume.Spec.VolumeMode ?? Cells.Unset, wide: true),
    ];

    private static string Phase(KubernetesObject obj, string phase) => obj.Metadata.DeletionTimestamp is null ? phase : "Terminating";
}
