using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.PodResourceClaim")]
public sealed partial class PodResourceClaim
{
    [Field("name", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Name { get; set; }

    [Field("resourceClaimName", 3)]
    public partial string? ResourceClaimName { get; set; }

    [Field("resourceClaimTemplateName", 4)]
    public partial string? ResourceClaimTemplateName { get; set; }
}
