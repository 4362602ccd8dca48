using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.Scheduling.V1;

[KubernetesType("io.k8s.api.scheduling.v1.PriorityClass")]
[Kind("scheduling.k8s.io", "v1", "PriorityClass")]
[Resource("priorityclasses", "priorityclass", Namespaced = false, ShortNames = "pc")]
public sealed partial class PriorityClass : KubernetesObject
{
    [Field("value", 2, Always = true, Default = "0")]
    public partial int Value { get; set; }

    [Field("globalDefault", 3)]
    public partial bool GlobalDefault { get; set; }

    [Field("description", 4)]
    public partial string Description { get; set; }

    [Field("preemptionPolicy", 5)]
    public partial string? PreemptionPolicy { get; set; }
}
