using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.Storage.V1;

[KubernetesType("io.k8s.api.storage.v1.CSINode")]
[Kind("storage.k8s.io", "v1", "CSINode")]
[Resource("csinodes", "csinode", Namespaced = false)]
public sealed partial class CSINode : KubernetesObject
{
    [Field("spec", 2, Required = true)]
    public partial CSINodeSpec Spec { get; set; }
}

[KubernetesType("io.k8s.api.storage.v1.CSINodeDriver")]
public sealed partial class CSINodeDriver
{
    [Field("name", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Name { get; set; }

    [Field("nodeID", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string NodeID { get; set; }

    [Field("topologyKeys", 3)]
    public partial ListOf<string> TopologyKeys { get; set; }

    [Field("allocatable", 4)]
    public partial VolumeNodeResources? Allocatable { get; set; }
}

[KubernetesType("io.k8s.api.storage.v1.CSINodeSpec")]
public sealed partial class CSINodeSpec
{
    [Field("drivers", 1, Always = true, Required = true, ListType = ListType.Map, MapKeys = "name", PatchStrategy = PatchStrategy.Merge, MergeKey = "name")]
    public partial ListOf<CSINodeDriver> Drivers { get; set; }
}

[KubernetesType("io.k8s.api.storage.v1.VolumeNodeResources")]
public sealed partial class VolumeNodeResources
{
    [Field("count", 1)]
    public partial int? Count { get; set; }
}
