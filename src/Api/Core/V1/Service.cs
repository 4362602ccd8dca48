using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.Service")]
[Kind("", "v1", "Service")]
[Resource("services", "service", Namespaced = true, ShortNames = "svc", Categories = "all")]
[Subresource("proxy", "create,delete,get,patch,update", Kind = "//ServiceProxyOptions")]
[Subresource("status", "get,patch,update")]
public sealed partial class Service : KubernetesObject
{
    [Field("spec", 2)]
    public partial ServiceSpec Spec { get; set; }

    [Field("status", 3)]
    public partial ServiceStatus Status { get; set; }
}

[KubernetesType("io.k8s.api.core.v1.ClientIPConfig")]
public sealed partial class ClientIPConfig
{
    [Field("timeoutSeconds", 1)]
    public partial int? TimeoutSeconds { get; set; }
}

[KubernetesType("io.k8s.api.core.v1.LoadBalancerIngress")]
public sealed partial class LoadBalancerIngress
{
    [Field("ip", 1)]
    public partial string Ip { get; set; }

    [Field("hostname", 2)]
    public partial string Hostname { get; set; }

    [Field("ipMode", 3)]
    public partial string? IpMode { get; set; }

    [Field("ports", 4)]
    public partial ListOf<PortStatus> Ports { get; set; }
}

[KubernetesType("io.k8s.api.core.v1.LoadBalancerStatus")]
public sealed partial class LoadBalancerStatus
{
    [Field("ingress", 1)]
    public partial ListOf<LoadBalancerIngress> Ingress { get; set; }
}

[KubernetesType("io.k8s.api.core.v1.PortStatus")]
public sealed partial class PortStatus
{
    [Field("port", 1, Always = true, Required = true, Default = "0")]
    public partial int Port { get; set; }

    [Field("protocol", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string Protocol { get; set; }

    [Field("error", 3)]
    public partial string Error { get; set; }
}

[KubernetesType("io.k8s.api.core.v1.ServicePort")]
public sealed partial class ServicePort
{
    [Field("name", 1)]
    public partial string Name { get; set; }

    [Field("protocol", 2, Default = "\"TCP\"")]
    public partial string Protocol { get; set; }

    [Field("port", 3, Always = true, Required = true, Default = "0")]
    public partial int Port { get; set; }

    [Field("targetPort", 4, Always = true)]
    public partial IntOrString? TargetPort { get; set; }

    [Field("nodePort", 5)]
    public partial int NodePort { get; set; }

    [Field("appProtocol", 6)]
    public partial string? AppProtocol { get; set; }
}

[KubernetesType("io.k8s.api.core.v1.ServiceSpec")]
public sealed partial class ServiceSpec
{
    [Field("ports", 1, ListType = ListType.Map, MapKeys = "port,protocol", PatchStrategy = PatchStrategy.Merge, MergeKey = "port")]
    public partial ListOf<ServicePort> Ports { get; set; }

    [Field("selector", 2, Atomic = true)]
    public partial MapOf<string> Selector { get; set; }

    [Field("clusterIP", 3)]
    public partial string ClusterIP { get; set; }

    [Field("type", 4)]
    public partial string Type { get; set; }

    [Field("externalIPs", 5)]
    public partial ListOf<string> ExternalIPs { get; set; }

    [Field("sessionAffinity", 7)]
    public partial string SessionAffinity { get; set; }

    [Field("loadBalancerIP", 8)]
    public partial string LoadBalancerIP { get; set; }

    [Field("loadBalancerSourceRanges", 9)]
    public partial ListOf<string> LoadBalancerSourceRanges { get; set; }

    [Field("externalName", 10)]
    public partial string ExternalName { get; set; }

    [Field("externalTrafficPolicy", 11)]
    public partial string ExternalTrafficPolicy { get; set; }

    [Field("healthCheckNodePort", 12)]
    public partial int HealthCheckNodePort { get; set; }

    [Field("publishNotReadyAddresses", 13)]
    public partial bool PublishNotReadyAddresses { get; set; }

    [Field("sessionAffinityConfig", 14)]
    public partial SessionAffinityConfig? SessionAffinityConfig { get; set; }

    [Field("ipFamilyPolicy", 17)]
    public partial string? IpFamilyPolicy { get; set; }

    [Field("clusterIPs", 18)]
    public partial ListOf<string> ClusterIPs { get; set; }

    [Field("ipFamilies", 19)]
    public partial ListOf<string> IpFamilies { get; set; }

    [Field("allocateLoadBalancerNodePorts", 20)]
    public partial bool? AllocateLoadBalancerNodePorts { get; set; }

    [Field("loadBalancerClass", 21)]
    public partial string? LoadBalancerClass { get; set; }

    [Field("internalTrafficPolicy", 22)]
    public partial string? InternalTrafficPolicy { get; set; }

    [Field("trafficDistribution", 23)]
    public partial string? TrafficDistribution { get; set; }
}

[KubernetesType("io.k8s.api.core.v1.ServiceStatus")]
public sealed partial class ServiceStatus
{
    [Field("loadBalancer", 1)]
    public partial LoadBalancerStatus LoadBalancer { get; set; }

    [Field("conditions", 2, ListType = ListType.Map, MapKeys = "type", PatchStrategy = PatchStrategy.Merge, MergeKey = "type")]
    public partial ListOf<Meta.V1.Condition> Conditions { get; set; }
}

[KubernetesType("io.k8s.api.core.v1.SessionAffinityConfig")]
public sealed partial class SessionAffinityConfig
{
    [Field("clientIP", 1)]
    public partial ClientIPConfig? ClientIP { get; set; }
}
