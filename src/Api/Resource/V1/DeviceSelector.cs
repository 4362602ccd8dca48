using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Resource.V1;

[KubernetesType("io.k8s.api.resource.v1.DeviceSelector")]
public sealed partial class DeviceSelector
{
    [Field("cel", 1)]
    public partial CELDeviceSelector? Cel { get; set; }
}
