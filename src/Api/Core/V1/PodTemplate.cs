using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.PodTemplate")]
[Kind("", "v1", "PodTemplate")]
[Resource("podtemplates", "podtemplate", Namespaced = true)]
public sealed partial class PodTemplate : KubernetesObject
{
    [Field("template", 2)]
    public partial PodTemplateSpec Template { get; set; }
}
