using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.PodDNSConfigOption")]
public sealed partial class PodDNSConfigOption
{
    [Field("name", 1)]
    public partial string Name { get; set; }

    [Field("value", 2)]
    public partial string Value { get; set; }
}
