using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.Authentication.V1;

[KubernetesType("io.k8s.api.authentication.v1.TokenRequest")]
[Kind("authentication.k8s.io", "v1", "TokenRequest")]
public sealed partial class TokenRequest : KubernetesObject
{
    [Field("spec", 2)]
    public partial TokenRequestSpec Spec { get; set; }

    [Field("status", 3)]
    public partial TokenRequestStatus Status { get; set; }
}

[KubernetesType("io.k8s.api.authentication.v1.BoundObjectReference")]
public sealed partial class BoundObjectReference
{
    [Field("kind", 1)]
    public partial string Kind { get; set; }

    [Field("apiVersion", 2)]
    public partial string ApiVersion { get; set; }

    [Field("name", 3)]
    public partial string Name { get; set; }

    [Field("uid", 4)]
    public partial string Uid { get; set; }
}

[KubernetesType("io.k8s.api.authentication.v1.TokenRequestSpec")]
public sealed partial class TokenRequestSpec
{
    [Field("audiences", 1)]
    public partial ListOf<string> Audiences { get; set; }

    [Field("boundObjectRef", 3)]
    public partial BoundObjectReference? BoundObjectRef { get; set; }

    [Field("expirationSeconds", 4)]
    public partial long? ExpirationSeconds { get; set; }
}

[KubernetesType("io.k8s.api.authentication.v1.TokenRequestStatus")]
public sealed partial class TokenRequestStatus
{
    [Field("token", 1, Always = true, Default = "\"\"")]
    public partial string Token { get; set; }

    [Field("expirationTimestamp", 2, Always = true)]
    public partial DateTimeOffset? ExpirationTimestamp { get; set; }
}
