using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.ContainerRestartRuleOnExitCodes")]
public sealed partial class ContainerRestartRuleOnExitCodes
{
    [Field("operator", 1, Required = true)]
    public partial string Operator { get; set; }

    [Field("values", 2, ListType = ListType.Set)]
    public partial ListOf<int> Values { get; set; }
}
