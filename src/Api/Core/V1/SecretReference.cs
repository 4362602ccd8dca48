using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.SecretReference", Atomic = true)]
public sealed partial class SecretReference
{
    [Field("name", 1)]
    public partial string Name { get; set; }

    [Field("namespace", 2)]
    public partial string Namespace { get; set; }
}
