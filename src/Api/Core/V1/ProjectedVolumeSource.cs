using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.ProjectedVolumeSource")]
public sealed partial class ProjectedVolumeSource
{
    [Field("sources", 1)]
    public partial ListOf<VolumeProjection> Sources { get; set; }

    [Field("defaultMode", 2)]
    public partial int? DefaultMode { get; set; }
}
