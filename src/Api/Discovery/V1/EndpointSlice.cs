using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.Discovery.V1;

[KubernetesType("io.k8s.api.discovery.v1.EndpointSlice")]
[Kind("discovery.k8s.io", "v1", "EndpointSlice")]
[Resource("endpointslices", "endpointslice", Namespaced = true)]
public sealed partial class EndpointSlice : KubernetesObject
{
    [Field("endpoints", 2, Always = true)]
    public partial ListOf<Endpoint> Endpoints { get; set; }

    [Field("ports", 3, Always = true)]
    public partial ListOf<EndpointPort> Ports { get; set; }

    [Field("addressType", 4, Always = true, Required = true, Default = "\"\"")]
    public partial string AddressType { get; set; }
}

[KubernetesType("io.k8s.api.discovery.v1.Endpoint")]
public sealed partial class Endpoint
{
    [Field("addresses", 1, Always = true, Required = true, ListType = ListType.Set)]
    public partial ListOf<string> Addresses { get; set; }

    [Field("conditions", 2)]
    public partial EndpointConditions Conditions { get; set; }

    [Field("hostname", 3)]
    public partial string? Hostname { get; set; }

    [Field("targetRef", 4)]
    public partial Core.V1.ObjectReference? TargetRef { get; set; }

    [Field("deprecatedTopology", 5)]
    public partial MapOf<string> DeprecatedTopology { get; set; }

    [Field("nodeName", 6)]
    public partial string? NodeName { get; set; }

    [Field("zone", 7)]
    public partial string? Zone { get; set; }

    [Field("hints", 8)]
    public partial EndpointHints? Hints { get; set; }
}

[KubernetesType("io.k8s.api.discovery.v1.EndpointConditions")]
public sealed partial class EndpointConditions
{
    [Field("ready", 1)]
    public partial bool? Ready { get; set; }

    [Field("serving", 2)]
    public partial bool? Serving { get; set; }

    [Field("terminating", 3)]
    public partial bool? Terminating { get; set; }
}

[KubernetesType("io.k8s.api.discovery.v1.EndpointHints")]
public sealed partial class EndpointHints
{
    [Field("forZones", 1)]
    public partial ListOf<ForZone> ForZones { get; set; }

    [Field("forNodes", 2)]
    public partial ListOf<ForNode> ForNodes { get; set; }
}

[KubernetesType("io.k8s.api.discovery.v1.EndpointPort", Atomic = true)]
public sealed partial class EndpointPort
{
    [Field("name", 1)]
    public partial string? Name { get; set; }

    [Field("protocol", 2)]
    public partial string? Protocol { get; set; }

    [Field("port", 3)]
    public partial int? Port { get; set; }

    [Field("appProtocol", 4)]
    public partial string? AppProtocol { get; set; }
}

[KubernetesType("io.k8s.api.discovery.v1.ForNode")]
public sealed partial class ForNode
{
    [Field("name", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Name { get; set; }
}

[KubernetesType("io.k8s.api.discovery.v1.ForZone")]
public sealed partial class ForZone
{
    [Field("name", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Name { get; set; }
}
