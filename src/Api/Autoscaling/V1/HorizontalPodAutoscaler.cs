using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.Autoscaling.V1;

[KubernetesType("io.k8s.api.autoscaling.v1.HorizontalPodAutoscaler")]
[Kind("autoscaling", "v1", "HorizontalPodAutoscaler")]
[Resource("horizontalpodautoscalers", "horizontalpodautoscaler", Namespaced = true, ShortNames = "hpa", Categories = "all")]
[Subresource("status", "get,patch,update")]
public sealed partial class HorizontalPodAutoscaler : KubernetesObject
{
    [Field("spec", 2, Required = true)]
    public partial HorizontalPodAutoscalerSpec Spec { get; set; }

    [Field("status", 3)]
    public partial HorizontalPodAutoscalerStatus Status { get; set; }
}

[KubernetesType("io.k8s.api.autoscaling.v1.CrossVersionObjectReference", Atomic = true)]
public sealed partial class CrossVersionObjectReference
{
    [Field("kind", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Kind { get; set; }

    [Field("apiVersion", 3)]
    public partial string ApiVersion { get; set; }

    [Field("name", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string Name { get; set; }
}

[KubernetesType("io.k8s.api.autoscaling.v1.HorizontalPodAutoscalerSpec")]
public sealed partial class HorizontalPodAutoscalerSpec
{
    [Field("scaleTargetRef", 1, Required = true)]
    public partial CrossVersionObjectReference ScaleTargetRef { get; set; }

    [Field("minReplicas", 2)]
    public partial int? MinReplicas { get; set; }

    [Field("maxReplicas", 3, Always = true, Required = true, Default = "0")]
    public partial int MaxReplicas { get; set; }

    [Field("targetCPUUtilizationPercentage", 4)]
    public partial int? TargetCPUUtilizationPercentage { get; set; }
}

[KubernetesType("io.k8s.api.autoscaling.v1.HorizontalPodAutoscalerStatus")]
public sealed partial class HorizontalPodAutoscalerStatus
{
    [Field("observedGeneration", 1)]
    public partial long? ObservedGeneration { get; set; }

    [Field("lastScaleTime", 2)]
    public partial DateTimeOffset? LastScaleTime { get; set; }

    [Field("currentReplicas", 3, Always = true, Required = true, Default = "0")]
    public partial int CurrentReplicas { get; set; }

    [Field("desiredReplicas", 4, Always = true, Required = true, Default = "0")]
    public partial int DesiredReplicas { get; set; }

    [Field("currentCPUUtilizationPercentage", 5)]
    public partial int? CurrentCPUUtilizationPercentage { get; set; }
}
