using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.HostPathVolumeSource")]
public sealed partial class HostPathVolumeSource
{
    [Field("path", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Path { get; set; }

    [Field("type", 2)]
    public partial string? Type { get; set; }
}
