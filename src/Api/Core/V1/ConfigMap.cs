using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.ConfigMap")]
[Kind("", "v1", "ConfigMap")]
[Resource("configmaps", "configmap", Namespaced = true, ShortNames = "cm")]
public sealed partial class ConfigMap : KubernetesObject
{
    [Field("data", 2)]
    public partial MapOf<string> Data { get; set; }

    [Field("binaryData", 3, Format = ValueKind.Bytes)]
    public partial MapOf<string> BinaryData { get; set; }

    [Field("immutable", 4)]
    public partial bool? Immutable { get; set; }
}
