using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.Authentication.V1;

[KubernetesType("io.k8s.api.authentication.v1.TokenReview")]
[Kind("authentication.k8s.io", "v1", "TokenReview")]
[Resource("tokenreviews", "tokenreview", Namespaced = false, Verbs = "create")]
public sealed partial class TokenReview : KubernetesObject
{
    [Field("spec", 2, Required = true)]
    public partial TokenReviewSpec Spec { get; set; }

    [Field("status", 3)]
    public partial TokenReviewStatus Status { get; set; }
}

[KubernetesType("io.k8s.api.authentication.v1.TokenReviewSpec")]
public sealed partial class TokenReviewSpec
{
    [Field("token", 1, Required = true)]
    public partial string Token { get; set; }

    [Field("audiences", 2)]
    public partial ListOf<string> Audiences { get; set; }
}

[KubernetesType("io.k8s.api.authentication.v1.TokenReviewStatus")]
public sealed partial class TokenReviewStatus
{
    [Field("authenticated", 1)]
    public partial bool Authenticated { get; set; }

    [Field("user", 2)]
    public partial UserInfo User { get; set; }

    [Field("error", 3)]
    public partial string Error { get; set; }

    [Field("audiences", 4)]
    public partial ListOf<string> Audiences { get; set; }
}
