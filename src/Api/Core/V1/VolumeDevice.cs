using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.VolumeDevice")]
public sealed partial class VolumeDevice
{
    [Field("name", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Name { get; set; }

    [Field("devicePath", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string DevicePath { get; set; }
}
