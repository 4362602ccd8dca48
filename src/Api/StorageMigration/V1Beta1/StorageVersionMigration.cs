using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.StorageMigration.V1Beta1;

[KubernetesType("io.k8s.api.storagemigration.v1beta1.StorageVersionMigration")]
[Kind("storagemigration.k8s.io", "v1beta1", "StorageVersionMigration")]
[Resource("storageversionmigrations", "storageversionmigration", Namespaced = false)]
[Subresource("status", "get,patch,update")]
public sealed partial class StorageVersionMigration : KubernetesObject
{
    [Field("spec", 2)]
    public partial StorageVersionMigrationSpec Spec { get; set; }

    [Field("status", 3)]
    public partial StorageVersionMigrationStatus Status { get; set; }
}

[KubernetesType("io.k8s.api.storagemigration.v1beta1.StorageVersionMigrationSpec")]
public sealed partial class StorageVersionMigrationSpec
{
    [Field("resource", 1, Required = true)]
    public partial Meta.V1.GroupResource Resource { get; set; }
}

[KubernetesType("io.k8s.api.storagemigration.v1beta1.StorageVersionMigrationStatus")]
public sealed partial class StorageVersionMigrationStatus
{
    [Field("conditions", 1, ListType = ListType.Map, MapKeys = "type", PatchStrategy = PatchStrategy.Merge, MergeKey = "type")]
    public partial ListOf<Meta.V1.Condition> Conditions { get; set; }

    [Field("resourceVersion", 2)]
    public partial string ResourceVersion { get; set; }
}
