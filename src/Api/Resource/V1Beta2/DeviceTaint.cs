using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Resource.V1Beta2;

[KubernetesType("io.k8s.api.resource.v1beta2.DeviceTaint")]
public sealed partial class DeviceTaint
{
    [Field("key", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Key { get; set; }

    [Field("value", 2)]
    public partial string Value { get; set; }

    [Field("effect", 3, Always = true, Required = true, Default = "\"\"")]
    public partial string Effect { get; set; }

    [Field("timeAdded", 4)]
    public partial DateTimeOffset? TimeAdded { get; set; }
}
