using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.Binding")]
[Kind("", "v1", "Binding")]
[Resource("bindings", "binding", Namespaced = true, Verbs = "create")]
public sealed partial class Binding : KubernetesObject
{
    [Field("target", 2, Required = true)]
    public partial ObjectReference Target { get; set; }
}
