using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.Authorization.V1;

[KubernetesType("io.k8s.api.authorization.v1.SelfSubjectAccessReview")]
[Kind("authorization.k8s.io", "v1", "SelfSubjectAccessReview")]
[Resource("selfsubjectaccessreviews", "selfsubjectaccessreview", Namespaced = false, Verbs = "create")]
public sealed partial class SelfSubjectAccessReview : KubernetesObject
{
    [Field("spec", 2, Required = true)]
    public partial SelfSubjectAccessReviewSpec Spec { get; set; }

    [Field("status", 3)]
    public partial SubjectAccessReviewStatus Status { get; set; }
}

[KubernetesType("io.k8s.api.authorization.v1.SelfSubjectAccessReviewSpec")]
public sealed partial class SelfSubjectAccessReviewSpec
{
    [Field("resourceAttributes", 1)]
    public partial ResourceAttributes? ResourceAttributes { get; set; }

    [Field("nonResourceAttributes", 2)]
    public partial NonResourceAttributes? NonResourceAttributes { get; set; }
}
