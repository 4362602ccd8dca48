using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.Endpoints")]
[Kind("", "v1", "Endpoints")]
[Resource("endpoints", "endpoints", Namespaced = true, ShortNames = "ep")]
public sealed partial class Endpoints : KubernetesObject
{
    [Field("subsets", 2)]
    public partial ListOf<EndpointSubset> Subsets { get; set; }
}

[KubernetesType("io.k8s.api.core.v1.EndpointAddress", Atomic = true)]
public sealed partial class EndpointAddress
{
    [Field("ip", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Ip { get; set; }

    [Field("targetRef", 2)]
    public partial ObjectReference? TargetRef { get; set; }

    [Field("hostname", 3)]
    public partial string Hostname { get; set; }

    [Field("nodeName", 4)]
    public partial string? NodeName { get; set; }
}

[KubernetesType("io.k8s.api.core.v1.EndpointPort", Atomic = true)]
public sealed partial class EndpointPort
{
    [Field("name", 1)]
    public partial string Name { get; set; }

    [Field("port", 2, Always = true, Required = true, Default = "0")]
    public partial int Port { get; set; }

    [Field("protocol", 3)]
    public partial string Protocol { get; set; }

    [Field("appProtocol", 4)]
    public partial string? AppProtocol { get; set; }
}

[KubernetesType("io.k8s.api.core.v1.EndpointSubset")]
public sealed partial class EndpointSubset
{
    [Field("addresses", 1)]
    public partial ListOf<EndpointAddress> Addresses { get; set; }

    [Field("notReadyAddresses", 2)]
    public partial ListOf<EndpointAddress> NotReadyAddresses { get; set; }

    [Field("ports", 3)]
    public partial ListOf<EndpointPort> Ports { get; set; }
}
