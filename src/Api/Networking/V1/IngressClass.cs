using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.Networking.V1;

[KubernetesType("io.k8s.api.networking.v1.IngressClass")]
[Kind("networking.k8s.io", "v1", "IngressClass")]
[Resource("ingressclasses", "ingressclass", Namespaced = false)]
public sealed partial class IngressClass : KubernetesObject
{
    [Field("spec", 2)]
    public partial IngressClassSpec Spec { get; set; }
}

[KubernetesType("io.k8s.api.networking.v1.IngressClassParametersReference")]
public sealed partial class IngressClassParametersReference
{
    [Field("kind", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string Kind { get; set; }

    [Field("apiGroup", 1)]
    public partial string? ApiGroup { get; set; }

    [Field("name", 3, Always = true, Required = true, Default = "\"\"")]
    public partial string Name { get; set; }

    [Field("scope", 4)]
    public partial string? Scope { get; set; }

    [Field("namespace", 5)]
    public partial string? Namespace { get; set; }
}

[KubernetesType("io.k8s.api.networking.v1.IngressClassSpec")]
public sealed partial class IngressClassSpec
{
    [Field("controller", 1)]
    public partial string Controller { get; set; }

    [Field("parameters", 2)]
    public partial IngressClassParametersReference? Parameters { get; set; }
}
