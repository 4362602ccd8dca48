using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Meta.V1;

[KubernetesType("io.k8s.apimachinery.pkg.apis.meta.v1.Status")]
public sealed partial class Status
{
    [Field("kind", 0)]
    public partial string Kind { get; set; }

    [Field("apiVersion", 0)]
    public partial string ApiVersion { get; set; }

    [Field("metadata", 1)]
    public partial ListMeta Metadata { get; set; }

    [Field("status", 2)]
    public partial string StatusValue { get; set; }

    [Field("message", 3)]
    public partial string Message { get; set; }

    [Field("reason", 4)]
    public partial string Reason { get; set; }

    [Field("details", 5)]
    public partial StatusDetails? Details { get; set; }

    [Field("code", 6)]
    public partial int Code { get; set; }
}
