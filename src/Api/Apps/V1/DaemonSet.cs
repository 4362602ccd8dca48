using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.Apps.V1;

[KubernetesType("io.k8s.api.apps.v1.DaemonSet")]
[Kind("apps", "v1", "DaemonSet")]
[Resource("daemonsets", "daemonset", Namespaced = true, ShortNames = "ds", Categories = "all")]
[Subresource("status", "get,patch,update")]
public sealed partial class DaemonSet : KubernetesObject
{
    [Field("spec", 2)]
    public partial DaemonSetSpec Spec { get; set; }

    [Field("status", 3)]
    public partial DaemonSetStatus Status { get; set; }
}

[KubernetesType("io.k8s.api.apps.v1.DaemonSetCondition")]
public sealed partial class DaemonSetCondition
{
    [Field("type", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Type { get; set; }

    [Field("status", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string Status { get; set; }

    [Field("lastTransitionTime", 3, Always = true)]
    public partial DateTimeOffset? LastTransitionTime { get; set; }

    [Field("reason", 4)]
    public partial string Reason { get; set; }

    [Field("message", 5)]
    public partial string Message { get; set; }
}

[KubernetesType("io.k8s.api.apps.v1.DaemonSetSpec")]
public sealed partial class DaemonSetSpec
{
    [Field("selector", 1, Required = true)]
    public partial Meta.V1.LabelSelector? Selector { get; set; }

    [Field("template", 2, Required = true)]
    public partial Core.V1.PodTemplateSpec Template { get; set; }

    [Field("updateStrategy", 3)]
    public partial DaemonSetUpdateStrategy UpdateStrategy { get; set; }

    [Field("minReadySeconds", 4)]
    public partial int MinReadySeconds { get; set; }

    [Field("revisionHistoryLimit", 6)]
    public partial int? RevisionHistoryLimit { get; set; }
}

[KubernetesType("io.k8s.api.apps.v1.DaemonSetStatus")]
public sealed partial class DaemonSetStatus
{
    [Field("currentNumberScheduled", 1, Always = true, Required = true, Default = "0")]
    public partial int CurrentNumberScheduled { get; set; }

    [Field("numberMisscheduled", 2, Always = true, Required = true, Default = "0")]
    public partial int NumberMisscheduled { get; set; }

    [Field("desiredNumberScheduled", 3, Always = true, Required = true, Default = "0")]
    public partial int DesiredNumberScheduled { get; set; }

    [Field("numberReady", 4, Always = true, Required = true, Default = "0")]
    public partial int NumberReady { get; set; }

    [Field("observedGeneration", 5)]
    public partial long ObservedGeneration { get; set; }

    [Field("updatedNumberScheduled", 6)]
    public partial int UpdatedNumberScheduled { get; set; }

    [Field("numberAvailable", 7)]
    public partial int NumberAvailable { get; set; }

    [Field("numberUnavailable", 8)]
    public partial int NumberUnavailable { get; set; }

    [Field("collisionCount", 9)]
    public partial int? CollisionCount { get; set; }

    [Field("conditions", 10, ListType = ListType.Map, MapKeys = "type", PatchStrategy = PatchStrategy.Merge, MergeKey = "type")]
    public partial ListOf<DaemonSetCondition> Conditions { get; set; }
}

[KubernetesType("io.k8s.api.apps.v1.DaemonSetUpdateStrategy")]
public sealed partial class DaemonSetUpdateStrategy
{
    [Field("type", 1)]
    public partial string Type { get; set; }

    [Field("rollingUpdate", 2)]
    public partial RollingUpdateDaemonSet? RollingUpdate { get; set; }
}

[KubernetesType("io.k8s.api.apps.v1.RollingUpdateDaemonSet")]
public sealed partial class RollingUpdateDaemonSet
{
    [Field("maxUnavailable", 1)]
    public partial IntOrString? MaxUnavailable { get; set; }

    [Field("maxSurge", 2)]
    public partial IntOrString? MaxSurge { get; set; }
}
