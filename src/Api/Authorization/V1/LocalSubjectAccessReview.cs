using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.Authorization.V1;

[KubernetesType("io.k8s.api.authorization.v1.LocalSubjectAccessReview")]
[Kind("authorization.k8s.io", "v1", "LocalSubjectAccessReview")]
[Resource("localsubjectaccessreviews", "localsubjectaccessreview", Namespaced = true, Verbs = "create")]
public sealed partial class LocalSubjectAccessReview : KubernetesObject
{
    [Field("spec", 2, Required = true)]
    public partial SubjectAccessReviewSpec Spec { get; set; }

    [Field("status", 3)]
    public partial SubjectAccessReviewStatus Status { get; set; }
}
