using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Batch.V1;

[KubernetesType("io.k8s.api.batch.v1.JobSpec")]
public sealed partial class JobSpec
{
    [Field("parallelism", 1)]
    public partial int? Parallelism { get; set; }

    [Field("completions", 2)]
    public partial int? Completions { get; set; }

    [Field("activeDeadlineSeconds", 3)]
    public partial long? ActiveDeadlineSeconds { get; set; }

    [Field("selector", 4)]
    public partial Meta.V1.LabelSelector? Selector { get; set; }

    [Field("manualSelector", 5)]
    public partial bool? ManualSelector { get; set; }

    [Field("template", 6, Required = true)]
    public partial Core.V1.PodTemplateSpec Template { get; set; }

    [Field("backoffLimit", 7)]
    public partial int? BackoffLimit { get; set; }

    [Field("ttlSecondsAfterFinished", 8)]
    public partial int? TtlSecondsAfterFinished { get; set; }

    [Field("completionMode", 9)]
    public partial string? CompletionMode { get; set; }

    [Field("suspend", 10)]
    public partial bool? Suspend { get; set; }

    [Field("podFailurePolicy", 11)]
    public partial PodFailurePolicy? PodFailurePolicy { get; set; }

    [Field("backoffLimitPerIndex", 12)]
    public partial int? BackoffLimitPerIndex { get; set; }

    [Field("maxFailedIndexes", 13)]
    public partial int? MaxFailedIndexes { get; set; }

    [Field("podReplacementPolicy", 14)]
    public partial string? PodReplacementPolicy { get; set; }

    [Field("managedBy", 15)]
    public partial string? ManagedBy { get; set; }

    [Field("successPolicy", 16)]
    public partial SuccessPolicy? SuccessPolicy { get; set; }
}
