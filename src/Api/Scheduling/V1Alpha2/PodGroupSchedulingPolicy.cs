using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Scheduling.V1Alpha2;

[KubernetesType("io.k8s.api.scheduling.v1alpha2.PodGroupSchedulingPolicy")]
public sealed partial class PodGroupSchedulingPolicy
{
    [Field("basic", 1)]
    public partial BasicSchedulingPolicy? Basic { get; set; }

    [Field("gang", 2)]
    public partial GangSchedulingPolicy? Gang { get; set; }
}
