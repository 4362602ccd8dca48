using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.Batch.V1;

[KubernetesType("io.k8s.api.batch.v1.Job")]
[Kind("batch", "v1", "Job")]
[Resource("jobs", "job", Namespaced = true, Categories = "all")]
[Subresource("status", "get,patch,update")]
public sealed partial class Job : KubernetesObject
{
    [Field("spec", 2)]
    public partial JobSpec Spec { get; set; }

    [Field("status", 3)]
    public partial JobStatus Status { get; set; }
}

[KubernetesType("io.k8s.api.batch.v1.JobCondition")]
public sealed partial class JobCondition
{
    [Field("type", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Type { get; set; }

    [Field("status", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string Status { get; set; }

    [Field("lastProbeTime", 3, Always = true)]
    public partial DateTimeOffset? LastProbeTime { get; set; }

    [Field("lastTransitionTime", 4, Always = true)]
    public partial DateTimeOffset? LastTransitionTime { get; set; }

    [Field("reason", 5)]
    public partial string Reason { get; set; }

    [Field("message", 6)]
    public partial string Message { get; set; }
}

[KubernetesType("io.k8s.api.batch.v1.JobStatus")]
public sealed partial class JobStatus
{
    [Field("conditions", 1, PatchStrategy = PatchStrategy.Merge, MergeKey = "type")]
    public partial ListOf<JobCondition> Conditions { get; set; }

    [Field("startTime", 2)]
    public partial DateTimeOffset? StartTime { get; set; }

    [Field("completionTime", 3)]
    public partial DateTimeOffset? CompletionTime { get; set; }

    [Field("active", 4)]
    public partial int Active { get; set; }

    [Field("succeeded", 5)]
    public partial int Succeeded { get; set; }

    [Field("failed", 6)]
    public partial int Failed { get; set; }

    [Field("completedIndexes", 7)]
    public partial string CompletedIndexes { get; set; }

    [Field("uncountedTerminatedPods", 8)]
    public partial UncountedTerminatedPods? UncountedTerminatedPods { get; set; }

    [Field("ready", 9)]
    public partial int? Ready { get; set; }

    [Field("failedIndexes", 10)]
    public partial string? FailedIndexes { get; set; }

    [Field("terminating", 11)]
    public partial int? Terminating { get; set; }
}

[KubernetesType("io.k8s.api.batch.v1.UncountedTerminatedPods")]
public sealed partial class UncountedTerminatedPods
{
    [Field("succeeded", 1, ListType = ListType.Set)]
    public partial ListOf<string> Succeeded { get; set; }

    [Field("failed", 2, ListType = ListType.Set)]
    public partial ListOf<string> Failed { get; set; }
}
