using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.PersistentVolume")]
[Kind("", "v1", "PersistentVolume")]
[Resource("persistentvolumes", "persistentvolume", Namespaced = false, ShortNames = "pv")]
[Subresource("status", "get,patch,update")]
public sealed partial class PersistentVolume : KubernetesObject
{
    [Field("spec", 2)]
    public partial PersistentVolumeSpec Spec { get; set; }

    [Field("status", 3)]
    public partial PersistentVolumeStatus Status { get; set; }
}

[KubernetesType("io.k8s.api.core.v1.PersistentVolumeStatus")]
public sealed partial class PersistentVolumeStatus
{
    [Field("phase", 1)]
    public partial string Phase { get; set; }

    [Field("message", 2)]
    public partial string Message { get; set; }

    [Field("reason", 3)]
    public partial string Reason { get; set; }

    [Field("lastPhaseTransitionTime", 4)]
    public partial DateTimeOffset? LastPhaseTransitionTime { get; set; }
}
