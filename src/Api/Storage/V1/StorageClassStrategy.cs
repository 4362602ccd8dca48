namespace Navarch.Api.Storage.V1;

/// <summary>The rules of StorageClass.</summary>
public sealed class StorageClassStrategy : ResourceStrategy<StorageClass>
{
    /// <inheritdoc/>
    public override void SetDefaults(KubernetesObject obj)
    {
        var storageClass = (StorageClass)obj;
        storageClass.ReclaimPolicy ??= "Delete";
        storageClass.VolumeBindingMode ??= "Immediate";
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TableColumn> Columns { get; } =
    [
        new("Name", "string", "name", "The name; the default class is marked.", 0, static (o, _) => IsDefault(o) ? o.Metadata.Name + " (default)" : o.Metadata.Name),
        Cells.Of<StorageClass>("Provisioner", "Who makes the volumes.", static o => o.Provisioner),
        Cells.Of<StorageClass>("ReclaimPolicy", "What becomes of volumes without a claim.", static o => o.ReclaimPolicy ?? "Delete"),
        Cells.Of<StorageClass>("VolumeBindingMode", "When a volume is made.", static o => o.VolumeBindingMode ?? "Immediate"),
        Cells.Of<StorageClass>("AllowVolumeExpansion", "Whether volumes may grow.", static o => o.AllowVolumeExpansion ?? false),
        TableColumn.Age,
    ];

    private static bool IsDefault(KubernetesObject obj) =>
        obj.Metadata.Annotations["storageclass.kubernetes.io/is-default-class"] == "true" || obj.Metadata.Annotations["storageclass.beta.kubernetes.io/is-default-class"] == "true";
}
