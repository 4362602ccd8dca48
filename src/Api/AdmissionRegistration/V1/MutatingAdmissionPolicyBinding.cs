using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.AdmissionRegistration.V1;

[KubernetesType("io.k8s.api.admissionregistration.v1.MutatingAdmissionPolicyBinding")]
[Kind("admissionregistration.k8s.io", "v1", "MutatingAdmissionPolicyBinding")]
[Resource("mutatingadmissionpolicybindings", "mutatingadmissionpolicybinding", Namespaced = false, Categories = "api-extensions")]
public sealed partial class MutatingAdmissionPolicyBinding : KubernetesObject
{
    [Field("spec", 2)]
    public partial MutatingAdmissionPolicyBindingSpec Spec { get; set; }
}

[KubernetesType("io.k8s.api.admissionregistration.v1.MutatingAdmissionPolicyBindingSpec")]
public sealed partial class MutatingAdmissionPolicyBindingSpec
{
    [Field("policyName", 1)]
    public partial string PolicyName { get; set; }

    [Field("paramRef", 2)]
    public partial ParamRef? ParamRef { get; set; }

    [Field("matchResources", 3)]
    public partial MatchResources? MatchResources { get; set; }
}
