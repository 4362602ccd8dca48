using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.Rbac.V1;

[KubernetesType("io.k8s.api.rbac.v1.RoleBinding")]
[Kind("rbac.authorization.k8s.io", "v1", "RoleBinding")]
[Resource("rolebindings", "rolebinding", Namespaced = true)]
public sealed partial class RoleBinding : KubernetesObject
{
    [Field("subjects", 2)]
    public partial ListOf<Subject> Subjects { get; set; }

    [Field("roleRef", 3, Required = true)]
    public partial RoleRef RoleRef { get; set; }
}
