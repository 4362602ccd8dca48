namespace Navarch.Api.Autoscaling.V1;

/// <summary>The rules of HorizontalPodAutoscaler.</summary>
public sealed class HorizontalPodAutoscalerStrategy : ResourceStrategy<HorizontalPodAutoscaler>
{
    /// <inheritdoc/>
    public override void SetDefaults(KubernetesObject obj)
    {
        ((HorizontalPodAutoscaler)obj).Spec.MinReplicas ??= 1;
    }
}
