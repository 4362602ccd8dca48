using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.Resource.V1Beta1;

[KubernetesType("io.k8s.api.resource.v1beta1.DeviceClass")]
[Kind("resource.k8s.io", "v1beta1", "DeviceClass")]
[Resource("deviceclasses", "deviceclass", Namespaced = false)]
public sealed partial class DeviceClass : KubernetesObject
{
    [Field("spec", 2, Required = true)]
    public partial DeviceClassSpec Spec { get; set; }
}

[KubernetesType("io.k8s.api.resource.v1beta1.DeviceClassConfiguration")]
public sealed partial class DeviceClassConfiguration
{
    [Field("opaque", 0)]
    public partial OpaqueDeviceConfiguration? Opaque { get; set; }
}

[KubernetesType("io.k8s.api.resource.v1beta1.DeviceClassSpec")]
public sealed partial class DeviceClassSpec
{
    [Field("selectors", 1)]
    public partial ListOf<DeviceSelector> Selectors { get; set; }

    [Field("config", 2)]
    public partial ListOf<DeviceClassConfiguration> Config { get; set; }

    [Field("extendedResourceName", 4)]
    public partial string? ExtendedResourceName { get; set; }
}
