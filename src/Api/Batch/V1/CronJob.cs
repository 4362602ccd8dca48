using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.Batch.V1;

[KubernetesType("io.k8s.api.batch.v1.CronJob")]
[Kind("batch", "v1", "CronJob")]
[Resource("cronjobs", "cronjob", Namespaced = true, ShortNames = "cj", Categories = "all")]
[Subresource("status", "get,patch,update")]
public sealed partial class CronJob : KubernetesObject
{
    [Field("spec", 2, Required = true)]
    public partial CronJobSpec Spec { get; set; }

    [Field("status", 3)]
    public partial CronJobStatus Status { get; set; }
}

[KubernetesType("io.k8s.api.batch.v1.CronJobSpec")]
public sealed partial class CronJobSpec
{
    [Field("schedule", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Schedule { get; set; }

    [Field("startingDeadlineSeconds", 2)]
    public partial long? StartingDeadlineSeconds { get; set; }

    [Field("concurrencyPolicy", 3)]
    public partial string ConcurrencyPolicy { get; set; }

    [Field("suspend", 4)]
    public partial bool? Suspend { get; set; }

    [Field("jobTemplate", 5, Required = true)]
    public partial JobTemplateSpec JobTemplate { get; set; }

    [Field("successfulJobsHistoryLimit", 6)]
    public partial int? SuccessfulJobsHistoryLimit { get; set; }

    [Field("failedJobsHistoryLimit", 7)]
    public partial int? FailedJobsHistoryLimit { get; set; }

    [Field("timeZone", 8)]
    public partial string? TimeZone { get; set; }
}

[KubernetesType("io.k8s.api.batch.v1.CronJobStatus")]
public sealed partial class CronJobStatus
{
    [Field("active", 1)]
    public partial ListOf<Core.V1.ObjectReference> Active { get; set; }

    [Field("lastScheduleTime", 4)]
    public partial DateTimeOffset? LastScheduleTime { get; set; }

    [Field("lastSuccessfulTime", 5)]
    public partial DateTimeOffset? LastSuccessfulTime { get; set; }
}

[KubernetesType("io.k8s.api.batch.v1.JobTemplateSpec")]
public sealed partial class JobTemplateSpec
{
    [Field("metadata", 1)]
    public partial Meta.V1.ObjectMeta Metadata { get; set; }

    [Field("spec", 2)]
    public partial JobSpec Spec { get; set; }
}
