using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.AdmissionRegistration.V1Beta1;

[KubernetesType("io.k8s.api.admissionregistration.v1beta1.MutatingAdmissionPolicyBinding")]
[Kind("admissionregistration.k8s.io", "v1beta1", "MutatingAdmissionPolicyBinding")]
[Resource("mutatingadmissionpolicybindings", "mutatingadmissionpolicybinding", Namespaced = false, Categories = "api-extensions")]
public sealed partial class MutatingAdmissionPolicyBinding : KubernetesObject
{
    [Field("spec", 2)]
    public partial MutatingAdmissionPolicyBindingSpec Spec { get; set; }
}

[KubernetesType("io.k8s.api.admissionregistration.v1beta1.MutatingAdmissionPolicyBindingSpec")]
public sealed partial class MutatingAdmissionPolicyBindingSpec
{
    [Field("policyName", 1)]
    public partial string PolicyName { get; set; }

    [Field("paramRef", 2)]
    public partial ParamRef? ParamRef { get; set; }

    [Field("matchResources", 3)]
    public partial MatchResources? MatchResources { get; set; }
}

[KubernetesType("io.k8s.api.admissionregistration.v1beta1.ParamRef", Atomic = true)]
public sealed partial class ParamRef
{
    [Field("name", 1)]
    public partial string Name { get; set; }

    [Field("namespace", 2)]
    public partial string Namespace { get; set; }

    [Field("selector", 3)]
    public partial Meta.V1.LabelSelector? Selector { get; set; }

    [Field("parameterNotFoundAction", 4)]
    public partial string? ParameterNotFoundAction { get; set; }
}
