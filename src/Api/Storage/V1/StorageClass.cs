using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.Storage.V1;

[KubernetesType("io.k8s.api.storage.v1.StorageClass")]
[Kind("storage.k8s.io", "v1", "StorageClass")]
[Resource("storageclasses", "storageclass", Namespaced = false, ShortNames = "sc")]
public sealed partial class StorageClass : KubernetesObject
{
    [Field("provisioner", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string Provisioner { get; set; }

    [Field("parameters", 3)]
    public partial MapOf<string> Parameters { get; set; }

    [Field("reclaimPolicy", 4)]
    public partial string? ReclaimPolicy { get; set; }

    [Field("mountOptions", 5)]
    public partial ListOf<string> MountOptions { get; set; }

    [Field("allowVolumeExpansion", 6)]
    public partial bool? AllowVolumeExpansion { get; set; }

    [Field("volumeBindingMode", 7)]
    public partial string? VolumeBindingMode { get; set; }

    [Field("allowedTopologies", 8)]
    public partial ListOf<Core.V1.TopologySelectorTerm> AllowedTopologies { get; set; }
}
