using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.NodeSelectorRequirement")]
public sealed partial class NodeSelectorRequirement
{
    [Field("key", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Key { get; set; }

    [Field("operator", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string Operator { get; set; }

    [Field("values", 3)]
    public partial ListOf<string> Values { get; set; }
}
