using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Meta.V1;

[KubernetesType("io.k8s.apimachinery.pkg.apis.meta.v1.ShardInfo")]
public sealed partial class ShardInfo
{
    [Field("selector", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Selector { get; set; }
}
