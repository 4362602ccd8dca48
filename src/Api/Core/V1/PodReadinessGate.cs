using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.PodReadinessGate")]
public sealed partial class PodReadinessGate
{
    [Field("conditionType", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string ConditionType { get; set; }
}
