using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.DownwardAPIVolumeSource")]
public sealed partial class DownwardAPIVolumeSource
{
    [Field("items", 1)]
    public partial ListOf<DownwardAPIVolumeFile> Items { get; set; }

    [Field("defaultMode", 2)]
    public partial int? DefaultMode { get; set; }
}
