using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.Lifecycle")]
public sealed partial class Lifecycle
{
    [Field("postStart", 1)]
    public partial LifecycleHandler? PostStart { get; set; }

    [Field("preStop", 2)]
    public partial LifecycleHandler? PreStop { get; set; }

    [Field("stopSignal", 3)]
    public partial string? StopSignal { get; set; }
}
