using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.AdmissionRegistration.V1;

[KubernetesType("io.k8s.api.admissionregistration.v1.RuleWithOperations")]
public sealed partial class RuleWithOperations
{
    [Field("operations", 1)]
    public partial ListOf<string> Operations { get; set; }

    [Field("apiGroups", 0)]
    public partial ListOf<string> ApiGroups { get; set; }

    [Field("apiVersions", 0)]
    public partial ListOf<string> ApiVersions { get; set; }

    [Field("resources", 0)]
    public partial ListOf<string> Resources { get; set; }

    [Field("scope", 0)]
    public partial string? Scope { get; set; }
}
