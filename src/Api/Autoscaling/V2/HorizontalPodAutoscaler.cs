using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.Autoscaling.V2;

[KubernetesType("io.k8s.api.autoscaling.v2.HorizontalPodAutoscaler")]
[Kind("autoscaling", "v2", "HorizontalPodAutoscaler")]
[Resource("horizontalpodautoscalers", "horizontalpodautoscaler", Namespaced = true, ShortNames = "hpa", Categories = "all")]
[Subresource("status", "get,patch,update")]
public sealed partial class HorizontalPodAutoscaler : KubernetesObject
{
    [Field("spec", 2, Required = true)]
    public partial HorizontalPodAutoscalerSpec Spec { get; set; }

    [Field("status", 3)]
    public partial HorizontalPodAutoscalerStatus Status { get; set; }
}

[KubernetesType("io.k8s.api.autoscaling.v2.ContainerResourceMetricSource")]
public sealed partial class ContainerResourceMetricSource
{
    [Field("name", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Name { get; set; }

    [Field("target", 2, Required = true)]
    public partial MetricTarget Target { get; set; }

    [Field("container", 3, Always = true, Required = true, Default = "\"\"")]
    public partial string Container { get; set; }
}

[KubernetesType("io.k8s.api.autoscaling.v2.ContainerResourceMetricStatus")]
public sealed partial class ContainerResourceMetricStatus
{
    [Field("name", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Name { get; set; }

    [Field("current", 2, Required = true)]
    public partial MetricValueStatus Current { get; set; }

    [Field("container", 3, Always = true, Required = true, Default = "\"\"")]
    public partial string Container { get; set; }
}

[KubernetesType("io.k8s.api.autoscaling.v2.CrossVersionObjectReference")]
public sealed partial class CrossVersionObjectReference
{
    [Field("kind", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Kind { get; set; }

    [Field("apiVersion", 3)]
    public partial string ApiVersion { get; set; }

    [Field("name", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string Name { get; set; }
}

[KubernetesType("io.k8s.api.autoscaling.v2.ExternalMetricSource")]
public sealed partial class ExternalMetricSource
{
    [Field("metric", 1, Required = true)]
    public partial MetricIdentifier Metric { get; set; }

    [Field("target", 2, Required = true)]
    public partial MetricTarget Target { get; set; }
}

[KubernetesType("io.k8s.api.autoscaling.v2.ExternalMetricStatus")]
public sealed partial class ExternalMetricStatus
{
    [Field("metric", 1, Required = true)]
    public partial MetricIdentifier Metric { get; set; }

    [Field("current", 2, Required = true)]
    public partial MetricValueStatus Current { get; set; }
}

[KubernetesType("io.k8s.api.autoscaling.v2.HPAScalingPolicy")]
public sealed partial class HPAScalingPolicy
{
    [Field("type", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Type { get; set; }

    [Field("value", 2, Always = true, Required = true, Default = "0")]
    public partial int Value { get; set; }

    [Field("periodSeconds", 3, Always = true, Required = true, Default = "0")]
    public partial int PeriodSeconds { get; set; }
}

[KubernetesType("io.k8s.api.autoscaling.v2.HPAScalingRules")]
public sealed partial class HPAScalingRules
{
    [Field("selectPolicy", 1)]
    public partial string? SelectPolicy { get; set; }

    [Field("policies", 2)]
    public partial ListOf<HPAScalingPolicy> Policies { get; set; }

    [Field("stabilizationWindowSeconds", 3)]
    public partial int? StabilizationWindowSeconds { get; set; }

    [Field("tolerance", 4)]
    public partial Quantity? Tolerance { get; set; }
}

[KubernetesType("io.k8s.api.autoscaling.v2.HorizontalPodAutoscalerBehavior")]
public sealed partial class HorizontalPodAutoscalerBehavior
{
    [Field("scaleUp", 1)]
    public partial HPAScalingRules? ScaleUp { get; set; }

    [Field("scaleDown", 2)]
    public partial HPAScalingRules? ScaleDown { get; set; }
}

[KubernetesType("io.k8s.api.autoscaling.v2.HorizontalPodAutoscalerCondition")]
public sealed partial class HorizontalPodAutoscalerCondition
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

[KubernetesType("io.k8s.api.autoscaling.v2.HorizontalPodAutoscalerSpec")]
public sealed partial class HorizontalPodAutoscalerSpec
{
    [Field("scaleTargetRef", 1, Required = true)]
    public partial CrossVersionObjectReference ScaleTargetRef { get; set; }

    [Field("minReplicas", 2)]
    public partial int? MinReplicas { get; set; }

    [Field("maxReplicas", 3, Always = true, Required = true, Default = "0")]
    public partial int MaxReplicas { get; set; }

    [Field("metrics", 4)]
    public partial ListOf<MetricSpec> Metrics { get; set; }

    [Field("behavior", 5)]
    public partial HorizontalPodAutoscalerBehavior? Behavior { get; set; }
}

[KubernetesType("io.k8s.api.autoscaling.v2.HorizontalPodAutoscalerStatus")]
public sealed partial class HorizontalPodAutoscalerStatus
{
    [Field("observedGeneration", 1)]
    public partial long? ObservedGeneration { get; set; }

    [Field("lastScaleTime", 2)]
    public partial DateTimeOffset? LastScaleTime { get; set; }

    [Field("currentReplicas", 3)]
    public partial int CurrentReplicas { get; set; }

    [Field("desiredReplicas", 4, Always = true, Required = true, Default = "0")]
    public partial int DesiredReplicas { get; set; }

    [Field("currentMetrics", 5, Always = true)]
    public partial ListOf<MetricStatus> CurrentMetrics { get; set; }

    [Field("conditions", 6, ListType = ListType.Map, MapKeys = "type", PatchStrategy = PatchStrategy.Merge, MergeKey = "type")]
    public partial ListOf<HorizontalPodAutoscalerCondition> Conditions { get; set; }
}

[KubernetesType("io.k8s.api.autoscaling.v2.MetricIdentifier")]
public sealed partial class MetricIdentifier
{
    [Field("name", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Name { get; set; }

    [Field("selector", 2)]
    public partial Meta.V1.LabelSelector? Selector { get; set; }
}

[KubernetesType("io.k8s.api.autoscaling.v2.MetricSpec")]
public sealed partial class MetricSpec
{
    [Field("type", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Type { get; set; }

    [Field("object", 2)]
    public partial ObjectMetricSource? Object { get; set; }

    [Field("pods", 3)]
    public partial PodsMetricSource? Pods { get; set; }

    [Field("resource", 4)]
    public partial ResourceMetricSource? Resource { get; set; }

    [Field("external", 5)]
    public partial ExternalMetricSource? External { get; set; }

    [Field("containerResource", 7)]
    public partial ContainerResourceMetricSource? ContainerResource { get; set; }
}

[KubernetesType("io.k8s.api.autoscaling.v2.MetricStatus")]
public sealed partial class MetricStatus
{
    [Field("type", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Type { get; set; }

    [Field("object", 2)]
    public partial ObjectMetricStatus? Object { get; set; }

    [Field("pods", 3)]
    public partial PodsMetricStatus? Pods { get; set; }

    [Field("resource", 4)]
    public partial ResourceMetricStatus? Resource { get; set; }

    [Field("external", 5)]
    public partial ExternalMetricStatus? External { get; set; }

    [Field("containerResource", 7)]
    public partial ContainerResourceMetricStatus? ContainerResource { get; set; }
}

[KubernetesType("io.k8s.api.autoscaling.v2.MetricTarget")]
public sealed partial class MetricTarget
{
    [Field("type", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Type { get; set; }

    [Field("value", 2)]
    public partial Quantity? Value { get; set; }

    [Field("averageValue", 3)]
    public partial Quantity? AverageValue { get; set; }

    [Field("averageUtilization", 4)]
    public partial int? AverageUtilization { get; set; }
}

[KubernetesType("io.k8s.api.autoscaling.v2.MetricValueStatus")]
public sealed partial class MetricValueStatus
{
    [Field("value", 1)]
    public partial Quantity? Value { get; set; }

    [Field("averageValue", 2)]
    public partial Quantity? AverageValue { get; set; }

    [Field("averageUtilization", 3)]
    public partial int? AverageUtilization { get; set; }
}

[KubernetesType("io.k8s.api.autoscaling.v2.ObjectMetricSource")]
public sealed partial class ObjectMetricSource
{
    [Field("describedObject", 1, Required = true)]
    public partial CrossVersionObjectReference DescribedObject { get; set; }

    [Field("target", 2, Required = true)]
    public partial MetricTarget Target { get; set; }

    [Field("metric", 3, Required = true)]
    public partial MetricIdentifier Metric { get; set; }
}

[KubernetesType("io.k8s.api.autoscaling.v2.ObjectMetricStatus")]
public sealed partial class ObjectMetricStatus
{
    [Field("metric", 1, Required = true)]
    public partial MetricIdentifier Metric { get; set; }

    [Field("current", 2, Required = true)]
    public partial MetricValueStatus Current { get; set; }

    [Field("describedObject", 3, Required = true)]
    public partial CrossVersionObjectReference DescribedObject { get; set; }
}

[KubernetesType("io.k8s.api.autoscaling.v2.PodsMetricSource")]
public sealed partial class PodsMetricSource
{
    [Field("metric", 1, Required = true)]
    public partial MetricIdentifier Metric { get; set; }

    [Field("target", 2, Required = true)]
    public partial MetricTarget Target { get; set; }
}

[KubernetesType("io.k8s.api.autoscaling.v2.PodsMetricStatus")]
public sealed partial class PodsMetricStatus
{
    [Field("metric", 1, Required = true)]
    public partial MetricIdentifier Metric { get; set; }

    [Field("current", 2, Required = true)]
    public partial MetricValueStatus Current { get; set; }
}

[KubernetesType("io.k8s.api.autoscaling.v2.ResourceMetricSource")]
public sealed partial class ResourceMetricSource
{
    [Field("name", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Name { get; set; }

    [Field("target", 2, Required = true)]
    public partial MetricTarget Target { get; set; }
}

[KubernetesType("io.k8s.api.autoscaling.v2.ResourceMetricStatus")]
public sealed partial class ResourceMetricStatus
{
    [Field("name", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Name { get; set; }

    [Field("current", 2, Required = true)]
    public partial MetricValueStatus Current { get; set; }
}
