using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.PodTemplateSpec")]
public sealed partial class PodTemplateSpec
{
    [Field("metadata", 1)]
    public partial Meta.V1.ObjectMeta Metadata { get; set; }

    [Field("spec", 2)]
    public partial PodSpec Spec { get; set; }
}
