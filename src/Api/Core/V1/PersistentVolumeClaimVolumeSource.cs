using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.PersistentVolumeClaimVolumeSource")]
public sealed partial class PersistentVolumeClaimVolumeSource
{
    [Field("claimName", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string ClaimName { get; set; }

    [Field("readOnly", 2)]
    public partial bool ReadOnly { get; set; }
}
