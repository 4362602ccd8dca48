using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.Resource.V1Beta1;

[KubernetesType("io.k8s.api.resource.v1beta1.ResourceSlice")]
[Kind("resource.k8s.io", "v1beta1", "ResourceSlice")]
[Resource("resourceslices", "resourceslice", Namespaced = false)]
public sealed partial class ResourceSlice : KubernetesObject
{
    [Field("spec", 2, Required = true)]
    public partial ResourceSliceSpec Spec { get; set; }
}

[KubernetesType("io.k8s.api.resource.v1beta1.BasicDevice")]
public sealed partial class BasicDevice
{
    [Field("attributes", 1)]
    public partial MapOf<DeviceAttribute> Attributes { get; set; }

    [Field("capacity", 2)]
    public partial MapOf<DeviceCapacity> Capacity { get; set; }

    [Field("consumesCounters", 3)]
    public partial ListOf<DeviceCounterConsumption> ConsumesCounters { get; set; }

    [Field("nodeName", 4)]
    public partial string NodeName { get; set; }

    [Field("nodeSelector", 5)]
    public partial Core.V1.NodeSelector? NodeSelector { get; set; }

    [Field("allNodes", 6)]
    public partial bool? AllNodes { get; set; }

    [Field("taints", 7)]
    public partial ListOf<DeviceTaint> Taints { get; set; }

    [Field("bindsToNode", 8)]
    public partial bool? BindsToNode { get; set; }

    [Field("bindingConditions", 9)]
    public partial ListOf<string> BindingConditions { get; set; }

    [Field("bindingFailureConditions", 10)]
    public partial ListOf<string> BindingFailureConditions { get; set; }

    [Field("allowMultipleAllocations", 11)]
    public partial bool? AllowMultipleAllocations { get; set; }

    [Field("nodeAllocatableResourceMappings", 12)]
    public partial MapOf<NodeAllocatableResourceMapping> NodeAllocatableResourceMappings { get; set; }
}

[KubernetesType("io.k8s.api.resource.v1beta1.CapacityRequestPolicy")]
public sealed partial class CapacityRequestPolicy
{
    [Field("default", 1)]
    public partial Quantity? Default { get; set; }

    [Field("validValues", 3)]
    public partial ListOf<Quantity> ValidValues { get; set; }

    [Field("validRange", 4)]
    public partial CapacityRequestPolicyRange? ValidRange { get; set; }
}

[KubernetesType("io.k8s.api.resource.v1beta1.CapacityRequestPolicyRange")]
public sealed partial class CapacityRequestPolicyRange
{
    [Field("min", 1, Required = true)]
    public partial Quantity? Min { get; set; }

    [Field("max", 2)]
    public partial Quantity? Max { get; set; }

    [Field("step", 3)]
    public partial Quantity? Step { get; set; }
}

[KubernetesType("io.k8s.api.resource.v1beta1.Counter")]
public sealed partial class Counter
{
    [Field("value", 1, Required = true)]
    public partial Quantity? Value { get; set; }
}

[KubernetesType("io.k8s.api.resource.v1beta1.CounterSet")]
public sealed partial class CounterSet
{
    [Field("name", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Name { get; set; }

    [Field("counters", 2, Always = true, Required = true)]
    public partial MapOf<Counter> Counters { get; set; }
}

[KubernetesType("io.k8s.api.resource.v1beta1.Device")]
public sealed partial class Device
{
    [Field("name", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Name { get; set; }

    [Field("basic", 2)]
    public partial BasicDevice? Basic { get; set; }
}

[KubernetesType("io.k8s.api.resource.v1beta1.DeviceAttribute")]
public sealed partial class DeviceAttribute
{
    [Field("int", 2)]
    public partial long? Int { get; set; }

    [Field("bool", 3)]
    public partial bool? Bool { get; set; }

    [Field("string", 4)]
    public partial string? String { get; set; }

    [Field("version", 5)]
    public partial string? Version { get; set; }

    [Field("ints", 6)]
    public partial ListOf<long> Ints { get; set; }

    [Field("bools", 7)]
    public partial ListOf<bool> Bools { get; set; }

    [Field("strings", 8)]
    public partial ListOf<string> Strings { get; set; }

    [Field("versions", 9)]
    public partial ListOf<string> Versions { get; set; }
}

[KubernetesType("io.k8s.api.resource.v1beta1.DeviceCapacity")]
public sealed partial class DeviceCapacity
{
    [Field("value", 1, Required = true)]
    public partial Quantity? Value { get; set; }

    [Field("requestPolicy", 2)]
    public partial CapacityRequestPolicy? RequestPolicy { get; set; }
}

[KubernetesType("io.k8s.api.resource.v1beta1.DeviceCounterConsumption")]
public sealed partial class DeviceCounterConsumption
{
    [Field("counterSet", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string CounterSet { get; set; }

    [Field("counters", 2, Always = true, Required = true)]
    public partial MapOf<Counter> Counters { get; set; }
}

[KubernetesType("io.k8s.api.resource.v1beta1.DeviceTaint")]
public sealed partial class DeviceTaint
{
    [Field("key", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Key { get; set; }

    [Field("value", 2)]
    public partial string Value { get; set; }

    [Field("effect", 3, Always = true, Required = true, Default = "\"\"")]
    public partial string Effect { get; set; }

    [Field("timeAdded", 4)]
    public partial DateTimeOffset? TimeAdded { get; set; }
}

[KubernetesType("io.k8s.api.resource.v1beta1.NodeAllocatableResourceMapping")]
public sealed partial class NodeAllocatableResourceMapping
{
    [Field("capacityKey", 1)]
    public partial string? CapacityKey { get; set; }

    [Field("allocationMultiplier", 2)]
    public partial Quantity? AllocationMultiplier { get; set; }
}

[KubernetesType("io.k8s.api.resource.v1beta1.ResourcePool")]
public sealed partial class ResourcePool
{
    [Field("name", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Name { get; set; }

    [Field("generation", 2, Always = true, Required = true, Default = "0")]
    public partial long Generation { get; set; }

    [Field("resourceSliceCount", 3, Always = true, Required = true, Default = "0")]
    public partial long ResourceSliceCount { get; set; }
}

[KubernetesType("io.k8s.api.resource.v1beta1.ResourceSliceSpec")]
public sealed partial class ResourceSliceSpec
{
    [Field("driver", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Driver { get; set; }

    [Field("pool", 2, Required = true)]
    public partial ResourcePool Pool { get; set; }

    [Field("nodeName", 3)]
    public partial string? NodeName { get; set; }

    [Field("nodeSelector", 4)]
    public partial Core.V1.NodeSelector? NodeSelector { get; set; }

    [Field("allNodes", 5)]
    public partial bool? AllNodes { get; set; }

    [Field("devices", 6)]
    public partial ListOf<Device> Devices { get; set; }

    [Field("perDeviceNodeSelection", 7)]
    public partial bool? PerDeviceNodeSelection { get; set; }

    [Field("sharedCounters", 8)]
    public partial ListOf<CounterSet> SharedCounters { get; set; }
}
