using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.DownwardAPIProjection")]
public sealed partial class DownwardAPIProjection
{
    [Field("items", 1)]
    public partial ListOf<DownwardAPIVolumeFile> Items { get; set; }
}
