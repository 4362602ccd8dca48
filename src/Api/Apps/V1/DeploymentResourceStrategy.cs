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

    /// <inheritdoc/>
    public override IReadOnlyList<TableColumn> Columns { get; } =
    [
        TableColumn.ObjectName,
        Cells.Of<Deployment>("Ready", "How many pods are ready, of how many.", static o => $"{o.Status.ReadyReplicas}/{o.Spec.Replicas ?? 0}"),
        Cells.Of<Deployment>("Up-to-date", "How many pods have the newest template.", static o => (long)o.Status.UpdatedReplicas),
        Cells.Of<Deployment>("Available", "How many pods have been ready for long enough.", static o => (long)o.Status.AvailableReplicas),
        TableColumn.Age,
        Cells.Of<Deployment>("Containers", "The containers of its pods.", static o => Cells.ContainerNames(o.Spec.Template.Spec), wide: true),
        Cells.Of<Deployment>("Images", "The images of its pods.", static o => Cells.ContainerImages(o.Spec.Template.Spec), wide: true),
        Cells.Of<Deployment>("Selector", "The labels of its pods.", static o => Cells.Selector(o.Spec.Selector), wide: true),
    ];
}
