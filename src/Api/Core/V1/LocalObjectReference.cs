using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.LocalObjectReference", Atomic = true)]
public sealed partial class LocalObjectReference
{
    [Field("name", 1, Default = "\"\"")]
    public partial string Name { get; set; }
}
