using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.Secret")]
[Kind("", "v1", "Secret")]
[Resource("secrets", "secret", Namespaced = true)]
public sealed partial class Secret : KubernetesObject
{
    [Field("data", 2, Format = ValueKind.Bytes)]
    public partial MapOf<string> Data { get; set; }

    [Field("type", 3)]
    public partial string Type { get; set; }

    [Field("stringData", 4)]
    public partial MapOf<string> StringData { get; set; }

    [Field("immutable", 5)]
    public partial bool? Immutable { get; set; }
}
