using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Meta.V1;

[KubernetesType("io.k8s.apimachinery.pkg.apis.meta.v1.WatchEvent")]
public sealed partial class WatchEvent
{
    [Field("type", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Type { get; set; }

    [Field("object", 2, Required = true)]
    public partial object? Object { get; set; }
}
