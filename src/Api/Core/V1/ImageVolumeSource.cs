using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.ImageVolumeSource")]
public sealed partial class ImageVolumeSource
{
    [Field("reference", 1)]
    public partial string Reference { get; set; }

    [Field("pullPolicy", 2)]
    public partial string PullPolicy { get; set; }
}
