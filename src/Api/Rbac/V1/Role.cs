using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.Rbac.V1;

[KubernetesType("io.k8s.api.rbac.v1.Role")]
[Kind("rbac.authorization.k8s.io", "v1", "Role")]
[Resource("roles", "role", Namespaced = true)]
public sealed partial class Role : KubernetesObject
{
    [Field("rules", 2, Always = true)]
    public partial ListOf<PolicyRule> Rules { get; set; }
}
