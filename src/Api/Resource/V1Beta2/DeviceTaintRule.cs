using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.Resource.V1Beta2;

[KubernetesType("io.k8s.api.resource.v1beta2.DeviceTaintRule")]
[Kind("resource.k8s.io", "v1beta2", "DeviceTaintRule")]
[Resource("devicetaintrules", "devicetaintrule", Namespaced = false)]
[Subresource("status", "get,patch,update")]
public sealed partial class DeviceTaintRule : KubernetesObject
{
    [Field("spec", 2, Required = true)]
    public partial DeviceTaintRuleSpec Spec { get; set; }

    [Field("status", 3)]
    public partial DeviceTaintRuleStatus Status { get; set; }
}

[KubernetesType("io.k8s.api.resource.v1beta2.DeviceTaintRuleSpec")]
public sealed partial class DeviceTaintRuleSpec
{
    [Field("deviceSelector", 1)]
    public partial DeviceTaintSelector? DeviceSelector { get; set; }

    [Field("taint", 2, Required = true)]
    public partial DeviceTaint Taint { get; set; }
}

[KubernetesType("io.k8s.api.resource.v1beta2.DeviceTaintRuleStatus")]
public sealed partial class DeviceTaintRuleStatus
{
    [Field("conditions", 1, ListType = ListType.Map, MapKeys = "type", PatchStrategy = PatchStrategy.Merge, MergeKey = "type")]
    public partial ListOf<Meta.V1.Condition> Conditions { get; set; }
}

[KubernetesType("io.k8s.api.resource.v1beta2.DeviceTaintSelector")]
public sealed partial class DeviceTaintSelector
{
    [Field("driver", 2)]
    public partial string Driver { get; set; }

    [Field("pool", 3)]
    public partial string Pool { get; set; }

    [Field("device", 4)]
    public partial string Device { get; set; }
}
