using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.Resource.V1Alpha3;

[KubernetesType("io.k8s.api.resource.v1alpha3.ResourcePoolStatusRequest")]
[Kind("resource.k8s.io", "v1alpha3", "ResourcePoolStatusRequest")]
[Resource("resourcepoolstatusrequests", "resourcepoolstatusrequest", Namespaced = false)]
[Subresource("status", "get,patch,update")]
public sealed partial class ResourcePoolStatusRequest : KubernetesObject
{
    [Field("spec", 2, Required = true)]
    public partial ResourcePoolStatusRequestSpec Spec { get; set; }

    [Field("status", 3)]
    public partial ResourcePoolStatusRequestStatus? Status { get; set; }
}

[KubernetesType("io.k8s.api.resource.v1alpha3.PoolStatus")]
public sealed partial class PoolStatus
{
    [Field("driver", 1, Required = true)]
    public partial string Driver { get; set; }

    [Field("poolName", 2, Required = true)]
    public partial string PoolName { get; set; }

    [Field("nodeName", 3)]
    public partial string NodeName { get; set; }

    [Field("totalDevices", 4)]
    public partial int? TotalDevices { get; set; }

    [Field("allocatedDevices", 5)]
    public partial int? AllocatedDevices { get; set; }

    [Field("availableDevices", 6)]
    public partial int? AvailableDevices { get; set; }

    [Field("unavailableDevices", 7)]
    public partial int? UnavailableDevices { get; set; }

    [Field("resourceSliceCount", 8)]
    public partial int? ResourceSliceCount { get; set; }

    [Field("generation", 9, Always = true, Required = true, Default = "0")]
    public partial long Generation { get; set; }

    [Field("validationError", 10)]
    public partial string ValidationError { get; set; }
}

[KubernetesType("io.k8s.api.resource.v1alpha3.ResourcePoolStatusRequestSpec")]
public sealed partial class ResourcePoolStatusRequestSpec
{
    [Field("driver", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Driver { get; set; }

    [Field("poolName", 2)]
    public partial string PoolName { get; set; }

    [Field("limit", 3, Default = "100")]
    public partial int? Limit { get; set; }
}

[KubernetesType("io.k8s.api.resource.v1alpha3.ResourcePoolStatusRequestStatus")]
public sealed partial class ResourcePoolStatusRequestStatus
{
    [Field("pools", 2)]
    public partial ListOf<PoolStatus> Pools { get; set; }

    [Field("conditions", 3, ListType = ListType.Map, MapKeys = "type", PatchStrategy = PatchStrategy.Merge, MergeKey = "type")]
    public partial ListOf<Meta.V1.Condition> Conditions { get; set; }

    [Field("poolCount", 6, Required = true)]
    public partial int? PoolCount { get; set; }
}
