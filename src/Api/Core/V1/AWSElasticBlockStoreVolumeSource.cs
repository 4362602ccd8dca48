using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.AWSElasticBlockStoreVolumeSource")]
public sealed partial class AWSElasticBlockStoreVolumeSource
{
    [Field("volumeID", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string VolumeID { get; set; }

    [Field("fsType", 2)]
    public partial string FsType { get; set; }

    [Field("partition", 3)]
    public partial int Partition { get; set; }

    [Field("readOnly", 4)]
    public partial bool ReadOnly { get; set; }
}
