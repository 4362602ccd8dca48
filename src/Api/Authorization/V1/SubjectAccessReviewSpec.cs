using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Authorization.V1;

[KubernetesType("io.k8s.api.authorization.v1.SubjectAccessReviewSpec")]
public sealed partial class SubjectAccessReviewSpec
{
    [Field("resourceAttributes", 1)]
    public partial ResourceAttributes? ResourceAttributes { get; set; }

    [Field("nonResourceAttributes", 2)]
    public partial NonResourceAttributes? NonResourceAttributes { get; set; }

    [Field("user", 3)]
    public partial string User { get; set; }

    [Field("groups", 4)]
    public partial ListOf<string> Groups { get; set; }

    [Field("extra", 5)]
    public new partial MapOf<DocList> Extra { get; set; }

    [Field("uid", 6)]
    public partial string Uid { get; set; }
}
