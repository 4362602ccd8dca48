using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.ConfigMapKeySelector", Atomic = true)]
public sealed partial class ConfigMapKeySelector
{
    [Field("key", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string Key { get; set; }

    [Field("optional", 3)]
    public partial bool? Optional { get; set; }

    [Field("name", 0, Default = "\"\"")]
    public partial string Name { get; set; }
}
