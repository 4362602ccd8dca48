using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.NodeSelector", Atomic = true)]
public sealed partial class NodeSelector
{
    [Field("nodeSelectorTerms", 1, Always = true, Required = true)]
    public partial ListOf<NodeSelectorTerm> NodeSelectorTerms { get; set; }
}
