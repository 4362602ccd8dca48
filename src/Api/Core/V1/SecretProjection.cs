using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.SecretProjection")]
public sealed partial class SecretProjection
{
    [Field("items", 2)]
    public partial ListOf<KeyToPath> Items { get; set; }

    [Field("optional", 4)]
    public partial bool? Optional { get; set; }

    [Field("name", 0, Default = "\"\"")]
    public partial string Name { get; set; }
}
