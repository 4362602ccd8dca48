using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Meta.V1;

[KubernetesType("io.k8s.apimachinery.pkg.apis.meta.v1.DeleteOptions")]
public sealed partial class DeleteOptions
{
    [Field("kind", 0)]
    public partial string Kind { get; set; }

    [Field("apiVersion", 0)]
    public partial string ApiVersion { get; set; }

    [Field("gracePeriodSeconds", 1)]
    public partial long? GracePeriodSeconds { get; set; }

    [Field("preconditions", 2)]
    public partial Preconditions? Preconditions { get; set; }

    [Field("orphanDependents", 3)]
    public partial bool? OrphanDependents { get; set; }

    [Field("propagationPolicy", 4)]
    public partial string? PropagationPolicy { get; set; }

    [Field("dryRun", 5)]
    public partial ListOf<string> DryRun { get; set; }

    [Field("ignoreStoreReadErrorWithClusterBreakingPotential", 6)]
    public partial bool? IgnoreStoreReadErrorWithClusterBreakingPotential { get; set; }
}
