using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Authorization.V1;

[KubernetesType("io.k8s.api.authorization.v1.NonResourceAttributes")]
public sealed partial class NonResourceAttributes
{
    [Field("path", 1)]
    public partial string Path { get; set; }

    [Field("verb", 2)]
    public partial string Verb { get; set; }
}
