using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.Networking.V1;

[KubernetesType("io.k8s.api.networking.v1.NetworkPolicy")]
[Kind("networking.k8s.io", "v1", "NetworkPolicy")]
[Resource("networkpolicies", "networkpolicy", Namespaced = true, ShortNames = "netpol")]
public sealed partial class NetworkPolicy : KubernetesObject
{
    [Field("spec", 2)]
    public partial NetworkPolicySpec Spec { get; set; }
}

[KubernetesType("io.k8s.api.networking.v1.IPBlock")]
public sealed partial class IPBlock
{
    [Field("cidr", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Cidr { get; set; }

    [Field("except", 2)]
    public partial ListOf<string> Except { get; set; }
}

[KubernetesType("io.k8s.api.networking.v1.NetworkPolicyEgressRule")]
public sealed partial class NetworkPolicyEgressRule
{
    [Field("ports", 1)]
    public partial ListOf<NetworkPolicyPort> Ports { get; set; }

    [Field("to", 2)]
    public partial ListOf<NetworkPolicyPeer> To { get; set; }
}

[KubernetesType("io.k8s.api.networking.v1.NetworkPolicyIngressRule")]
public sealed partial class NetworkPolicyIngressRule
{
    [Field("ports", 1)]
    public partial ListOf<NetworkPolicyPort> Ports { get; set; }

    [Field("from", 2)]
    public partial ListOf<NetworkPolicyPeer> From { get; set; }
}

[KubernetesType("io.k8s.api.networking.v1.NetworkPolicyPeer")]
public sealed partial class NetworkPolicyPeer
{
    [Field("podSelector", 1)]
    public partial Meta.V1.LabelSelector? PodSelector { get; set; }

    [Field("namespaceSelector", 2)]
    public partial Meta.V1.LabelSelector? NamespaceSelector { get; set; }

    [Field("ipBlock", 3)]
    public partial IPBlock? IpBlock { get; set; }
}

[KubernetesType("io.k8s.api.networking.v1.NetworkPolicyPort")]
public sealed partial class NetworkPolicyPort
{
    [Field("protocol", 1)]
    public partial string? Protocol { get; set; }

    [Field("port", 2)]
    public partial IntOrString? Port { get; set; }

    [Field("endPort", 3)]
    public partial int? EndPort { get; set; }
}

[KubernetesType("io.k8s.api.networking.v1.NetworkPolicySpec")]
public sealed partial class NetworkPolicySpec
{
    [Field("podSelector", 1)]
    public partial Meta.V1.LabelSelector PodSelector { get; set; }

    [Field("ingress", 2)]
    public partial ListOf<NetworkPolicyIngressRule> Ingress { get; set; }

    [Field("egress", 3)]
    public partial ListOf<NetworkPolicyEgressRule> Egress { get; set; }

    [Field("policyTypes", 4)]
    public partial ListOf<string> PolicyTypes { get; set; }
}
