using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.DownwardAPIVolumeFile")]
public sealed partial class DownwardAPIVolumeFile
{
    [Field("path", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Path { get; set; }

    [Field("fieldRef", 2)]
    public partial ObjectFieldSelector? FieldRef { get; set; }

    [Field("resourceFieldRef", 3)]
    public partial ResourceFieldSelector? ResourceFieldRef { get; set; }

    [Field("mode", 4)]
    public partial int? Mode { get; set; }
}
