using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.Resource.V1;

[KubernetesType("io.k8s.api.resource.v1.ResourceClaimTemplate")]
[Kind("resource.k8s.io", "v1", "ResourceClaimTemplate")]
[Resource("resourceclaimtemplates", "resourceclaimtemplate", Namespaced = true)]
public sealed partial class ResourceClaimTemplate : KubernetesObject
{
    [Field("spec", 2, Required = true)]
    public partial ResourceClaimTemplateSpec Spec { get; set; }
}

[KubernetesType("io.k8s.api.resource.v1.ResourceClaimTemplateSpec")]
public sealed partial class ResourceClaimTemplateSpec
{
    [Field("metadata", 1)]
    public partial Meta.V1.ObjectMeta Metadata { get; set; }

    [Field("spec", 2, Required = true)]
    public partial ResourceClaimSpec Spec { get; set; }
}
