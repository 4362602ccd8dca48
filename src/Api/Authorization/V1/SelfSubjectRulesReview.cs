using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.Authorization.V1;

[KubernetesType("io.k8s.api.authorization.v1.SelfSubjectRulesReview")]
[Kind("authorization.k8s.io", "v1", "SelfSubjectRulesReview")]
[Resource("selfsubjectrulesreviews", "selfsubjectrulesreview", Namespaced = false, Verbs = "create")]
public sealed partial class SelfSubjectRulesReview : KubernetesObject
{
    [Field("spec", 2, Required = true)]
    public partial SelfSubjectRulesReviewSpec Spec { get; set; }

    [Field("status", 3)]
    public partial SubjectRulesReviewStatus Status { get; set; }
}

[KubernetesType("io.k8s.api.authorization.v1.NonResourceRule")]
public sealed partial class NonResourceRule
{
    [Field("verbs", 1, Always = true, Required = true)]
    public partial ListOf<string> Verbs { get; set; }

    [Field("nonResourceURLs", 2)]
    public partial ListOf<string> NonResourceURLs { get; set; }
}

[KubernetesType("io.k8s.api.authorization.v1.ResourceRule")]
public sealed partial class ResourceRule
{
    [Field("verbs", 1, Always = true, Required = true)]
    public partial ListOf<string> Verbs { get; set; }

    [Field("apiGroups", 2)]
    public partial ListOf<string> ApiGroups { get; set; }

    [Field("resources", 3)]
    public partial ListOf<string> Resources { get; set; }

    [Field("resourceNames", 4)]
    public partial ListOf<string> ResourceNames { get; set; }
}

[KubernetesType("io.k8s.api.authorization.v1.SelfSubjectRulesReviewSpec")]
public sealed partial class SelfSubjectRulesReviewSpec
{
    [Field("namespace", 1)]
    public partial string Namespace { get; set; }
}

[KubernetesType("io.k8s.api.authorization.v1.SubjectRulesReviewStatus")]
public sealed partial class SubjectRulesReviewStatus
{
    [Field("resourceRules", 1, Always = true, Required = true)]
    public partial ListOf<ResourceRule> ResourceRules { get; set; }

    [Field("nonResourceRules", 2, Always = true, Required = true)]
    public partial ListOf<NonResourceRule> NonResourceRules { get; set; }

    [Field("incomplete", 3, Always = true, Required = true, Default = "false")]
    public partial bool Incomplete { get; set; }

    [Field("evaluationError", 4)]
    public partial string EvaluationError { get; set; }
}
