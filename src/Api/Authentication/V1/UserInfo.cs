using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Authentication.V1;

[KubernetesType("io.k8s.api.authentication.v1.UserInfo")]
public sealed partial class UserInfo
{
    [Field("username", 1)]
    public partial string Username { get; set; }

    [Field("uid", 2)]
    public partial string Uid { get; set; }

    [Field("groups", 3)]
    public partial ListOf<string> Groups { get; set; }

    [Field("extra", 4)]
    public new partial MapOf<DocList> Extra { get; set; }
}
