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
}
