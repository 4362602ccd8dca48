using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.NFSVolumeSource")]
public sealed partial class NFSVolumeSource
{
    [Field("server", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Server { get; set; }

    [Field("path", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string Path { get; set; }

    [Field("readOnly", 3)]
    public partial bool ReadOnly { get; set; }
}
