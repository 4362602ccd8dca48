using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Meta.V1;

[KubernetesType("io.k8s.apimachinery.pkg.apis.meta.v1.StatusCause")]
public sealed partial class StatusCause
{
    [Field("reason", 1)]
    public partial string Reason { get; set; }

    [Field("message", 2)]
    public partial string Message { get; set; }

    [Field("field", 3)]
    public partial string Field { get; set; }
}
