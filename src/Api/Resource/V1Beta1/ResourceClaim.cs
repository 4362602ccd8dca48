using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.Resource.V1Beta1;

[KubernetesType("io.k8s.api.resource.v1beta1.ResourceClaim")]
[Kind("resource.k8s.io", "v1beta1", "ResourceClaim")]
[Resource("resourceclaims", "resourceclaim", Namespaced = true)]
[Subresource("status", "get,patch,update")]
public sealed partial class ResourceClaim : KubernetesObject
{
    [Field("spec", 2, Required = true)]
    public partial ResourceClaimSpec Spec { get; set; }

    [Field("status", 3)]
    public partial ResourceClaimStatus Status { get; set; }
}

[KubernetesType("io.k8s.api.resource.v1beta1.AllocatedDeviceStatus")]
public sealed partial class AllocatedDeviceStatus
{
    [Field("driver", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Driver { get; set; }

    [Field("pool", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string Pool { get; set; }

    [Field("device", 3, Always = true, Required = true, Default = "\"\"")]
    public partial string Device { get; set; }

    [Field("conditions", 4, ListType = ListType.Map, MapKeys = "type")]
    public partial ListOf<Meta.V1.Condition> Conditions { get; set; }

    [Field("data", 5)]
    public partial object? Data { get; set; }

    [Field("networkData", 6)]
    public partial NetworkDeviceData? NetworkData { get; set; }

    [Field("shareID", 7)]
    public partial string? ShareID { get; set; }
}

[KubernetesType("io.k8s.api.resource.v1beta1.AllocationResult")]
public sealed partial class AllocationResult
{
    [Field("devices", 1)]
    public partial DeviceAllocationResult Devices { get; set; }

    [Field("nodeSelector", 3)]
    public partial Core.V1.NodeSelector? NodeSelector { get; set; }

    [Field("allocationTimestamp", 5)]
    public partial DateTimeOffset? AllocationTimestamp { get; set; }
}

[KubernetesType("io.k8s.api.resource.v1beta1.DeviceAllocationConfiguration")]
public sealed partial class DeviceAllocationConfiguration
{
    [Field("source", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Source { get; set; }

    [Field("requests", 2)]
    public partial ListOf<string> Requests { get; set; }

    [Field("opaque", 0)]
    public partial OpaqueDeviceConfiguration? Opaque { get; set; }
}

[KubernetesType("io.k8s.api.resource.v1beta1.DeviceAllocationResult")]
public sealed partial class DeviceAllocationResult
{
    [Field("results", 1)]
    public partial ListOf<DeviceRequestAllocationResult> Results { get; set; }

    [Field("config", 2)]
    public partial ListOf<DeviceAllocationConfiguration> Config { get; set; }
}

[KubernetesType("io.k8s.api.resource.v1beta1.DeviceRequestAllocationResult")]
public sealed partial class DeviceRequestAllocationResult
{
    [Field("request", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Request { get; set; }

    [Field("driver", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string Driver { get; set; }

    [Field("pool", 3, Always = true, Required = true, Default = "\"\"")]
    public partial string Pool { get; set; }

    [Field("device", 4, Always = true, Required = true, Default = "\"\"")]
    public partial string Device { get; set; }

    [Field("adminAccess", 5)]
    public partial bool? AdminAccess { get; set; }

    [Field("tolerations", 6)]
    public partial ListOf<DeviceToleration> Tolerations { get; set; }

    [Field("bindingConditions", 7)]
    public partial ListOf<string> BindingConditions { get; set; }

    [Field("bindingFailureConditions", 8)]
    public partial ListOf<string> BindingFailureConditions { get; set; }

    [Field("shareID", 9)]
    public partial string? ShareID { get; set; }

    [Field("consumedCapacity", 10)]
    public partial MapOf<Quantity> ConsumedCapacity { get; set; }
}

[KubernetesType("io.k8s.api.resource.v1beta1.NetworkDeviceData")]
public sealed partial class NetworkDeviceData
{
    [Field("interfaceName", 1)]
    public partial string InterfaceName { get; set; }

    [Field("ips", 2)]
    public partial ListOf<string> Ips { get; set; }

    [Field("hardwareAddress", 3)]
    public partial string HardwareAddress { get; set; }
}

[KubernetesType("io.k8s.api.resource.v1beta1.ResourceClaimConsumerReference")]
public sealed partial class ResourceClaimConsumerReference
{
    [Field("apiGroup", 1)]
    public partial string ApiGroup { get; set; }

    [Field("resource", 3, Always = true, Required = true, Default = "\"\"")]
    public partial string Resource { get; set; }

    [Field("name", 4, Always = true, Required = true, Default = "\"\"")]
    public partial string Name { get; set; }

    [Field("uid", 5, Always = true, Required = true, Default = "\"\"")]
    public partial string Uid { get; set; }
}

[KubernetesType("io.k8s.api.resource.v1beta1.ResourceClaimStatus")]
public sealed partial class ResourceClaimStatus
{
    [Field("allocation", 1)]
    public partial AllocationResult? Allocation { get; set; }

    [Field("reservedFor", 2, ListType = ListType.Map, MapKeys = "uid", PatchStrategy = PatchStrategy.Merge, MergeKey = "uid")]
    public partial ListOf<ResourceClaimConsumerReference> ReservedFor { get; set; }

    [Field("devices", 4, ListType = ListType.Map, MapKeys = "driver,device,pool,shareID")]
    public partial ListOf<AllocatedDeviceStatus> Devices { get; set; }
}
