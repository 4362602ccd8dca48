using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.HTTPHeader")]
public sealed partial class HTTPHeader
{
    [Field("name", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Name { get; set; }

    [Field("value", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string Value { get; set; }
}
