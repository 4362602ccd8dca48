using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.LocalVolumeSource")]
public sealed partial class LocalVolumeSource
{
    [Field("path", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Path { get; set; }

    [Field("fsType", 2)]
    public partial string? FsType { get; set; }
}
