using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.Toleration")]
public sealed partial class Toleration
{
    [Field("key", 1)]
    public partial string Key { get; set; }

    [Field("operator", 2)]
    public partial string Operator { get; set; }

    [Field("value", 3)]
    public partial string Value { get; set; }

    [Field("effect", 4)]
    public partial string Effect { get; set; }

    [Field("tolerationSeconds", 5)]
    public partial long? TolerationSeconds { get; set; }
}
