using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.EventSource")]
public sealed partial class EventSource
{
    [Field("component", 1)]
    public partial string Component { get; set; }

    [Field("host", 2)]
    public partial string Host { get; set; }
}
