using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.VsphereVirtualDiskVolumeSource")]
public sealed partial class VsphereVirtualDiskVolumeSource
{
    [Field("volumePath", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string VolumePath { get; set; }

    [Field("fsType", 2)]
    public partial string FsType { get; set; }

    [Field("storagePolicyName", 3)]
    public partial string StoragePolicyName { get; set; }

    [Field("storagePolicyID", 4)]
    public partial string StoragePolicyID { get; set; }
}
