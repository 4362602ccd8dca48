using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.PodSchedulingGroup")]
public sealed partial class PodSchedulingGroup
{
    [Field("podGroupName", 1)]
    public partial string PodGroupName { get; set; }
}
