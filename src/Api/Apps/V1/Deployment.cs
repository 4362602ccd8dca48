using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.Apps.V1;

[KubernetesType("io.k8s.api.apps.v1.Deployment")]
[Kind("apps", "v1", "Deployment")]
[Resource("deployments", "deployment", Namespaced = true, ShortNames = "deploy", Categories = "all")]
[Subresource("scale", "get,patch,update", Kind = "autoscaling/v1/Scale")]
[Subresource("status", "get,patch,update")]
public sealed partial class Deployment : KubernetesObject
{
    [Field("spec", 2)]
    public partial DeploymentSpec Spec { get; set; }

    [Field("status", 3)]
    public partial DeploymentStatus Status { get; set; }
}

[KubernetesType("io.k8s.api.apps.v1.DeploymentCondition")]
public sealed partial class DeploymentCondition
{
    [Field("type", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Type { get; set; }

    [Field("status", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string Status { get; set; }

    [Field("reason", 4)]
    public partial string Reason { get; set; }

    [Field("message", 5)]
    public partial string Message { get; set; }

    [Field("lastUpdateTime", 6, Always = true)]
    public partial DateTimeOffset? LastUpdateTime { get; set; }

    [Field("lastTransitionTime", 7, Always = true)]
    public partial DateTimeOffset? LastTransitionTime { get; set; }
}

[KubernetesType("io.k8s.api.apps.v1.DeploymentSpec")]
public sealed partial class DeploymentSpec
{
    [Field("replicas", 1)]
    public partial int? Replicas { get; set; }

    [Field("selector", 2, Required = true)]
    public partial Meta.V1.LabelSelector? Selector { get; set; }

    [Field("template", 3, Required = true)]
    public partial Core.V1.PodTemplateSpec Template { get; set; }

    [Field("strategy", 4, PatchStrategy = PatchStrategy.RetainKeys)]
    public partial DeploymentStrategy Strategy { get; set; }

    [Field("minReadySeconds", 5)]
    public partial int MinReadySeconds { get; set; }

    [Field("revisionHistoryLimit", 6)]
    public partial int? RevisionHistoryLimit { get; set; }

    [Field("paused", 7)]
    public partial bool Paused { get; set; }

    [Field("progressDeadlineSeconds", 9)]
    public partial int? ProgressDeadlineSeconds { get; set; }
}

[KubernetesType("io.k8s.api.apps.v1.DeploymentStatus")]
public sealed partial class DeploymentStatus
{
    [Field("observedGeneration", 1)]
    public partial long ObservedGeneration { get; set; }

    [Field("replicas", 2)]
    public partial int Replicas { get; set; }

    [Field("updatedReplicas", 3)]
    public partial int UpdatedReplicas { get; set; }

    [Field("availableReplicas", 4)]
    public partial int AvailableReplicas { get; set; }

    [Field("unavailableReplicas", 5)]
    public partial int UnavailableReplicas { get; set; }

    [Field("conditions", 6, ListType = ListType.Map, MapKeys = "type", PatchStrategy = PatchStrategy.Merge, MergeKey = "type")]
    public partial ListOf<DeploymentCondition> Conditions { get; set; }

    [Field("readyReplicas", 7)]
    public partial int ReadyReplicas { get; set; }

    [Field("collisionCount", 8)]
    public partial int? CollisionCount { get; set; }

    [Field("terminatingReplicas", 9)]
    public partial int? TerminatingReplicas { get; set; }
}

[KubernetesType("io.k8s.api.apps.v1.DeploymentStrategy")]
public sealed partial class DeploymentStrategy
{
    [Field("type", 1)]
    public partial string Type { get; set; }

    [Field("rollingUpdate", 2)]
    public partial RollingUpdateDeployment? RollingUpdate { get; set; }
}

[KubernetesType("io.k8s.api.apps.v1.RollingUpdateDeployment")]
public sealed partial class RollingUpdateDeployment
{
    [Field("maxUnavailable", 1)]
    public partial IntOrString? MaxUnavailable { get; set; }

    [Field("maxSurge", 2)]
    public partial IntOrString? MaxSurge { get; set; }
}
