using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.PersistentVolumeClaimSpec")]
public sealed partial class PersistentVolumeClaimSpec
{
    [Field("accessModes", 1)]
    public partial ListOf<string> AccessModes { get; set; }

    [Field("resources", 2)]
    public partial VolumeResourceRequirements Resources { get; set; }

    [Field("volumeName", 3)]
    public partial string VolumeName { get; set; }

    [Field("selector", 4)]
    public partial Meta.V1.LabelSelector? Selector { get; set; }

    [Field("storageClassName", 5)]
    public partial string? StorageClassName { get; set; }

    [Field("volumeMode", 6)]
    public partial string? VolumeMode { get; set; }

    [Field("dataSource", 7)]
    public partial TypedLocalObjectReference? DataSource { get; set; }

    [Field("dataSourceRef", 8)]
    public partial TypedObjectReference? DataSourceRef { get; set; }

    [Field("volumeAttributesClassName", 9)]
    public partial string? VolumeAttributesClassName { get; set; }
}
