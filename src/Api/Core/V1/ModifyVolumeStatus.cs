using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.ModifyVolumeStatus")]
public sealed partial class ModifyVolumeStatus
{
    [Field("targetVolumeAttributesClassName", 1)]
    public partial string TargetVolumeAttributesClassName { get; set; }

    [Field("status", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string Status { get; set; }
}
