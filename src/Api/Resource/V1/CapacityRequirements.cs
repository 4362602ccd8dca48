using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Resource.V1;

[KubernetesType("io.k8s.api.resource.v1.CapacityRequirements")]
public sealed partial class CapacityRequirements
{
    [Field("requests", 1)]
    public partial MapOf<Quantity> Requests { get; set; }
}
