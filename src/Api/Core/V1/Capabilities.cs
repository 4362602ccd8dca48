using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.Capabilities")]
public sealed partial class Capabilities
{
    [Field("add", 1)]
    public partial ListOf<string> Add { get; set; }

    [Field("drop", 2)]
    public partial ListOf<string> Drop { get; set; }
}
