using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.GCEPersistentDiskVolumeSource")]
public sealed partial class GCEPersistentDiskVolumeSource
{
    [Field("pdName", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string PdName { get; set; }

    [Field("fsType", 2)]
    public partial string FsType { get; set; }

    [Field("partition", 3)]
    public partial int Partition { get; set; }

    [Field("readOnly", 4)]
    public partial bool ReadOnly { get; set; }
}
