using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.AdmissionRegistration.V1;

[KubernetesType("io.k8s.api.admissionregistration.v1.ValidatingAdmissionPolicy")]
[Kind("admissionregistration.k8s.io", "v1", "ValidatingAdmissionPolicy")]
[Resource("validatingadmissionpolicies", "validatingadmissionpolicy", Namespaced = false, Categories = "api-extensions")]
[Subresource("status", "get,patch,update")]
public sealed partial class ValidatingAdmissionPolicy : KubernetesObject
{
    [Field("spec", 2)]
    public partial ValidatingAdmissionPolicySpec Spec { get; set; }

    [Field("status", 3)]
    public partial ValidatingAdmissionPolicyStatus Status { get; set; }
}

[KubernetesType("io.k8s.api.admissionregistration.v1.AuditAnnotation")]
public sealed partial class AuditAnnotation
{
    [Field("key", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Key { get; set; }

    [Field("valueExpression", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string ValueExpression { get; set; }
}

[KubernetesType("io.k8s.api.admissionregistration.v1.ExpressionWarning")]
public sealed partial class ExpressionWarning
{
    [Field("fieldRef", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string FieldRef { get; set; }

    [Field("warning", 3, Always = true, Required = true, Default = "\"\"")]
    public partial string Warning { get; set; }
}

[KubernetesType("io.k8s.api.admissionregistration.v1.TypeChecking")]
public sealed partial class TypeChecking
{
    [Field("expressionWarnings", 1)]
    public partial ListOf<ExpressionWarning> ExpressionWarnings { get; set; }
}

[KubernetesType("io.k8s.api.admissionregistration.v1.ValidatingAdmissionPolicySpec")]
public sealed partial class ValidatingAdmissionPolicySpec
{
    [Field("paramKind", 1)]
    public partial ParamKind? ParamKind { get; set; }

    [Field("matchConstraints", 2)]
    public partial MatchResources? MatchConstraints { get; set; }

    [Field("validations", 3)]
    public partial ListOf<Validation> Validations { get; set; }

    [Field("failurePolicy", 4)]
    public partial string? FailurePolicy { get; set; }

    [Field("auditAnnotations", 5)]
    public partial ListOf<AuditAnnotation> AuditAnnotations { get; set; }

    [Field("matchConditions", 6, ListType = ListType.Map, MapKeys = "name", PatchStrategy = PatchStrategy.Merge, MergeKey = "name")]
    public partial ListOf<MatchCondition> MatchConditions { get; set; }

    [Field("variables", 7, ListType = ListType.Map, MapKeys = "name", PatchStrategy = PatchStrategy.Merge, MergeKey = "name")]
    public partial ListOf<Variable> Variables { get; set; }
}

[KubernetesType("io.k8s.api.admissionregistration.v1.ValidatingAdmissionPolicyStatus")]
public sealed partial class ValidatingAdmissionPolicyStatus
{
    [Field("observedGeneration", 1)]
    public partial long ObservedGeneration { get; set; }

    [Field("typeChecking", 2)]
    public partial TypeChecking? TypeChecking { get; set; }

    [Field("conditions", 3, ListType = ListType.Map, MapKeys = "type")]
    public partial ListOf<Meta.V1.Condition> Conditions { get; set; }
}

[KubernetesType("io.k8s.api.admissionregistration.v1.Validation")]
public sealed partial class Validation
{
    [Field("expression", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Expression { get; set; }

    [Field("message", 2)]
    public partial string Message { get; set; }

    [Field("reason", 3)]
    public partial string? Reason { get; set; }

    [Field("messageExpression", 4)]
    public partial string MessageExpression { get; set; }
}
