using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Rbac.V1;

[KubernetesType("io.k8s.api.rbac.v1.PolicyRule")]
public sealed partial class PolicyRule
{
    [Field("verbs", 1, Always = true, Required = true)]
    public partial ListOf<string> Verbs { get; set; }

    [Field("apiGroups", 2)]
    public partial ListOf<string> ApiGroups { get; set; }

    [Field("resources", 3)]
    public partial ListOf<string> Resources { get; set; }

    [Field("resourceNames", 4)]
    public partial ListOf<string> ResourceNames { get; set; }

    [Field("nonResourceURLs", 5)]
    public partial ListOf<string> NonResourceURLs { get; set; }
}
