using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.TypedLocalObjectReference", Atomic = true)]
public sealed partial class TypedLocalObjectReference
{
    [Field("kind", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string Kind { get; set; }

    [Field("apiGroup", 1, Always = true)]
    public partial string? ApiGroup { get; set; }

    [Field("name", 3, Always = true, Required = true, Default = "\"\"")]
    public partial string Name { get; set; }
}
