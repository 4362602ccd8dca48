using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.VolumeMount")]
public sealed partial class VolumeMount
{
    [Field("name", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Name { get; set; }

    [Field("readOnly", 2)]
    public partial bool ReadOnly { get; set; }

    [Field("mountPath", 3, Always = true, Required = true, Default = "\"\"")]
    public partial string MountPath { get; set; }

    [Field("subPath", 4)]
    public partial string SubPath { get; set; }

    [Field("mountPropagation", 5)]
    public partial string? MountPropagation { get; set; }

    [Field("subPathExpr", 6)]
    public partial string SubPathExpr { get; set; }

    [Field("recursiveReadOnly", 7)]
    public partial string? RecursiveReadOnly { get; set; }
}
