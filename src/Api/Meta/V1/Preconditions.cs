using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Meta.V1;

[KubernetesType("io.k8s.apimachinery.pkg.apis.meta.v1.Preconditions")]
public sealed partial class Preconditions
{
    [Field("uid", 1)]
    public partial string? Uid { get; set; }

    [Field("resourceVersion", 2)]
    public partial string? ResourceVersion { get; set; }
}
