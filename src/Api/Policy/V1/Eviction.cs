using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.Policy.V1;

[KubernetesType("io.k8s.api.policy.v1.Eviction")]
[Kind("policy", "v1", "Eviction")]
public sealed partial class Eviction : KubernetesObject
{
    [Field("deleteOptions", 2)]
    public partial Meta.V1.DeleteOptions? DeleteOptions { get; set; }
}
