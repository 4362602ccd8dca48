using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.ContainerRestartRule")]
public sealed partial class ContainerRestartRule
{
    [Field("action", 1, Required = true)]
    public partial string Action { get; set; }

    [Field("exitCodes", 2)]
    public partial ContainerRestartRuleOnExitCodes? ExitCodes { get; set; }
}
