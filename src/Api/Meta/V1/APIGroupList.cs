using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Meta.V1;

[KubernetesType("io.k8s.apimachinery.pkg.apis.meta.v1.APIGroupList")]
public sealed partial class APIGroupList
{
    [Field("kind", 0)]
    public partial string Kind { get; set; }

    [Field("apiVersion", 0)]
    public partial string ApiVersion { get; set; }

    [Field("groups", 1, Always = true, Required = true)]
    public partial ListOf<APIGroup> Groups { get; set; }
}
