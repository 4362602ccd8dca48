using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.StorageOSVolumeSource")]
public sealed partial class StorageOSVolumeSource
{
    [Field("volumeName", 1)]
    public partial string VolumeName { get; set; }

    [Field("volumeNamespace", 2)]
    public partial string VolumeNamespace { get; set; }

    [Field("fsType", 3)]
    public partial string FsType { get; set; }

    [Field("readOnly", 4)]
    public partial bool ReadOnly { get; set; }

    [Field("secretRef", 5)]
    public partial LocalObjectReference? SecretRef { get; set; }
}
