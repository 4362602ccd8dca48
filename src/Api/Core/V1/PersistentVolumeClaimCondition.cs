using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.PersistentVolumeClaimCondition")]
public sealed partial class PersistentVolumeClaimCondition
{
    [Field("type", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Type { get; set; }

    [Field("status", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string Status { get; set; }

    [Field("lastProbeTime", 3, Always = true)]
    public partial DateTimeOffset? LastProbeTime { get; set; }

    [Field("lastTransitionTime", 4, Always = true)]
    public partial DateTimeOffset? LastTransitionTime { get; set; }

    [Field("reason", 5)]
    public partial string Reason { get; set; }

    [Field("message", 6)]
    public partial string Message { get; set; }
}
