using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.LimitRange")]
[Kind("", "v1", "LimitRange")]
[Resource("limitranges", "limitrange", Namespaced = true, ShortNames = "limits")]
public sealed partial class LimitRange : KubernetesObject
{
    [Field("spec", 2)]
    public partial LimitRangeSpec Spec { get; set; }
}

[KubernetesType("io.k8s.api.core.v1.LimitRangeItem")]
public sealed partial class LimitRangeItem
{
    [Field("type", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Type { get; set; }

    [Field("max", 2)]
    public partial MapOf<Quantity> Max { get; set; }

    [Field("min", 3)]
    public partial MapOf<Quantity> Min { get; set; }

    [Field("default", 4)]
    public partial MapOf<Quantity> Default { get; set; }

    [Field("defaultRequest", 5)]
    public partial MapOf<Quantity> DefaultRequest { get; set; }

    [Field("maxLimitRequestRatio", 6)]
    public partial MapOf<Quantity> MaxLimitRequestRatio { get; set; }
}

[KubernetesType("io.k8s.api.core.v1.LimitRangeSpec")]
public sealed partial class LimitRangeSpec
{
    [Field("limits", 1, Always = true, Required = true)]
    public partial ListOf<LimitRangeItem> Limits { get; set; }
}
