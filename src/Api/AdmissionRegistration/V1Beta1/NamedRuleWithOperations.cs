using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.AdmissionRegistration.V1Beta1;

[KubernetesType("io.k8s.api.admissionregistration.v1beta1.NamedRuleWithOperations", Atomic = true)]
public sealed partial class NamedRuleWithOperations
{
    [Field("resourceNames", 1)]
    public partial ListOf<string> ResourceNames { get; set; }

    [Field("apiGroups", 0)]
    public partial ListOf<string> ApiGroups { get; set; }

    [Field("apiVersions", 0)]
    public partial ListOf<string> ApiVersions { get; set; }

    [Field("operations", 0)]
    public partial ListOf<string> Operations { get; set; }

    [Field("resources", 0)]
    public partial ListOf<string> Resources { get; set; }

    [Field("scope", 0)]
    public partial string? Scope { get; set; }
}
