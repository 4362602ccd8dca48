using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Resource.V1Beta2;

[KubernetesType("io.k8s.api.resource.v1beta2.DeviceRequest")]
public sealed partial class DeviceRequest
{
    [Field("name", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Name { get; set; }

    [Field("exactly", 2)]
    public partial ExactDeviceRequest? Exactly { get; set; }

    [Field("firstAvailable", 3)]
    public partial ListOf<DeviceSubRequest> FirstAvailable { get; set; }
}
