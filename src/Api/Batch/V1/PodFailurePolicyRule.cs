using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Batch.V1;

[KubernetesType("io.k8s.api.batch.v1.PodFailurePolicyRule")]
public sealed partial class PodFailurePolicyRule
{
    [Field("action", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Action { get; set; }

    [Field("onExitCodes", 2)]
    public partial PodFailurePolicyOnExitCodesRequirement? OnExitCodes { get; set; }

    [Field("onPodConditions", 3)]
    public partial ListOf<PodFailurePolicyOnPodConditionsPattern> OnPodConditions { get; set; }
}
