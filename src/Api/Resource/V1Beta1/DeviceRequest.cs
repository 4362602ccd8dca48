using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Resource.V1Beta1;

[KubernetesType("io.k8s.api.resource.v1beta1.DeviceRequest")]
public sealed partial class DeviceRequest
{
    [Field("name", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Name { get; set; }

    [Field("deviceClassName", 2, Always = true, Default = "\"\"")]
    public partial string DeviceClassName { get; set; }

    [Field("selectors", 3)]
    public partial ListOf<DeviceSelector> Selectors { get; set; }

    [Field("allocationMode", 4)]
    public partial string AllocationMode { get; set; }

    [Field("count", 5)]
    public partial long? Count { get; set; }

    [Field("adminAccess", 6)]
    public partial bool? AdminAccess { get; set; }

    [Field("firstAvailable", 7)]
    public partial ListOf<DeviceSubRequest> FirstAvailable { get; set; }

    [Field("tolerations", 8)]
    public partial ListOf<DeviceToleration> Tolerations { get; set; }

    [Field("capacity", 9)]
    public partial CapacityRequirements? Capacity { get; set; }
}
