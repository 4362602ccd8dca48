using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.PodAffinity")]
public sealed partial class PodAffinity
{
    [Field("requiredDuringSchedulingIgnoredDuringExecution", 1)]
    public partial ListOf<PodAffinityTerm> RequiredDuringSchedulingIgnoredDuringExecution { get; set; }

    [Field("preferredDuringSchedulingIgnoredDuringExecution", 2)]
    public partial ListOf<WeightedPodAffinityTerm> PreferredDuringSchedulingIgnoredDuringExecution { get; set; }
}
