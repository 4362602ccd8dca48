using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Scheduling.V1Alpha2;

[KubernetesType("io.k8s.api.scheduling.v1alpha2.GangSchedulingPolicy")]
public sealed partial class GangSchedulingPolicy
{
    [Field("minCount", 1, Always = true, Required = true, Default = "0")]
    public partial int MinCount { get; set; }
}
