using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.Apps.V1;

[KubernetesType("io.k8s.api.apps.v1.StatefulSet")]
[Kind("apps", "v1", "StatefulSet")]
[Resource("statefulsets", "statefulset", Namespaced = true, ShortNames = "sts", Categories = "all")]
[Subresource("scale", "get,patch,update", Kind = "autoscaling/v1/Scale")]
[Subresource("status", "get,patch,update")]
public sealed partial class StatefulSet : KubernetesObject
{
    [Field("spec", 2)]
    public partial StatefulSetSpec Spec { get; set; }

    [Field("status", 3)]
    public partial StatefulSetStatus Status { get; set; }
}

[KubernetesType("io.k8s.api.apps.v1.RollingUpdateStatefulSetStrategy")]
public sealed partial class RollingUpdateStatefulSetStrategy
{
    [Field("partition", 1)]
    public partial int? Partition { get; set; }

    [Field("maxUnavailable", 2)]
    public partial IntOrString? MaxUnavailable { get; set; }
}

[KubernetesType("io.k8s.api.apps.v1.StatefulSetCondition")]
public sealed partial class StatefulSetCondition
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

[KubernetesType("io.k8s.api.apps.v1.StatefulSetOrdinals")]
public sealed partial class StatefulSetOrdinals
{
    [Field("start", 1, Always = true, Default = "0")]
    public partial int Start { get; set; }
}

[KubernetesType("io.k8s.api.apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy")]
public sealed partial class StatefulSetPersistentVolumeClaimRetentionPolicy
{
    [Field("whenDeleted", 1)]
    public partial string WhenDeleted { get; set; }

    [Field("whenScaled", 2)]
    public partial string WhenScaled { get; set; }
}

[KubernetesType("io.k8s.api.apps.v1.StatefulSetSpec")]
public sealed partial class StatefulSetSpec
{
    [Field("replicas", 1)]
    public partial int? Replicas { get; set; }

    [Field("selector", 2, Required = true)]
    public partial Meta.V1.LabelSelector? Selector { get; set; }

    [Field("template", 3, Required = true)]
    public partial Core.V1.PodTemplateSpec Template { get; set; }

    [Field("volumeClaimTemplates", 4)]
    public partial ListOf<Core.V1.PersistentVolumeClaim> VolumeClaimTemplates { get; set; }

    [Field("serviceName", 5, Default = "\"\"")]
    public partial string ServiceName { get; set; }

    [Field("podManagementPolicy", 6)]
    public partial string PodManagementPolicy { get; set; }

    [Field("updateStrategy", 7)]
    public partial StatefulSetUpdateStrategy UpdateStrategy { get; set; }

    [Field("revisionHistoryLimit", 8)]
    public partial int? RevisionHistoryLimit { get; set; }

    [Field("minReadySeconds", 9)]
    public partial int MinReadySeconds { get; set; }

    [Field("persistentVolumeClaimRetentionPolicy", 10)]
    public partial StatefulSetPersistentVolumeClaimRetentionPolicy? PersistentVolumeClaimRetentionPolicy { get; set; }

    [Field("ordinals", 11)]
    public partial StatefulSetOrdinals? Ordinals { get; set; }
}

[KubernetesType("io.k8s.api.apps.v1.StatefulSetStatus")]
public sealed partial class StatefulSetStatus
{
    [Field("observedGeneration", 1)]
    public partial long ObservedGeneration { get; set; }

    [Field("replicas", 2, Always = true, Required = true, Default = "0")]
    public partial int Replicas { get; set; }

    [Field("readyReplicas", 3)]
    public partial int ReadyReplicas { get; set; }

    [Field("currentReplicas", 4)]
    public partial int CurrentReplicas { get; set; }

    [Field("updatedReplicas", 5)]
    public partial int UpdatedReplicas { get; set; }

    [Field("currentRevision", 6)]
    public partial string CurrentRevision { get; set; }

    [Field("updateRevision", 7)]
    public partial string UpdateRevision { get; set; }

    [Field("collisionCount", 9)]
    public partial int? CollisionCount { get; set; }

    [Field("conditions", 10, ListType = ListType.Map, MapKeys = "type", PatchStrategy = PatchStrategy.Merge, MergeKey = "type")]
    public partial ListOf<StatefulSetCondition> Conditions { get; set; }

    [Field("availableReplicas", 11, Always = true, Default = "0")]
    public partial int AvailableReplicas { get; set; }
}

[KubernetesType("io.k8s.api.apps.v1.StatefulSetUpdateStrategy")]
public sealed partial class StatefulSetUpdateStrategy
{
    [Field("type", 1)]
    public partial string Type { get; set; }

    [Field("rollingUpdate", 2)]
    public partial RollingUpdateStatefulSetStrategy? RollingUpdate { get; set; }
}
