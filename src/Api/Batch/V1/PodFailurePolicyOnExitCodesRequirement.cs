using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Batch.V1;

[KubernetesType("io.k8s.api.batch.v1.PodFailurePolicyOnExitCodesRequirement")]
public sealed partial class PodFailurePolicyOnExitCodesRequirement
{
    [Field("containerName", 1)]
    public partial string? ContainerName { get; set; }

    [Field("operator", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string Operator { get; set; }

    [Field("values", 3, Always = true, Required = true, ListType = ListType.Set)]
    public partial ListOf<int> Values { get; set; }
}
