using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Resource.V1Beta2;

[KubernetesType("io.k8s.api.resource.v1beta2.DeviceClaim")]
public sealed partial class DeviceClaim
{
    [Field("requests", 1)]
    public partial ListOf<DeviceRequest> Requests { get; set; }

    [Field("constraints", 2)]
    public partial ListOf<DeviceConstraint> Constraints { get; set; }

    [Field("config", 3)]
    public partial ListOf<DeviceClaimConfiguration> Config { get; set; }
}
