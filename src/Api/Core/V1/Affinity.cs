using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.Affinity")]
public sealed partial class Affinity
{
    [Field("nodeAffinity", 1)]
    public partial NodeAffinity? NodeAffinity { get; set; }

    [Field("podAffinity", 2)]
    public partial PodAffinity? PodAffinity { get; set; }

    [Field("podAntiAffinity", 3)]
    public partial PodAntiAffinity? PodAntiAffinity { get; set; }
}
