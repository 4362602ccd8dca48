using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.Storage.V1;

[KubernetesType("io.k8s.api.storage.v1.CSIStorageCapacity")]
[Kind("storage.k8s.io", "v1", "CSIStorageCapacity")]
[Resource("csistoragecapacities", "csistoragecapacity", Namespaced = true)]
public sealed partial class CSIStorageCapacity : KubernetesObject
{
    [Field("nodeTopology", 2)]
    public partial Meta.V1.LabelSelector? NodeTopology { get; set; }

    [Field("storageClassName", 3, Always = true, Required = true, Default = "\"\"")]
    public partial string StorageClassName { get; set; }

    [Field("capacity", 4)]
    public partial Quantity? Capacity { get; set; }

    [Field("maximumVolumeSize", 5)]
    public partial Quantity? MaximumVolumeSize { get; set; }
}
