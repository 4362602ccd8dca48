using Navarch.Api.Core.V1;

namespace Navarch.Api.Batch.V1;

/// <summary>The rules of CronJob.</summary>
public sealed class CronJobStrategy : ResourceStrategy<CronJob>
{
    /// <inheritdoc/>
    public override void SetDefaults(KubernetesObject obj)
    {
        var spec = ((CronJob)obj).Spec;
        PodDefaults.SetTemplate(spec.JobTemplate.Spec.Template);
        if (spec.ConcurrencyPolicy.Length == 0)
        {
            spec.ConcurrencyPolicy = "Allow";
        }
        spec.Suspend ??= false;
        spec.SuccessfulJobsHistoryLimit ??= 3;
        spec.FailedJobsHistoryLimit ??= 1;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TableColumn> Columns { get; } =
    [
        TableColumn.ObjectName,
        Cells.Of<CronJob>("Schedule", "When it runs.", static o => o.Spec.Schedule),
        Cells.Of<CronJob>("Timezone", "The time zone of the schedule.", static o => o.Spec.TimeZone ?? Cells.None),
        Cells.Of<CronJob>("Suspend", "Whether it is held.", static o => Cells.Bool(o.Spec.Suspend), type: "boolean"),
        Cells.Of<CronJob>("Active", "How many jobs run.", static o => (long)o.Status.Active.Count, type: "integer"),
        Cells.At<CronJob>("Last Schedule", "The time since it ran last.", static (o, now) => o.Status.LastScheduleTime is { } last ? TableColumn.AgeOf(last, now) : Cells.None),
        TableColumn.Age,
        Cells.Of<CronJob>("Containers", "The containers of its pods.", static o => Cells.ContainerNames(o.Spec.JobTemplate.Spec.Template.Spec), wide: true),
        Cells.Of<CronJob>("Images", "The images of its pods.", static o => Cells.ContainerImages(o.Spec.JobTemplate.Spec.Template.Spec), wide: true),
        Cells.Of<CronJob>("Selector", "The labels of its pods.", static o => Cells.Selector(o.Spec.JobTemplate.Spec.Selector), wide: true),
    ];
}
