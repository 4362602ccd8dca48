using Navarch.ApiMachinery.Documents;

namespace Navarch.Api.Autoscaling.V2;

/// <summary>The columns of autoscalers: each metric as now/wanted.</summary>
internal static class HorizontalPodAutoscalerColumns
{
    private const int MostMetrics = 2;

    public static IReadOnlyList<TableColumn> All { get; } =
    [
        TableColumn.ObjectName,
        Cells.Of<HorizontalPodAutoscaler>("Reference", "What it scales.", static hpa => hpa.Spec.ScaleTargetRef.Kind + "/" + hpa.Spec.ScaleTargetRef.Name),
        Cells.Of<HorizontalPodAutoscaler>("Targets", "Its metrics, as now/wanted.", Targets),
        Cells.Of<HorizontalPodAutoscaler>("MinPods", "The fewest pods.", static hpa => hpa.Spec.MinReplicas is { } least ? Cells.Number(least) : Cells.Unset),
        Cells.Of<HorizontalPodAutoscaler>("MaxPods", "The most pods.", static hpa => (long)hpa.Spec.MaxReplicas),
        Cells.Of<HorizontalPodAutoscaler>("Replicas", "The pods now.", static hpa => (long)hpa.Status.CurrentReplicas),
        TableColumn.Age,
    ];

    private static string Targets(HorizontalPodAutoscaler hpa)
    {
        if (hpa.Spec.Metrics.Count == 0)
        {
            return Cells.None;
        }
        var texts = new List<string>();
        for (var i = 0; i < hpa.Spec.Metrics.Count && i < MostMetrics; i++)
        {
            texts.Add(Target(hpa.Spec.Metrics[i], i < hpa.Status.CurrentMetrics.Count ? hpa.Status.CurrentMetrics[i] : null));
        }
        var text = string.Join(", ", texts);
        return hpa.Spec.Metrics.Count > MostMetrics ? $"{text} + {hpa.Spec.Metrics.Count - MostMetrics} more..." : text;
    }

    private static string Target(MetricSpec metric, MetricStatus? status) => metric switch
    {
        { Type: "External", External: { } external } => external.Target.AverageValue is { } average
            ? $"{Now(status?.External?.Current.AverageValue)}/{average} (avg)"
            : $"{Now(status?.External?.Current.Value)}/{external.Target.Value}",
        { Type: "Pods", Pods: { } pods } => $"{Now(status?.Pods?.Current.AverageValue)}/{pods.Target.AverageValue}",
        { Type: "Object", Object: { } obj } => obj.Target.AverageValue is { } average
            ? $"{Now(status?.Object?.Current.AverageValue)}/{average} (avg)"
            : $"{Now(status?.Object?.Current.Value)}/{obj.Target.Value}",
        { Type: "Resource", Resource: { } resource } => $"{resource.Name}: {OfResource(resource.Target, status?.Resource?.Current)}",
        { Type: "ContainerResource", ContainerResource: { } resource } => $"{resource.Name}: {OfResource(resource.Target, status?.ContainerResource?.Current)}",
        _ => "<unknown type>",
    };

    private static string OfResource(MetricTarget target, MetricValueStatus? now) => target.AverageValue is { } average
        ? $"{Now(now?.AverageValue)}/{average}"
        : $"{(now?.AverageUtilization is { } share ? Cells.Number(share) + "%" : Cells.Unknown)}/{(target.AverageUtilization is { } wanted ? Cells.Number(wanted) + "%" : "<auto>")}";

    private static string Now(Quantity? value) => value?.ToString() ?? Cells.Unknown;
}
