using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.NodeAffinity")]
public sealed partial class NodeAffinity
{
    [Field("requiredDuringSchedulingIgnoredDuringExecution", 1)]
    public partial NodeSelector? RequiredDuringSchedulingIgnoredDuringExecution { get; set; }

    [Field("preferredDuringSchedulingIgnoredDuringExecution", 2)]
    public partial ListOf<PreferredSchedulingTerm> PreferredDuringSchedulingIgnoredDuringExecution { get; set; }
}
