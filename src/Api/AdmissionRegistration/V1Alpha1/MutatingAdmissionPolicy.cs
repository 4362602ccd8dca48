using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.AdmissionRegistration.V1Alpha1;

[KubernetesType("io.k8s.api.admissionregistration.v1alpha1.MutatingAdmissionPolicy")]
[Kind("admissionregistration.k8s.io", "v1alpha1", "MutatingAdmissionPolicy")]
[Resource("mutatingadmissionpolicies", "mutatingadmissionpolicy", Namespaced = false, Categories = "api-extensions")]
public sealed partial class MutatingAdmissionPolicy : KubernetesObject
{
    [Field("spec", 2)]
    public partial MutatingAdmissionPolicySpec Spec { get; set; }
}

[KubernetesType("io.k8s.api.admissionregistration.v1alpha1.ApplyConfiguration")]
public sealed partial class ApplyConfiguration
{
    [Field("expression", 1)]
    public partial string Expression { get; set; }
}

[KubernetesType("io.k8s.api.admissionregistration.v1alpha1.JSONPatch")]
public sealed partial class JSONPatch
{
    [Field("expression", 1)]
    public partial string Expression { get; set; }
}

[KubernetesType("io.k8s.api.admissionregistration.v1alpha1.MatchCondition")]
public sealed partial class MatchCondition
{
    [Field("name", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Name { get; set; }

    [Field("expression", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string Expression { get; set; }
}

[KubernetesType("io.k8s.api.admissionregistration.v1alpha1.MutatingAdmissionPolicySpec")]
public sealed partial class MutatingAdmissionPolicySpec
{
    [Field("paramKind", 1)]
    public partial ParamKind? ParamKind { get; set; }

    [Field("matchConstraints", 2)]
    public partial MatchResources? MatchConstraints { get; set; }

    [Field("variables", 3)]
    public partial ListOf<Variable> Variables { get; set; }

    [Field("mutations", 4)]
    public partial ListOf<Mutation> Mutations { get; set; }

    [Field("failurePolicy", 5)]
    public partial string? FailurePolicy { get; set; }

    [Field("matchConditions", 6, ListType = ListType.Map, MapKeys = "name", PatchStrategy = PatchStrategy.Merge, MergeKey = "name")]
    public partial ListOf<MatchCondition> MatchConditions { get; set; }

    [Field("reinvocationPolicy", 7)]
    public partial string ReinvocationPolicy { get; set; }
}

[KubernetesType("io.k8s.api.admissionregistration.v1alpha1.Mutation")]
public sealed partial class Mutation
{
    [Field("patchType", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string PatchType { get; set; }

    [Field("applyConfiguration", 3)]
    public partial ApplyConfiguration? ApplyConfiguration { get; set; }

    [Field("jsonPatch", 4)]
    public partial JSONPatch? JsonPatch { get; set; }
}

[KubernetesType("io.k8s.api.admissionregistration.v1alpha1.ParamKind", Atomic = true)]
public sealed partial class ParamKind
{
    [Field("kind", 2)]
    public partial string Kind { get; set; }

    [Field("apiVersion", 1)]
    public partial string ApiVersion { get; set; }
}

[KubernetesType("io.k8s.api.admissionregistration.v1alpha1.Variable")]
public sealed partial class Variable
{
    [Field("name", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Name { get; set; }

    [Field("expression", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string Expression { get; set; }
}
