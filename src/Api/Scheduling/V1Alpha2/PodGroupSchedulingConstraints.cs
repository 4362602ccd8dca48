using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Scheduling.V1Alpha2;

[KubernetesType("io.k8s.api.scheduling.v1alpha2.PodGroupSchedulingConstraints")]
public sealed partial class PodGroupSchedulingConstraints
{
    [Field("topology", 1)]
    public partial ListOf<TopologyConstraint> Topology { get; set; }
}
