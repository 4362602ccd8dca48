using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.PhotonPersistentDiskVolumeSource")]
public sealed partial class PhotonPersistentDiskVolumeSource
{
    [Field("pdID", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string PdID { get; set; }

    [Field("fsType", 2)]
    public partial string FsType { get; set; }
}
