using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Resource.V1Beta2;

[KubernetesType("io.k8s.api.resource.v1beta2.DeviceConstraint")]
public sealed partial class DeviceConstraint
{
    [Field("requests", 1)]
    public partial ListOf<string> Requests { get; set; }

    [Field("matchAttribute", 2)]
    public partial string? MatchAttribute { get; set; }

    [Field("distinctAttribute", 3)]
    public partial string? DistinctAttribute { get; set; }
}
