using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.Authentication.V1;

[KubernetesType("io.k8s.api.authentication.v1.SelfSubjectReview")]
[Kind("authentication.k8s.io", "v1", "SelfSubjectReview")]
[Resource("selfsubjectreviews", "selfsubjectreview", Namespaced = false, Verbs = "create")]
public sealed partial class SelfSubjectReview : KubernetesObject
{
    [Field("status", 2)]
    public partial SelfSubjectReviewStatus Status { get; set; }
}

[KubernetesType("io.k8s.api.authentication.v1.SelfSubjectReviewStatus")]
public sealed partial class SelfSubjectReviewStatus
{
    [Field("userInfo", 1)]
    public partial UserInfo UserInfo { get; set; }
}
