using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Batch.V1;

[KubernetesType("io.k8s.api.batch.v1.SuccessPolicy")]
public sealed partial class SuccessPolicy
{
    [Field("rules", 1, Always = true, Required = true)]
    public partial ListOf<SuccessPolicyRule> Rules { get; set; }
}
