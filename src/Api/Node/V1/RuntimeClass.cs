using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.Node.V1;

[KubernetesType("io.k8s.api.node.v1.RuntimeClass")]
[Kind("node.k8s.io", "v1", "RuntimeClass")]
[Resource("runtimeclasses", "runtimeclass", Namespaced = false)]
public sealed partial class RuntimeClass : KubernetesObject
{
    [Field("handler", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string Handler { get; set; }

    [Field("overhead", 3)]
    public partial Overhead? Overhead { get; set; }

    [Field("scheduling", 4)]
    public partial Scheduling? Scheduling { get; set; }
}

[KubernetesType("io.k8s.api.node.v1.Overhead")]
public sealed partial class Overhead
{
    [Field("podFixed", 1)]
    public partial MapOf<Quantity> PodFixed { get; set; }
}

[KubernetesType("io.k8s.api.node.v1.Scheduling")]
public sealed partial class Scheduling
{
    [Field("nodeSelector", 1, Atomic = true)]
    public partial MapOf<string> NodeSelector { get; set; }

    [Field("tolerations", 2)]
    public partial ListOf<Core.V1.Toleration> Tolerations { get; set; }
}
