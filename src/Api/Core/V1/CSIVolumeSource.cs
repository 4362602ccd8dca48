using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.CSIVolumeSource")]
public sealed partial class CSIVolumeSource
{
    [Field("driver", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Driver { get; set; }

    [Field("readOnly", 2)]
    public partial bool? ReadOnly { get; set; }

    [Field("fsType", 3)]
    public partial string? FsType { get; set; }

    [Field("volumeAttributes", 4)]
    public partial MapOf<string> VolumeAttributes { get; set; }

    [Field("nodePublishSecretRef", 5)]
    public partial LocalObjectReference? NodePublishSecretRef { get; set; }
}
