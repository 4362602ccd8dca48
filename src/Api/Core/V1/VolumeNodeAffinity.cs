using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.VolumeNodeAffinity")]
public sealed partial class VolumeNodeAffinity
{
    [Field("required", 1)]
    public partial NodeSelector? Required { get; set; }
}
