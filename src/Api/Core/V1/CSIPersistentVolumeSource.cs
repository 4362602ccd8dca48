using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.CSIPersistentVolumeSource")]
public sealed partial class CSIPersistentVolumeSource
{
    [Field("driver", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Driver { get; set; }

    [Field("volumeHandle", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string VolumeHandle { get; set; }

    [Field("readOnly", 3)]
    public partial bool ReadOnly { get; set; }

    [Field("fsType", 4)]
    public partial string FsType { get; set; }

    [Field("volumeAttributes", 5)]
    public partial MapOf<string> VolumeAttributes { get; set; }

    [Field("controllerPublishSecretRef", 6)]
    public partial SecretReference? ControllerPublishSecretRef { get; set; }

    [Field("nodeStageSecretRef", 7)]
    public partial SecretReference? NodeStageSecretRef { get; set; }

    [Field("nodePublishSecretRef", 8)]
    public partial SecretReference? NodePublishSecretRef { get; set; }

    [Field("controllerExpandSecretRef", 9)]
    public partial SecretReference? ControllerExpandSecretRef { get; set; }

    [Field("nodeExpandSecretRef", 10)]
    public partial SecretReference? NodeExpandSecretRef { get; set; }
}
