using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Meta.V1;

[KubernetesType("io.k8s.apimachinery.pkg.apis.meta.v1.StatusDetails")]
public sealed partial class StatusDetails
{
    [Field("kind", 3)]
    public partial string Kind { get; set; }

    [Field("name", 1)]
    public partial string Name { get; set; }

    [Field("group", 2)]
    public partial string Group { get; set; }

    [Field("causes", 4)]
    public partial ListOf<StatusCause> Causes { get; set; }

    [Field("retryAfterSeconds", 5)]
    public partial int RetryAfterSeconds { get; set; }

    [Field("uid", 6)]
    public partial string Uid { get; set; }
}
