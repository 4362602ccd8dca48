using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.PersistentVolumeClaim")]
[Kind("", "v1", "PersistentVolumeClaim")]
[Resource("persistentvolumeclaims", "persistentvolumeclaim", Namespaced = true, ShortNames = "pvc")]
[Subresource("status", "get,patch,update")]
public sealed partial class PersistentVolumeClaim : KubernetesObject
{
    [Field("spec", 2)]
    public partial PersistentVolumeClaimSpec Spec { get; set; }

    [Field("status", 3)]
    public partial PersistentVolumeClaimStatus Status { get; set; }
}
