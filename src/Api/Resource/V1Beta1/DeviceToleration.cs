using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Resource.V1Beta1;

[KubernetesType("io.k8s.api.resource.v1beta1.DeviceToleration")]
public sealed partial class DeviceToleration
{
    [Field("key", 1)]
    public partial string Key { get; set; }

    [Field("operator", 2, Default = "\"Equal\"")]
    public partial string Operator { get; set; }

    [Field("value", 3)]
    public partial string Value { get; set; }

    [Field("effect", 4)]
    public partial string Effect { get; set; }

    [Field("tolerationSeconds", 5)]
    public partial long? TolerationSeconds { get; set; }
}
