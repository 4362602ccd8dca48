using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.FlockerVolumeSource")]
public sealed partial class FlockerVolumeSource
{
    [Field("datasetName", 1)]
    public partial string DatasetName { get; set; }

    [Field("datasetUUID", 2)]
    public partial string DatasetUUID { get; set; }
}
