using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.Scheduling.V1Alpha2;

[KubernetesType("io.k8s.api.scheduling.v1alpha2.Workload")]
[Kind("scheduling.k8s.io", "v1alpha2", "Workload")]
[Resource("workloads", "workload", Namespaced = true)]
public sealed partial class Workload : KubernetesObject
{
    [Field("spec", 2, Required = true)]
    public partial WorkloadSpec Spec { get; set; }
}

[KubernetesType("io.k8s.api.scheduling.v1alpha2.PodGroupTemplate")]
public sealed partial class PodGroupTemplate
{
    [Field("name", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Name { get; set; }

    [Field("schedulingPolicy", 2, Required = true)]
    public partial PodGroupSchedulingPolicy SchedulingPolicy { get; set; }

    [Field("schedulingConstraints", 3)]
    public partial PodGroupSchedulingConstraints? SchedulingConstraints { get; set; }

    [Field("resourceClaims", 4, ListType = ListType.Map, MapKeys = "name", PatchStrategy = PatchStrategy.Merge | PatchStrategy.RetainKeys, MergeKey = "name")]
    public partial ListOf<PodGroupResourceClaim> ResourceClaims { get; set; }

    [Field("disruptionMode", 5)]
    public partial string DisruptionMode { get; set; }

    [Field("priorityClassName", 6)]
    public partial string PriorityClassName { get; set; }

    [Field("priority", 7)]
    public partial int? Priority { get; set; }
}

[KubernetesType("io.k8s.api.scheduling.v1alpha2.TypedLocalObjectReference")]
public sealed partial class TypedLocalObjectReference
{
    [Field("kind", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string Kind { get; set; }

    [Field("apiGroup", 1)]
    public partial string? ApiGroup { get; set; }

    [Field("name", 3, Always = true, Required = true, Default = "\"\"")]
    public partial string Name { get; set; }
}

[KubernetesType("io.k8s.api.scheduling.v1alpha2.WorkloadSpec")]
public sealed partial class WorkloadSpec
{
    [Field("controllerRef", 1)]
    public partial TypedLocalObjectReference? ControllerRef { get; set; }

    [Field("podGroupTemplates", 2, Always = true, Required = true, ListType = ListType.Map, MapKeys = "name")]
    public partial ListOf<PodGroupTemplate> PodGroupTemplates { get; set; }
}
