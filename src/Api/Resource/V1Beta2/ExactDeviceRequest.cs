using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Resource.V1Beta2;

[KubernetesType("io.k8s.api.resource.v1beta2.ExactDeviceRequest")]
public sealed partial class ExactDeviceRequest
{
    [Field("deviceClassName", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string DeviceClassName { get; set; }

    [Field("selectors", 2)]
    public partial ListOf<DeviceSelector> Selectors { get; set; }

    [Field("allocationMode", 3)]
    public partial string AllocationMode { get; set; }

    [Field("count", 4)]
    public partial long Count { get; set; }

    [Field("adminAccess", 5)]
    public partial bool? AdminAccess { get; set; }

    [Field("tolerations", 6)]
    public partial ListOf<DeviceToleration> Tolerations { get; set; }

    [Field("capacity", 7)]
    public partial CapacityRequirements? Capacity { get; set; }
}
