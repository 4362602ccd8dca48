using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.ReplicationController")]
[Kind("", "v1", "ReplicationController")]
[Resource("replicationcontrollers", "replicationcontroller", Namespaced = true, ShortNames = "rc", Categories = "all")]
[Subresource("scale", "get,patch,update", Kind = "autoscaling/v1/Scale")]
[Subresource("status", "get,patch,update")]
public sealed partial class ReplicationController : KubernetesObject
{
    [Field("spec", 2)]
    public partial ReplicationControllerSpec Spec { get; set; }

    [Field("status", 3)]
    public partial ReplicationControllerStatus Status { get; set; }
}

[KubernetesType("io.k8s.api.core.v1.ReplicationControllerCondition")]
public sealed partial class ReplicationControllerCondition
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

[KubernetesType("io.k8s.api.core.v1.ReplicationControllerSpec")]
public sealed partial class ReplicationControllerSpec
{
    [Field("replicas", 1, Default = "1")]
    public partial int? Replicas { get; set; }

    [Field("selector", 2, Atomic = true)]
    public partial MapOf<string> Selector { get; set; }

    [Field("template", 3)]
    public partial PodTemplateSpec? Template { get; set; }

    [Field("minReadySeconds", 4, Default = "0")]
    public partial int MinReadySeconds { get; set; }
}

[KubernetesType("io.k8s.api.core.v1.ReplicationControllerStatus")]
public sealed partial class ReplicationControllerStatus
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
    public partial ListOf<ReplicationControllerCondition> Conditions { get; set; }
}
