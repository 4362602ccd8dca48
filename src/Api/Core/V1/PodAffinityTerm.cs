using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.PodAffinityTerm")]
public sealed partial class PodAffinityTerm
{
    [Field("labelSelector", 1)]
    public partial Meta.V1.LabelSelector? LabelSelector { get; set; }

    [Field("namespaces", 2)]
    public partial ListOf<string> Namespaces { get; set; }

    [Field("topologyKey", 3, Always = true, Required = true, Default = "\"\"")]
    public partial string TopologyKey { get; set; }

    [Field("namespaceSelector", 4)]
    public partial Meta.V1.LabelSelector? NamespaceSelector { get; set; }

    [Field("matchLabelKeys", 5)]
    public partial ListOf<string> MatchLabelKeys { get; set; }

    [Field("mismatchLabelKeys", 6)]
    public partial ListOf<string> MismatchLabelKeys { get; set; }
}
