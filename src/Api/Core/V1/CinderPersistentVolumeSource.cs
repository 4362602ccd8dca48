using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.CinderPersistentVolumeSource")]
public sealed partial class CinderPersistentVolumeSource
{
    [Field("volumeID", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string VolumeID { get; set; }

    [Field("fsType", 2)]
    public partial string FsType { get; set; }

    [Field("readOnly", 3)]
    public partial bool ReadOnly { get; set; }

    [Field("secretRef", 4)]
    public partial SecretReference? SecretRef { get; set; }
}
