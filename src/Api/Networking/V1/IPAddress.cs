using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.Networking.V1;

[KubernetesType("io.k8s.api.networking.v1.IPAddress")]
[Kind("networking.k8s.io", "v1", "IPAddress")]
[Resource("ipaddresses", "ipaddress", Namespaced = false, ShortNames = "ip")]
public sealed partial class IPAddress : KubernetesObject
{
    [Field("spec", 2, Required = true)]
    public partial IPAddressSpec Spec { get; set; }
}

[KubernetesType("io.k8s.api.networking.v1.IPAddressSpec")]
public sealed partial class IPAddressSpec
{
    [Field("parentRef", 1, Required = true)]
    public partial ParentReference? ParentRef { get; set; }
}

[KubernetesType("io.k8s.api.networking.v1.ParentReference")]
public sealed partial class ParentReference
{
    [Field("group", 1)]
    public partial string Group { get; set; }

    [Field("resource", 2, Required = true)]
    public partial string Resource { get; set; }

    [Field("namespace", 3)]
    public partial string Namespace { get; set; }

    [Field("name", 4, Required = true)]
    public partial string Name { get; set; }
}
