using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Resource.V1;

[KubernetesType("io.k8s.api.resource.v1.ResourceClaimSpec")]
public sealed partial class ResourceClaimSpec
{
    [Field("devices", 1)]
    public partial DeviceClaim Devices { get; set; }
}
