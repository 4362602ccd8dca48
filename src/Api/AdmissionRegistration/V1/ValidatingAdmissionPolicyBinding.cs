using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.AdmissionRegistration.V1;

[KubernetesType("io.k8s.api.admissionregistration.v1.ValidatingAdmissionPolicyBinding")]
[Kind("admissionregistration.k8s.io", "v1", "ValidatingAdmissionPolicyBinding")]
[Resource("validatingadmissionpolicybindings", "validatingadmissionpolicybinding", Namespaced = false, Categories = "api-extensions")]
public sealed partial class ValidatingAdmissionPolicyBinding : KubernetesObject
{
    [Field("spec", 2, Required = true)]
    public partial ValidatingAdmissionPolicyBindingSpec Spec { get; set; }
}

[KubernetesType("io.k8s.api.admissionregistration.v1.ValidatingAdmissionPolicyBindingSpec")]
public sealed partial class ValidatingAdmissionPolicyBindingSpec
{
    [Field("policyName", 1, Required = true)]
    public partial string PolicyName { get; set; }

    [Field("paramRef", 2)]
    public partial ParamRef? ParamRef { get; set; }

    [Field("matchResources", 3)]
    public partial MatchResources? MatchResources { get; set; }

    [Field("validationActions", 4, Always = true, Required = true, ListType = ListType.Set)]
    public partial ListOf<string> ValidationActions { get; set; }
}
