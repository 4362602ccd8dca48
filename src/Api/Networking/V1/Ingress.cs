using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.Networking.V1;

[KubernetesType("io.k8s.api.networking.v1.Ingress")]
[Kind("networking.k8s.io", "v1", "Ingress")]
[Resource("ingresses", "ingress", Namespaced = true, ShortNames = "ing")]
[Subresource("status", "get,patch,update")]
public sealed partial class Ingress : KubernetesObject
{
    [Field("spec", 2)]
    public partial IngressSpec Spec { get; set; }

    [Field("status", 3)]
    public partial IngressStatus Status { get; set; }
}

[KubernetesType("io.k8s.api.networking.v1.HTTPIngressPath")]
public sealed partial class HTTPIngressPath
{
    [Field("path", 1)]
    public partial string Path { get; set; }

    [Field("backend", 2, Required = true)]
    public partial IngressBackend Backend { get; set; }

    [Field("pathType", 3, Required = true)]
    public partial string? PathType { get; set; }
}

[KubernetesType("io.k8s.api.networking.v1.HTTPIngressRuleValue")]
public sealed partial class HTTPIngressRuleValue
{
    [Field("paths", 1, Always = true, Required = true)]
    public partial ListOf<HTTPIngressPath> Paths { get; set; }
}

[KubernetesType("io.k8s.api.networking.v1.IngressBackend")]
public sealed partial class IngressBackend
{
    [Field("resource", 3)]
    public partial Core.V1.TypedLocalObjectReference? Resource { get; set; }

    [Field("service", 4)]
    public partial IngressServiceBackend? Service { get; set; }
}

[KubernetesType("io.k8s.api.networking.v1.IngressLoadBalancerIngress")]
public sealed partial class IngressLoadBalancerIngress
{
    [Field("ip", 1)]
    public partial string Ip { get; set; }

    [Field("hostname", 2)]
    public partial string Hostname { get; set; }

    [Field("ports", 4)]
    public partial ListOf<IngressPortStatus> Ports { get; set; }
}

[KubernetesType("io.k8s.api.networking.v1.IngressLoadBalancerStatus")]
public sealed partial class IngressLoadBalancerStatus
{
    [Field("ingress", 1)]
    public partial ListOf<IngressLoadBalancerIngress> Ingress { get; set; }
}

[KubernetesType("io.k8s.api.networking.v1.IngressPortStatus")]
public sealed partial class IngressPortStatus
{
    [Field("port", 1, Always = true, Required = true, Default = "0")]
    public partial int Port { get; set; }

    [Field("protocol", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string Protocol { get; set; }

    [Field("error", 3)]
    public partial string Error { get; set; }
}

[KubernetesType("io.k8s.api.networking.v1.IngressRule")]
public sealed partial class IngressRule
{
    [Field("host", 1)]
    public partial string Host { get; set; }

    [Field("http", 0)]
    public partial HTTPIngressRuleValue? Http { get; set; }
}

[KubernetesType("io.k8s.api.networking.v1.IngressServiceBackend")]
public sealed partial class IngressServiceBackend
{
    [Field("name", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Name { get; set; }

    [Field("port", 2)]
    public partial ServiceBackendPort Port { get; set; }
}

[KubernetesType("io.k8s.api.networking.v1.IngressSpec")]
public sealed partial class IngressSpec
{
    [Field("defaultBackend", 1)]
    public partial IngressBackend? DefaultBackend { get; set; }

    [Field("tls", 2)]
    public partial ListOf<IngressTLS> Tls { get; set; }

    [Field("rules", 3)]
    public partial ListOf<IngressRule> Rules { get; set; }

    [Field("ingressClassName", 4)]
    public partial string? IngressClassName { get; set; }
}

[KubernetesType("io.k8s.api.networking.v1.IngressStatus")]
public sealed partial class IngressStatus
{
    [Field("loadBalancer", 1)]
    public partial IngressLoadBalancerStatus LoadBalancer { get; set; }
}

[KubernetesType("io.k8s.api.networking.v1.IngressTLS")]
public sealed partial class IngressTLS
{
    [Field("hosts", 1)]
    public partial ListOf<string> Hosts { get; set; }

    [Field("secretName", 2)]
    public partial string SecretName { get; set; }
}

[KubernetesType("io.k8s.api.networking.v1.ServiceBackendPort", Atomic = true)]
public sealed partial class ServiceBackendPort
{
    [Field("name", 1)]
    public partial string Name { get; set; }

    [Field("number", 2)]
    public partial int Number { get; set; }
}
