using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.AdmissionRegistration.V1Beta1;

[KubernetesType("io.k8s.api.admissionregistration.v1beta1.MatchResources", Atomic = true)]
public sealed partial class MatchResources
{
    [Field("namespaceSelector", 1)]
    public partial Meta.V1.LabelSelector? NamespaceSelector { get; set; }

    [Field("objectSelector", 2)]
    public partial Meta.V1.LabelSelector? ObjectSelector { get; set; }

    [Field("resourceRules", 3)]
    public partial ListOf<NamedRuleWithOperations> ResourceRules { get; set; }

    [Field("excludeResourceRules", 4)]
    public partial ListOf<NamedRuleWithOperations> ExcludeResourceRules { get; set; }

    [Field("matchPolicy", 7)]
    public partial string? MatchPolicy { get; set; }
}
