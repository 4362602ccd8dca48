using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Resource.V1Beta2;

[KubernetesType("io.k8s.api.resource.v1beta2.DeviceClaimConfiguration")]
public sealed partial class DeviceClaimConfiguration
{
    [Field("requests", 1)]
    public partial ListOf<string> Requests { get; set; }

    [Field("opaque", 0)]
    public partial OpaqueDeviceConfiguration? Opaque { get; set; }
}
