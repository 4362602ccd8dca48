using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Resource.V1Beta2;

[KubernetesType("io.k8s.api.resource.v1beta2.OpaqueDeviceConfiguration")]
public sealed partial class OpaqueDeviceConfiguration
{
    [Field("driver", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Driver { get; set; }

    [Field("parameters", 2, Required = true)]
    public partial object? Parameters { get; set; }
}
