using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.EphemeralVolumeSource")]
public sealed partial class EphemeralVolumeSource
{
    [Field("volumeClaimTemplate", 1)]
    public partial PersistentVolumeClaimTemplate? VolumeClaimTemplate { get; set; }
}
