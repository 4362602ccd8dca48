using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.TopologySelectorTerm", Atomic = true)]
public sealed partial class TopologySelectorTerm
{
    [Field("matchLabelExpressions", 1)]
    public partial ListOf<TopologySelectorLabelRequirement> MatchLabelExpressions { get; set; }
}
