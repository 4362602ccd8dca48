using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.VolumeResourceRequirements")]
public sealed partial class VolumeResourceRequirements
{
    [Field("limits", 1)]
    public partial MapOf<Quantity> Limits { get; set; }

    [Field("requests", 2)]
    public partial MapOf<Quantity> Requests { get; set; }
}
