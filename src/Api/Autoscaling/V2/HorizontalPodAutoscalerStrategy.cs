namespace Navarch.Api.Autoscaling.V2;

/// <summary>The rules of HorizontalPodAutoscaler.</summary>
public sealed class HorizontalPodAutoscalerStrategy : ResourceStrategy<HorizontalPodAutoscaler>
{
    /// <inheritdoc/>
    public override void SetDefaults(KubernetesObject obj)
    {
        var spec = ((HorizontalPodAutoscaler)obj).Spec;
        spec.MinReplicas ??= 1;
        if (spec.Metrics.Count == 0)
        {
            spec.Metrics = [new MetricSpec { Type = "Resource", Resource = new ResourceMetricSource { Name = "cpu", Target = { Type = "Utilization", AverageUtilization = 80 } } }];
        }
        if (spec.Behavior is { } behavior)
        {
            behavior.ScaleUp ??= new HPAScalingRules();
            behavior.ScaleUp.StabilizationWindowSeconds ??= 0;
            behavior.ScaleUp.SelectPolicy ??= "Max";
            if (behavior.ScaleUp.Policies.Count == 0)
            {
                behavior.ScaleUp.Policies = [new HPAScalingPolicy { Type = "Pods", Value = 4, PeriodSeconds = 15 }, AllInFifteenSeconds()];
            }
            behavior.ScaleDown ??= new HPAScalingRules();
            behavior.ScaleDown.SelectPolicy ??= "Max";
            if (behavior.ScaleDown.Policies.Count == 0)
            {
                behavior.ScaleDown.Policies = [AllInFifteenSeconds()];
            }
        }
    }

    private static HPAScalingPolicy AllInFifteenSeconds() => new() { Type = "Percent", Value = 100, PeriodSeconds = 15 };

    /// <inheritdoc/>
    public override IReadOnlyList<TableColumn> Columns => HorizontalPodAutoscalerColumns.All;
}
