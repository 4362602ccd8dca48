using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.Namespace")]
[Kind("", "v1", "Namespace")]
[Resource("namespaces", "namespace", Namespaced = false, ShortNames = "ns", Verbs = "create,delete,get,list,patch,update,watch")]
[Subresource("finalize", "update")]
[Subresource("status", "get,patch,update")]
public sealed partial class Namespace : KubernetesObject
{
    [Field("spec", 2)]
    public partial NamespaceSpec Spec { get; set; }

    [Field("status", 3)]
    public partial NamespaceStatus Status { get; set; }
}

[KubernetesType("io.k8s.api.core.v1.NamespaceCondition")]
public sealed partial class NamespaceCondition
{
    [Field("type", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Type { get; set; }

    [Field("status", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string Status { get; set; }

    [Field("lastTransitionTime", 4, Always = true)]
    public partial DateTimeOffset? LastTransitionTime { get; set; }

    [Field("reason", 5)]
    public partial string Reason { get; set; }

    [Field("message", 6)]
    public partial string Message { get; set; }
}

[KubernetesType("io.k8s.api.core.v1.NamespaceSpec")]
public sealed partial class NamespaceSpec
{
    [Field("finalizers", 1)]
    public partial ListOf<string> Finalizers { get; set; }
}

[KubernetesType("io.k8s.api.core.v1.NamespaceStatus")]
public sealed partial class NamespaceStatus
{
    [Field("phase", 1)]
    public partial string Phase { get; set; }

    [Field("conditions", 2, ListType = ListType.Map, MapKeys = "type", PatchStrategy = PatchStrategy.Merge, MergeKey = "type")]
    public partial ListOf<NamespaceCondition> Conditions { get; set; }
}
