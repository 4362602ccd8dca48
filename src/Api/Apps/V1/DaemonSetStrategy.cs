using System.Globalization;
using Navarch.Api.Core.V1;
using Navarch.ApiMachinery.Documents;

namespace Navarch.Api.Apps.V1;

/// <summary>The rules of DaemonSet. The annotation counts the changes of the template, as a field of its own did before v1.</summary>
public sealed class DaemonSetStrategy : ResourceStrategy<DaemonSet>
{
    private const string TemplateGeneration = "deprecated.daemonset.template.generation";

    /// <inheritdoc/>
    public override void SetDefaults(KubernetesObject obj)
    {
        var spec = ((DaemonSet)obj).Spec;
        PodDefaults.SetTemplate(spec.Template);
        if (spec.UpdateStrategy.Type.Length == 0)
        {
            spec.UpdateStrategy.Type = "RollingUpdate";
        }
        if (spec.UpdateStrategy.Type == "RollingUpdate")
        {
            spec.UpdateStrategy.RollingUpdate ??= new RollingUpdateDaemonSet();
            spec.UpdateStrategy.RollingUpdate.MaxUnavailable ??= 1;
            spec.UpdateStrategy.RollingUpdate.MaxSurge ??= 0;
        }
        spec.RevisionHistoryLimit ??= 10;
    }

    /// <inheritdoc/>
    public override void PrepareForCreate(KubernetesObject obj)
    {
        base.PrepareForCreate(obj);
        var generation = GenerationOf(obj);
        SetGeneration(obj, generation < 1 ? 1 : generation);
    }

    /// <inheritdoc/>
    public override void PrepareForUpdate(KubernetesObject obj, KubernetesObject old)
    {
        base.PrepareForUpdate(obj, old);
        var changed = !DocNode.DeepEquals(((DaemonSet)obj).Spec.Template, ((DaemonSet)old).Spec.Template);
        SetGeneration(obj, GenerationOf(old) + (changed ? 1 : 0));
    }

    private static long GenerationOf(KubernetesObject obj) =>
        long.TryParse(obj.Metadata.Annotations[TemplateGeneration], NumberStyles.Integer, CultureInfo.InvariantCulture, out var generation) ? generation : 0;

    private static void SetGeneration(KubernetesObject obj, long generation) =>
        obj.Metadata.Annotations = obj.Metadata.Annotations.With(TemplateGeneration, generation.ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    public override IReadOnlyList<TableColumn> Columns { get; } =
    [
        TableColumn.ObjectName,
        Cells.Of<DaemonSet>("Desired", "How many nodes should run it.", static o => (long)o.Status.DesiredNumberScheduled, type: "integer"),
        Cells.Of<DaemonSet>("Current", "How many nodes run it.", static o => (long)o.Status.CurrentNumberScheduled, type: "integer"),
        Cells.Of<DaemonSet>("Ready", "How many pods are ready.", static o => (long)o.Status.NumberReady, type: "integer"),
        Cells.Of<DaemonSet>("Up-to-date", "How many pods have the newest template.", static o => (long)o.Status.UpdatedNumberScheduled, type: "integer"),
        Cells.Of<DaemonSet>("Available", "How many pods have been ready for long enough.", static o => (long)o.Status.NumberAvailable, type: "integer"),
        Cells.Of<DaemonSet>("Node Selector", "The labels of nodes that run it.", static o => Cells.Labels(o.Spec.Template.Spec.NodeSelector)),
        TableColumn.Age,
        Cells.Of<DaemonSet>("Containers", "The containers of its pods.", static o => Cells.ContainerNames(o.Spec.Template.Spec), wide: true),
        Cells.Of<DaemonSet>("Images", "The images of its pods.", static o => Cells.ContainerImages(o.Spec.Template.Spec), wide: true),
        Cells.Of<DaemonSet>("Selector", "The labels of its pods.", static o => Cells.Selector(o.Spec.Selector), wide: true),
    ];
}
