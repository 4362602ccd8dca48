using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.Scheduling.V1Alpha2;

[KubernetesType("io.k8s.api.scheduling.v1alpha2.PodGroup")]
[Kind("scheduling.k8s.io", "v1alpha2", "PodGroup")]
[Resource("podgroups", "podgroup", Namespaced = true)]
[Subresource("status", "get,patch,update")]
public sealed partial class PodGroup : KubernetesObject
{
    [Field("spec", 2, Required = true)]
    public partial PodGroupSpec Spec { get; set; }

    [Field("status", 3)]
    public partial PodGroupStatus Status { get; set; }
}

[KubernetesType("io.k8s.api.scheduling.v1alpha2.PodGroupResourceClaimStatus")]
public sealed partial class PodGroupResourceClaimStatus
{
    [Field("name", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Name { get; set; }

    [Field("resourceClaimName", 2)]
    public partial string? ResourceClaimName { get; set; }
}

[KubernetesType("io.k8s.api.scheduling.v1alpha2.PodGroupSpec")]
public sealed partial class PodGroupSpec
{
    [Field("podGroupTemplateRef", 1)]
    public partial PodGroupTemplateReference? PodGroupTemplateRef { get; set; }

    [Field("schedulingPolicy", 2, Required = true)]
    public partial PodGroupSchedulingPolicy SchedulingPolicy { get; set; }

    [Field("schedulingConstraints", 3)]
    public partial PodGroupSchedulingConstraints? SchedulingConstraints { get; set; }

    [Field("resourceClaims", 4, ListType = ListType.Map, MapKeys = "name", PatchStrategy = PatchStrategy.Merge | PatchStrategy.RetainKeys, MergeKey = "name")]
    public partial ListOf<PodGroupResourceClaim> ResourceClaims { get; set; }

    [Field("disruptionMode", 5, Default = "\"Pod\"")]
    public partial string DisruptionMode { get; set; }

    [Field("priorityClassName", 6)]
    public partial string PriorityClassName { get; set; }

    [Field("priority", 7)]
    public partial int? Priority { get; set; }
}

[KubernetesType("io.k8s.api.scheduling.v1alpha2.PodGroupStatus")]
public sealed partial class PodGroupStatus
{
    [Field("conditions", 1, ListType = ListType.Map, MapKeys = "type", PatchStrategy = PatchStrategy.Merge, MergeKey = "type")]
    public partial ListOf<Meta.V1.Condition> Conditions { get; set; }

    [Field("resourceClaimStatuses", 2, ListType = ListType.Map, MapKeys = "name", PatchStrategy = PatchStrategy.Merge | PatchStrategy.RetainKeys, MergeKey = "name")]
    public partial ListOf<PodGroupResourceClaimStatus> ResourceClaimStatuses { get; set; }
}

[KubernetesType("io.k8s.api.scheduling.v1alpha2.PodGroupTemplateReference")]
public sealed partial class PodGroupTemplateReference
{
    [Field("workload", 1)]
    public partial WorkloadPodGroupTemplateReference? Workload { get; set; }
}

[KubernetesType("io.k8s.api.scheduling.v1alpha2.WorkloadPodGroupTemplateReference")]
public sealed partial class WorkloadPodGroupTemplateReference
{
    [Field("workloadName", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string WorkloadName { get; set; }

    [Field("podGroupTemplateName", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string PodGroupTemplateName { get; set; }
}
