using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Scheduling.V1Alpha2;

[KubernetesType("io.k8s.api.scheduling.v1alpha2.PodGroupResourceClaim")]
public sealed partial class PodGroupResourceClaim
{
    [Field("name", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Name { get; set; }

    [Field("resourceClaimName", 2)]
    public partial string? ResourceClaimName { get; set; }

    [Field("resourceClaimTemplateName", 3)]
    public partial string? ResourceClaimTemplateName { get; set; }
}
