using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.Authorization.V1;

[KubernetesType("io.k8s.api.authorization.v1.SubjectAccessReview")]
[Kind("authorization.k8s.io", "v1", "SubjectAccessReview")]
[Resource("subjectaccessreviews", "subjectaccessreview", Namespaced = false, Verbs = "create")]
public sealed partial class SubjectAccessReview : KubernetesObject
{
    [Field("spec", 2, Required = true)]
    public partial SubjectAccessReviewSpec Spec { get; set; }

    [Field("status", 3)]
    public partial SubjectAccessReviewStatus Status { get; set; }
}
