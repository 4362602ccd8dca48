using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.PersistentVolumeClaimTemplate")]
public sealed partial class PersistentVolumeClaimTemplate
{
    [Field("metadata", 1)]
    public partial Meta.V1.ObjectMeta Metadata { get; set; }

    [Field("spec", 2, Required = true)]
    public partial PersistentVolumeClaimSpec Spec { get; set; }
}
