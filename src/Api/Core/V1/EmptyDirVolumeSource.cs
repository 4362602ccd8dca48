using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.EmptyDirVolumeSource")]
public sealed partial class EmptyDirVolumeSource
{
    [Field("medium", 1)]
    public partial string Medium { get; set; }

    [Field("sizeLimit", 2)]
    public partial Quantity? SizeLimit { get; set; }
}
