using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Meta.V1;

[KubernetesType("io.k8s.apimachinery.pkg.apis.meta.v1.APIResourceList")]
public sealed partial class APIResourceList
{
    [Field("kind", 0)]
    public partial string Kind { get; set; }

    [Field("apiVersion", 0)]
    public partial string ApiVersion { get; set; }

    [Field("groupVersion", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string GroupVersion { get; set; }

    [Field("resources", 2, Always = true, Required = true)]
    public partial ListOf<APIResource> Resources { get; set; }
}
