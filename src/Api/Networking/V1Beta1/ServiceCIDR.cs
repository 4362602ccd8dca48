using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.Networking.V1Beta1;

[KubernetesType("io.k8s.api.networking.v1beta1.ServiceCIDR")]
[Kind("networking.k8s.io", "v1beta1", "ServiceCIDR")]
[Resource("servicecidrs", "servicecidr", Namespaced = false)]
[Subresource("status", "get,patch,update")]
public sealed partial class ServiceCIDR : KubernetesObject
{
    [Field("spec", 2)]
    public partial ServiceCIDRSpec Spec { get; set; }

    [Field("status", 3)]
    public partial ServiceCIDRStatus Status { get; set; }
}

[KubernetesType("io.k8s.api.networking.v1beta1.ServiceCIDRSpec")]
public sealed partial class ServiceCIDRSpec
{
    [Field("cidrs", 1)]
    public partial ListOf<string> Cidrs { get; set; }
}

[KubernetesType("io.k8s.api.networking.v1beta1.ServiceCIDRStatus")]
public sealed partial class ServiceCIDRStatus
{
    [Field("conditions", 1, ListType = ListType.Map, MapKeys = "type", PatchStrategy = PatchStrategy.Merge, MergeKey = "type")]
    public partial ListOf<Meta.V1.Condition> Conditions { get; set; }
}
