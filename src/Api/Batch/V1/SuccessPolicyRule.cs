using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Batch.V1;

[KubernetesType("io.k8s.api.batch.v1.SuccessPolicyRule")]
public sealed partial class SuccessPolicyRule
{
    [Field("succeededIndexes", 1)]
    public partial string? SucceededIndexes { get; set; }

    [Field("succeededCount", 2)]
    public partial int? SucceededCount { get; set; }
}
