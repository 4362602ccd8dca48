using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Rbac.V1;

[KubernetesType("io.k8s.api.rbac.v1.Subject", Atomic = true)]
public sealed partial class Subject
{
    [Field("kind", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Kind { get; set; }

    [Field("apiGroup", 2)]
    public partial string ApiGroup { get; set; }

    [Field("name", 3, Always = true, Required = true, Default = "\"\"")]
    public partial string Name { get; set; }

    [Field("namespace", 4)]
    public partial string Namespace { get; set; }
}
