using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.GlusterfsVolumeSource")]
public sealed partial class GlusterfsVolumeSource
{
    [Field("endpoints", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Endpoints { get; set; }

    [Field("path", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string Path { get; set; }

    [Field("readOnly", 3)]
    public partial bool ReadOnly { get; set; }
}
