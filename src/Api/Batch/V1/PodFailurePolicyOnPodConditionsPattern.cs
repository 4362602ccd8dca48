using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Batch.V1;

[KubernetesType("io.k8s.api.batch.v1.PodFailurePolicyOnPodConditionsPattern")]
public sealed partial class PodFailurePolicyOnPodConditionsPattern
{
    [Field("type", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Type { get; set; }

    [Field("status", 2, Default = "\"\"")]
    public partial string Status { get; set; }
}
