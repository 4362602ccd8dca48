using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Rbac.V1;

[KubernetesType("io.k8s.api.rbac.v1.RoleRef", Atomic = true)]
public sealed partial class RoleRef
{
    [Field("kind", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string Kind { get; set; }

    [Field("apiGroup", 1, Always = true, Default = "\"\"")]
    public partial string ApiGroup { get; set; }

    [Field("name", 3, Always = true, Required = true, Default = "\"\"")]
    public partial string Name { get; set; }
}
