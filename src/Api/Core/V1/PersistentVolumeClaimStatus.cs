using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.PersistentVolumeClaimStatus")]
public sealed partial class PersistentVolumeClaimStatus
{
    [Field("phase", 1)]
    public partial string Phase { get; set; }

    [Field("accessModes", 2)]
    public partial ListOf<string> AccessModes { get; set; }

    [Field("capacity", 3)]
    public partial MapOf<Quantity> Capacity { get; set; }

    [Field("conditions", 4, ListType = ListType.Map, MapKeys = "type", PatchStrategy = PatchStrategy.Merge, MergeKey = "type")]
    public partial ListOf<PersistentVolumeClaimCondition> Conditions { get; set; }

    [Field("allocatedResources", 5)]
    public partial MapOf<Quantity> AllocatedResources { get; set; }

    [Field("allocatedResourceStatuses", 7)]
    public partial MapOf<string> AllocatedResourceStatuses { get; set; }

    [Field("currentVolumeAttributesClassName", 8)]
    public partial string? CurrentVolumeAttributesClassName { get; set; }

    [Field("modifyVolumeStatus", 9)]
    public partial ModifyVolumeStatus? ModifyVolumeStatus { get; set; }
}
