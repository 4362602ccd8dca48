using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.WeightedPodAffinityTerm")]
public sealed partial class WeightedPodAffinityTerm
{
    [Field("weight", 1, Always = true, Required = true, Default = "0")]
    public partial int Weight { get; set; }

    [Field("podAffinityTerm", 2, Required = true)]
    public partial PodAffinityTerm PodAffinityTerm { get; set; }
}
