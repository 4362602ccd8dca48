using System.Globalization;
using Navarch.Api.Meta.V1;
using Navarch.ApiMachinery.Documents;

namespace Navarch.Api.Batch.V1;

/// <summary>The rules of Job. Its selector is made of the job's uid, so the uid must be set before PrepareForCreate.</summary>
public sealed class JobStrategy : ResourceStrategy<Job>
{
    private const string ControllerUid = "batch.kubernetes.io/controller-uid";

    /// <inheritdoc/>
    public override void SetDefaults(KubernetesObject obj)
    {
        var job = (Job)obj;
        JobDefaults.Set(job.Spec);
        if (job.Metadata.Labels.Count == 0)
        {
            job.Metadata.Labels = job.Spec.Template.Metadata.Labels;
        }
    }

    /// <inheritdoc/>
    public override void PrepareForCreate(KubernetesObject obj)
    {
        base.PrepareForCreate(obj);
        var job = (Job)obj;
        if (job.Spec.ManualSelector != true)
        {
            MakeSelector(job);
        }
        SetDefaults(job);
    }

    private static void MakeSelector(Job job)
    {
        var labels = job.Spec.Template.Metadata.Labels;
        foreach (var (name, value) in ((string, string)[])
            [
                (ControllerUid, job.Metadata.Uid), ("controller-uid", job.Metadata.Uid),
                ("batch.kubernetes.io/job-name", job.Metadata.Name), ("job-name", job.Metadata.Name),
            ])
        {
            labels = labels.With(name, value);
        }
        job.Spec.Template.Metadata.Labels = labels;
        job.Spec.Selector ??= new LabelSelector();
        job.Spec.Selector.MatchLabels = job.Spec.Selector.MatchLabels.With(ControllerUid, job.Metadata.Uid);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<SelectableField> SelectableFields { get; } =
    [
        new("status.successful", static o => ((Job)o).Status.Succeeded.ToString(CultureInfo.InvariantCulture)),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<TableColumn> Columns => JobColumns.All;
}
