using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.ComponentStatus")]
[Kind("", "v1", "ComponentStatus")]
[Resource("componentstatuses", "componentstatus", Namespaced = false, ShortNames = "cs", Verbs = "get,list")]
public sealed partial class ComponentStatus : KubernetesObject
{
    [Field("conditions", 2, ListType = ListType.Map, MapKeys = "type", PatchStrategy = PatchStrategy.Merge, MergeKey = "type")]
    public partial ListOf<ComponentCondition> Conditions { get; set; }
}

[KubernetesType("io.k8s.api.core.v1.ComponentCondition")]
public sealed partial class ComponentCondition
{
    [Field("type", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Type { get; set; }

    [Field("status", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string Status { get; set; }

    [Field("message", 3)]
    public partial string Message { get; set; }

    [Field("error", 4)]
    public partial string Error { get; set; }
}
