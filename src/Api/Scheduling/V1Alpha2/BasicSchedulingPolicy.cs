using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Scheduling.V1Alpha2;

[KubernetesType("io.k8s.api.scheduling.v1alpha2.BasicSchedulingPolicy")]
public sealed partial class BasicSchedulingPolicy
{
}
