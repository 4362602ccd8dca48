using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.PortworxVolumeSource")]
public sealed partial class PortworxVolumeSource
{
    [Field("volumeID", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string VolumeID { get; set; }

    [Field("fsType", 2)]
    public partial string FsType { get; set; }

    [Field("readOnly", 3)]
    public partial bool ReadOnly { get; set; }
}
