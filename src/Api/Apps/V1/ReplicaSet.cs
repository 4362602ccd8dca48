using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.Apps.V1;

[KubernetesType("io.k8s.api.apps.v1.ReplicaSet")]
[Kind("apps", "v1", "ReplicaSet")]
[Resource("replicasets", "replicaset", Namespaced = true, ShortNames = "rs", Categories = "all")]
[Subresource("scale", "get,patch,update", Kind = "autoscaling/v1/Scale")]
[Subresource("status", "get,patch,update")]
public sealed partial class ReplicaSet : KubernetesObject
{
    [Field("spec", 2)]
    public partial ReplicaSetSpec Spec { get; set; }

    [Field("status", 3)]
    public partial ReplicaSetStatus Status { get; set; }
}

[KubernetesType("io.k8s.api.apps.v1.ReplicaSetCondition")]
public sealed partial class ReplicaSetCondition
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

[KubernetesType("io.k8s.api.apps.v1.ReplicaSetSpec")]
public sealed partial class ReplicaSetSpec
{
    [Field("replicas", 1)]
    public partial int? Replicas { get; set; }

    [Field("selector", 2, Required = true)]
    public partial Meta.V1.LabelSelector? Selector { get; set; }

    [Field("template", 3)]
    public partial Core.V1.PodTemplateSpec Template { get; set; }

    [Field("minReadySeconds", 4)]
    public partial int MinReadySeconds { get; set; }
}

[KubernetesType("io.k8s.api.apps.v1.ReplicaSetStatus")]
public sealed partial class ReplicaSetStatus
{
    [Field("replicas", 1, Always = true, Required = true, Default = "0")]
    public partial int Replicas { get; set; }

    [Field("fullyLabeledReplicas", 2)]
    public partial int FullyLabeledReplicas { get; set; }

    [Field("observedGeneration", 3)]
    public partial long ObservedGeneration { get; set; }

    [Field("readyReplicas", 4)]
    public partial int ReadyReplicas { get; set; }

    [Field("availableReplicas", 5)]
    public partial int AvailableReplicas { get; set; }

    [Field("conditions", 6, ListType = ListType.Map, MapKeys = "type", PatchStrategy = PatchStrategy.Merge, MergeKey = "type")]
    public partial ListOf<ReplicaSetCondition> Conditions { get; set; }

    [Field("terminatingReplicas", 7)]
    public partial int? TerminatingReplicas { get; set; }
}
