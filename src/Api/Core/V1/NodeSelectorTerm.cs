using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.NodeSelectorTerm", Atomic = true)]
public sealed partial class NodeSelectorTerm
{
    [Field("matchExpressions", 1)]
    public partial ListOf<NodeSelectorRequirement> MatchExpressions { get; set; }

    [Field("matchFields", 2)]
    public partial ListOf<NodeSelectorRequirement> MatchFields { get; set; }
}
