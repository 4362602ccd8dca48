using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.ApiServerInternal.V1Alpha1;

[KubernetesType("io.k8s.api.apiserverinternal.v1alpha1.StorageVersion")]
[Kind("internal.apiserver.k8s.io", "v1alpha1", "StorageVersion")]
[Resource("storageversions", "storageversion", Namespaced = false)]
[Subresource("status", "get,patch,update")]
public sealed partial class StorageVersion : KubernetesObject
{
    [Field("spec", 2)]
    public partial StorageVersionSpec Spec { get; set; }

    [Field("status", 3)]
    public partial StorageVersionStatus Status { get; set; }
}

[KubernetesType("io.k8s.api.apiserverinternal.v1alpha1.ServerStorageVersion")]
public sealed partial class ServerStorageVersion
{
    [Field("apiServerID", 1, Required = true)]
    public partial string ApiServerID { get; set; }

    [Field("encodingVersion", 2, Required = true)]
    public partial string EncodingVersion { get; set; }

    [Field("decodableVersions", 3, Always = true, Required = true, ListType = ListType.Set)]
    public partial ListOf<string> DecodableVersions { get; set; }

    [Field("servedVersions", 4, ListType = ListType.Set)]
    public partial ListOf<string> ServedVersions { get; set; }
}

[KubernetesType("io.k8s.api.apiserverinternal.v1alpha1.StorageVersionCondition")]
public sealed partial class StorageVersionCondition
{
    [Field("type", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Type { get; set; }

    [Field("status", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string Status { get; set; }

    [Field("observedGeneration", 3)]
    public partial long? ObservedGeneration { get; set; }

    [Field("lastTransitionTime", 4, Always = true)]
    public partial DateTimeOffset? LastTransitionTime { get; set; }

    [Field("reason", 5, Always = true, Required = true, Default = "\"\"")]
    public partial string Reason { get; set; }

    [Field("message", 6, Required = true)]
    public partial string Message { get; set; }
}

[KubernetesType("io.k8s.api.apiserverinternal.v1alpha1.StorageVersionSpec")]
public sealed partial class StorageVersionSpec
{
}

[KubernetesType("io.k8s.api.apiserverinternal.v1alpha1.StorageVersionStatus")]
public sealed partial class StorageVersionStatus
{
    [Field("storageVersions", 1, ListType = ListType.Map, MapKeys = "apiServerID")]
    public partial ListOf<ServerStorageVersion> StorageVersions { get; set; }

    [Field("commonEncodingVersion", 2)]
    public partial string CommonEncodingVersion { get; set; }

    [Field("conditions", 3, ListType = ListType.Map, MapKeys = "type")]
    public partial ListOf<StorageVersionCondition> Conditions { get; set; }
}
