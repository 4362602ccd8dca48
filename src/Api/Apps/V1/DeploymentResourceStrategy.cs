using Navarch.Api.Core.V1;

namespace Navarch.Api.Apps.V1;

/// <summary>The rules of Deployment; <see cref="DeploymentStrategy"/> is a part of its spec.</summary>
public sealed class DeploymentResourceStrategy : ResourceStrategy<Deployment>
{
    /// <inheritdoc/>
    public override void SetDefaults(KubernetesObject obj)
    {
        var spec = ((Deployment)obj).Spec;
        PodDefaults.SetTemplate(spec.Template);
        spec.Replicas ??= 1;
        if (spec.Strategy.Type.Length == 0)
        {
            spec.Strategy.Type = "RollingUpdate";
        }
        if (spec.Strategy.Type == "RollingUpdate")
        {
            spec.Strategy.RollingUpdate ??= new RollingUpdateDeployment();
            spec.Strategy.RollingUpdate.MaxUnavailable ??= "25%";
            spec.Strategy.RollingUpdate.MaxSurge ??= "25%";
        }
        spec.RevisionHistoryLimit ??= 10;
        spec.ProgressDeadlineSeconds ??= 600;
    }
}
