namespace Navarch.Api.Autoscaling.V1;

/// <summary>The rules of HorizontalPodAutoscaler.</summary>
public sealed class HorizontalPodAutoscalerStrategy : ResourceStrategy<HorizontalPodAutoscaler>
{
    /// <inheritdoc/>
    public override void SetDefaults(KubernetesObject obj)
    {
        ((HorizontalPodAutoscaler)obj).Spec.MinReplicas ??= 1;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TableColumn> Columns { get; } =
    [
        TableColumn.ObjectName,
        Cells.Of<HorizontalPodAutoscaler>("Reference", "What it scales.", static o => o.Spec.ScaleTargetRef.Kind + "/" + o.Spec.ScaleTargetRef.Name),
        Cells.Of<HorizontalPodAutoscaler>("Targets", "Its metrics, as now/wanted.", static o => $"cpu: {(o.Status.CurrentCPUUtilizationPercentage is { } share ? Cells.Number(share) + "%" : Cells.Unknown)}/{Cells.Number(o.Spec.TargetCPUUtilizationPercentage ?? 80)}%"),
        Cells.Of<HorizontalPodAutoscaler>("MinPods", "The fewest pods.", static o => o.Spec.MinReplicas is { } least ? Cells.Number(least) : Cells.Unset),
        Cells.Of<HorizontalPodAutoscaler>("MaxPods", "The most pods.", static o => (long)o.Spec.MaxReplicas),
        Cells.Of<HorizontalPodAutoscaler>("Replicas", "The pods now.", static o => (long)o.Status.CurrentReplicas),
        TableColumn.Age,
    ];
}
